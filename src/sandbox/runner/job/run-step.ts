// One step from its condition to its record: `if`, `env`, `timeout-minutes`, `continue-on-error`, and its work.
import type { StepLog } from '../log/step-log.ts';
import { performStep } from '../step/perform-step.ts';
import type { PlannedStep } from '../step/planned-step.ts';
import {
  evaluateBoolean,
  evaluateCondition,
  evaluateMap,
  evaluateNumber,
  evaluateText,
} from '../workflow/expression.ts';
import type { Template } from '../workflow/workflow.ts';
import { type Frame, frameScope, type StepOutcome, type StepRecord } from './job-state.ts';
import { type Limit, withLimit } from './step-limit.ts';

/** Runs the step, enters its record in the frame, and lets its failure count. Never throws for what the step does. */
export async function runStep(planned: PlannedStep, frame: Frame, log: StepLog): Promise<StepRecord> {
  const { step } = planned;
  const skipped: StepRecord = { outputs: {}, outcome: 'skipped', conclusion: 'skipped' };
  const record = (await attempt(planned, frame, log)) ?? skipped;
  if (step.id !== '') frame.steps[step.id] = record;
  if (record.conclusion === 'failure') frame.failed = true;
  return record;
}

/** What people see: `name`, or `Run` and what is run. */
export function stepName({ step }: PlannedStep, frame: Frame): string {
  if (step.name) return textOrSource(step.name, frame);
  if (step.work.kind === 'uses') return `Run ${step.work.action}`;
  const script = textOrSource(step.work.script, frame);
  return `Run ${script.trimStart().split('\n')[0]?.trimEnd() ?? ''}`;
}

/** Undefined: the condition was not met. */
async function attempt(planned: PlannedStep, frame: Frame, log: StepLog): Promise<StepRecord | undefined> {
  const { step } = planned;
  let mayFail = false;
  try {
    const env = evaluateMap(step.env, frameScope(frame));
    const scope = frameScope(frame, env);
    if (!evaluateCondition(step.if, scope)) return undefined;
    mayFail = step.continueOnError !== undefined && evaluateBoolean(step.continueOnError, scope);
    const minutes = step.timeoutMinutes && evaluateNumber(step.timeoutMinutes, scope);
    const limit: Limit = {
      job: frame.job,
      outer: frame.stop,
      minutes,
      survivesCancel: () => evaluateCondition(step.if, frameScope(frame, env)),
    };
    const { result, timedOut } = await withLimit(limit, (signal) =>
      performStep(planned, frame, env, log, signal, runStep),
    );
    if (timedOut) log.error(`The action '${stepName(planned, frame)}' has timed out after ${minutes} minutes.`);
    return recordOf(timedOut ? 'failure' : result.outcome, result.outputs, mayFail);
  } catch (error) {
    log.error(error instanceof Error ? error.message : String(error));
    return recordOf('failure', {}, mayFail);
  }
}

function recordOf(outcome: StepOutcome, outputs: Record<string, string>, mayFail: boolean): StepRecord {
  return { outputs, outcome, conclusion: outcome === 'failure' && mayFail ? 'success' : outcome };
}

function textOrSource(template: Template, frame: Frame): string {
  try {
    return evaluateText(template, frameScope(frame));
  } catch (error) {
    // The step itself will fail with this message; its name is shown before that.
    return template.kind === 'expression' ? template.source : String(error);
  }
}
