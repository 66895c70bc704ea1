// What a step does, by the kind of its work.
import { join } from 'node:path';
import { type Frame, frameScope, type StepOutcome, type StepRecord } from '../job/job-state.ts';
import type { StepLog } from '../log/step-log.ts';
import { evaluateText } from '../workflow/expression.ts';
import type { Step } from '../workflow/workflow.ts';
import { actionInputs, type DeclaredInput, inputsContext } from './action-inputs.ts';
import type { PlannedStep, PreparedAction } from './planned-step.ts';
import { ActionProblem, prepareDirectory } from './prepare-action.ts';
import { runJavascript } from './run-javascript.ts';
import { environmentLines, runScript } from './run-script.ts';
import { standInOutcome, standInStep } from './run-stand-in.ts';

export type RunStep = (planned: PlannedStep, frame: Frame, log: StepLog) => Promise<StepRecord>;

export type Performed = { outcome: StepOutcome; outputs: Record<string, string> };

/** `runStep` is handed in because a composite action's steps run like any others. */
export async function performStep(
  planned: PlannedStep,
  frame: Frame,
  env: Record<string, string>,
  log: StepLog,
  signal: AbortSignal,
  runStep: RunStep,
): Promise<Performed> {
  const { step } = planned;
  if (isScript(step)) return await runScript(step, frame, env, log, signal);
  const action = await usedAction(planned, frame, log);
  const declared = declaredInputs(action);
  const inputs = actionInputs(step.work.kind === 'uses' ? step.work.with : [], declared, frameScope(frame, env), log);
  const given = Object.entries(inputs).map(([name, value]) => `  ${name}: ${value}`);
  const uses = step.work.kind === 'uses' ? step.work.action : '';
  log.group(`Run ${uses}`, [...(given.length > 0 ? ['with:', ...given] : []), ...environmentLines(env)]);
  switch (action.kind) {
    case 'stand_in':
      return await performStandIn(action, { planned, inputs, env }, frame, log, signal);
    case 'javascript':
      return await performJavascript(action, { planned, inputs, env }, frame, log, signal);
    case 'composite':
      return await performComposite(
        action,
        { inputs: inputsContext(inputs, declared), env },
        frame,
        log,
        signal,
        runStep,
      );
  }
}

type Use = { planned: PlannedStep; inputs: Record<string, string>; env: Record<string, string> };

async function performStandIn(
  action: PreparedAction & { kind: 'stand_in' },
  { planned, inputs, env }: Use,
  frame: Frame,
  log: StepLog,
  signal: AbortSignal,
): Promise<Performed> {
  const end = await action.standIn.run(standInStep(frame, inputs, env, log, signal));
  const after = end.kind === 'done' ? end.after : undefined;
  if (after) {
    frame.job.posts.push({
      name: postName(planned.step, frame),
      if: 'always()',
      frame,
      perform: async (postLog, postSignal) => {
        await after(standInStep(frame, inputs, env, postLog, postSignal));
        return postSignal.aborted ? 'cancelled' : 'success';
      },
    });
  }
  const outcome = standInOutcome(end, frame, log, signal);
  return { outcome, outputs: end.kind === 'done' ? (end.outputs ?? {}) : {} };
}

async function performJavascript(
  action: PreparedAction & { kind: 'javascript' },
  use: Use,
  frame: Frame,
  log: StepLog,
  signal: AbortSignal,
): Promise<Performed> {
  const { runs } = action.manifest;
  if (runs.kind !== 'javascript') throw new Error('a JavaScript action without `runs.main`');
  const { post } = runs;
  if (post) {
    frame.job.posts.push({
      name: postName(use.planned.step, frame),
      if: post.if ?? 'always()',
      frame,
      perform: async (postLog, postSignal) =>
        (await runJavascript(post.file, { ...use, action }, frame, postLog, postSignal)).outcome,
    });
  }
  return await runJavascript(runs.main, { ...use, action }, frame, log, signal);
}

/** The steps share the log of the step that uses the action; its outputs come from theirs. */
async function performComposite(
  action: PreparedAction & { kind: 'composite' },
  use: { inputs: Frame['inputs']; env: Record<string, string> },
  frame: Frame,
  log: StepLog,
  signal: AbortSignal,
  runStep: RunStep,
): Promise<Performed> {
  const { directory, repository, ref, manifest } = action;
  const inner: Frame = {
    job: frame.job,
    inputs: use.inputs,
    steps: {},
    env: { ...frame.env, ...use.env },
    action: { directory, repository, ref },
    failed: false,
    stop: signal,
  };
  let outcome: StepOutcome = 'success';
  for (const planned of action.steps) {
    // Out of time: nothing more. Cancelled: the steps' own conditions decide, as they do in the job.
    if (signal.aborted && !frame.job.cancel.aborted) break;
    const { conclusion } = await runStep(planned, inner, log);
    if (conclusion === 'failure') outcome = 'failure';
    if (conclusion === 'cancelled') outcome = 'cancelled';
  }
  const scope = frameScope(inner);
  const outputs = manifest.outputs.map(({ name, value }) => [name, value ? evaluateText(value, scope) : ''] as const);
  return { outcome, outputs: Object.fromEntries(outputs) };
}

async function usedAction(planned: PlannedStep, frame: Frame, log: StepLog): Promise<PreparedAction> {
  if (planned.action) return planned.action;
  const { work } = planned.step;
  if (work.kind !== 'uses') throw new ActionProblem('a step without `uses`');
  const { host, run, workspace } = frame.job;
  const directory = join(workspace.workspace, work.action);
  const repository = `${run.repository.owner}/${run.repository.name}`;
  const files = { directory, repository, ref: run.sha, name: work.action };
  const action = await prepareDirectory(files, { host, note: (line) => log.line(line) }).catch((error: unknown) => {
    if (error instanceof ActionProblem && error.message.startsWith("Can't find")) {
      throw new ActionProblem(`${error.message} Did you forget to run actions/checkout before running a local action?`);
    }
    throw error;
  });
  planned.action = action;
  return action;
}

function declaredInputs(action: PreparedAction): DeclaredInput[] {
  if (action.kind !== 'stand_in') return action.manifest.inputs;
  return Object.entries(action.standIn.inputs).map(([name, value]) => ({
    name,
    default: value === undefined ? undefined : { kind: 'literal', value, line: 0 },
  }));
}

function postName(step: Step, frame: Frame): string {
  const { work } = step;
  if (step.name) return `Post ${evaluateText(step.name, frameScope(frame))}`;
  return `Post Run ${work.kind === 'uses' ? work.action : ''}`;
}

function isScript(step: Step): step is Step & { work: { kind: 'run' } } {
  return step.work.kind === 'run';
}
