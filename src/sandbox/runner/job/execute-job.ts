// One job on this machine: a fresh workspace, its steps in order, their post steps in reverse, nothing left behind.
import { randomUUID } from 'node:crypto';
import type { Conclusion } from '../host.ts';
import { StepLog } from '../log/step-log.ts';
import { endOrphans } from '../process/orphan-processes.ts';
import type { PlannedStep } from '../step/planned-step.ts';
import { planSteps } from '../step/prepare-action.ts';
import { evaluateCondition, evaluateText } from '../workflow/expression.ts';
import type { Frame, JobState } from './job-state.ts';
import { frameScope } from './job-state.ts';
import { runPreSteps } from './pre-steps.ts';
import { runStep, stepName } from './run-step.ts';
import { withLimit } from './step-limit.ts';

export type JobEnd = { conclusion: Exclude<Conclusion, 'skipped'>; outputs: Record<string, string>; url?: string };

/** Runs the steps of a job whose state has been made. Never throws for what the job does. */
export async function executeSteps(job: JobState, setUp: string[], timedOut: AbortSignal): Promise<JobEnd> {
  const frame: Frame = {
    job,
    inputs: job.run.inputs,
    steps: {},
    env: {},
    action: undefined,
    failed: false,
    stop: undefined,
  };
  const reporter = new StepReporter(job);
  const planned = await prepare(frame, reporter, setUp);
  await runPreSteps(planned, frame, (name, work) => reporter.step(name, work));
  for (const step of planned) {
    await reporter.step(stepName(step, frame), async (log) => (await runStep(step, frame, log)).conclusion);
  }
  for (const post of job.posts.toReversed()) {
    await reporter.step(post.name, async (log) => {
      if (!evaluateCondition(post.if, frameScope(post.frame))) return 'skipped';
      const limit = { job, minutes: undefined, survivesCancel: () => true };
      const { result } = await withLimit(limit, (signal) => post.perform(log, signal));
      if (result === 'failure') frame.failed = true;
      return result;
    });
  }
  const end = { outputs: {}, url: undefined as string | undefined };
  await reporter.step('Complete job', async (log) => {
    if (timedOut.aborted) log.error('The job has exceeded its maximum execution time (`timeout-minutes`).');
    for (const { pid, name } of await endOrphans(job.trackingId)) {
      log.line(`Terminate orphan process: pid (${pid}) (${name})`);
    }
    end.outputs = jobOutputs(frame, log);
    const { environment } = job.job;
    if (environment?.url) end.url = evaluateText(environment.url, frameScope(frame));
    return 'success';
  });
  const conclusion = job.cancel.aborted ? 'cancelled' : reporter.failed ? 'failure' : 'success';
  return { conclusion, outputs: end.outputs, ...(end.url ? { url: end.url } : {}) };
}

/** For a new job's processes: what marks them as its own. */
export function makeTrackingId(): string {
  return `github_${randomUUID()}`;
}

/** Looks up every action before the first step, so that a missing one fails the job before anything has run. */
async function prepare(frame: Frame, reporter: StepReporter, setUp: string[]): Promise<PlannedStep[]> {
  const { job } = frame;
  let planned: PlannedStep[] = job.job.steps.map((step) => ({ step, action: undefined, state: {} }));
  await reporter.step('Set up job', async (log) => {
    for (const line of setUp) log.line(line);
    log.line('Prepare all required actions');
    planned = await planSteps(job.job.steps, { host: job.host, note: (line) => log.line(line) });
    return 'success';
  });
  if (!reporter.failed) return planned;
  frame.failed = true;
  return [];
}

function jobOutputs(frame: Frame, log: StepLog): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const { key, value } of frame.job.job.outputs) {
    const text = evaluateText(value, frameScope(frame));
    if (frame.job.masks.contains(text)) log.warning(`Skip output '${key}' since it may contain secret.`);
    else outputs[key] = text;
  }
  return outputs;
}

/** Numbers a job's steps and tells the host of them. */
class StepReporter {
  failed = false;
  readonly #job: JobState;
  #steps = 0;

  constructor(job: JobState) {
    this.#job = job;
  }

  /** An error that `work` throws is the step's failure, and its message the reason. */
  async step(name: string, work: (log: StepLog) => Promise<Conclusion>): Promise<void> {
    const { host, key: jobKey, masks } = this.#job;
    const step = ++this.#steps;
    host.report({ kind: 'step_started', jobKey, step, name: masks.apply(name), at: host.now() });
    const log = new StepLog((event) => host.report({ ...event, jobKey, step, at: host.now() }), masks);
    const conclusion = await work(log).catch((error: unknown): Conclusion => {
      log.error(error instanceof Error ? error.message : String(error));
      return 'failure';
    });
    if (conclusion === 'failure') this.failed = true;
    host.report({ kind: 'step_completed', jobKey, step, conclusion, at: host.now() });
  }
}
