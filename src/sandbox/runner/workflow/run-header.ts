// What a run is called and what it waits for: evaluated when the run is made, before any job.
import type { ConcurrencyQueue } from '../concurrency-groups.ts';
import { concurrencyProblem } from '../concurrency-groups.ts';
import type { Run } from '../host.ts';
import { ExpressionFailure, evaluateBoolean, evaluateText, type Scope } from './expression.ts';
import { githubContext } from './github-context.ts';
import type { ConcurrencyTemplate, Template } from './workflow.ts';

/** `run-name` of a run (its title on GitHub), or undefined when the workflow has none or it is empty. */
export function evaluateRunName(run: Run, variables: Record<string, string>): string | undefined {
  const template: Template | undefined = run.workflow.runName;
  const name = template && evaluateText(template, runScope(run, variables)).trim();
  return name === '' ? undefined : name;
}

/** The concurrency group of a run, or undefined when its workflow has none. Throws ExpressionFailure on a bad one. */
export function evaluateConcurrency(
  run: Run,
  variables: Record<string, string>,
): { group: string; queue: ConcurrencyQueue; cancelInProgress: boolean } | undefined {
  return run.workflow.concurrency && readGroup(run.workflow.concurrency, runScope(run, variables));
}

/** The contexts that a workflow's own keys may name: github, inputs, vars. */
export function runScope(run: Run, variables: Record<string, string>): Scope {
  return { contexts: { github: githubContext(run), inputs: run.inputs, vars: variables } };
}

export function readGroup(template: ConcurrencyTemplate, scope: Scope) {
  const asked = {
    group: evaluateText(template.group, scope),
    queue: template.queue,
    cancelInProgress: evaluateBoolean(template.cancelInProgress, scope),
  };
  const problem = concurrencyProblem(asked);
  if (problem) throw new ExpressionFailure(`\`concurrency\` (Line: ${template.line}): ${problem}`);
  return asked;
}
