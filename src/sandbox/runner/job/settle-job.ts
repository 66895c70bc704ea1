// One job of the workflow file, once those that it needs have ended: its condition, its matrix, its outcome.
import type { Conclusion, JobDescription, Run, RunnerHost } from '../host.ts';
import { Masks } from '../log/masks.ts';
import { StepLog } from '../log/step-log.ts';
import { evaluateBoolean, evaluateCondition, evaluateText, type Scope } from '../workflow/expression.ts';
import { runScope } from '../workflow/run-header.ts';
import type { WorkflowJob } from '../workflow/workflow.ts';
import { describeJob, type JobPlan, missingLabels, type PlannedJob, planJob } from './plan-job.ts';
import { type JobResult, runJob } from './run-job.ts';

/** What other jobs see of it: `needs.<id>`. A failure with `continue-on-error` counts as a success. */
export type JobOutcome = { result: Conclusion; outputs: Record<string, string> };

export type RunState = {
  run: Run;
  host: RunnerHost;
  cancel: AbortSignal;
  variables: Record<string, string>;
  /** Outcomes of the jobs that this one needs, directly or not. */
  before: Map<string, JobOutcome>;
};

export async function settleJob(job: WorkflowJob, state: RunState): Promise<JobOutcome> {
  const { run, host, cancel } = state;
  const scope = jobScope(job, state);
  let plan: JobPlan;
  try {
    if (host.forced?.aborted || !evaluateCondition(job.if, scope)) return leaveOut(job, state, scope);
    plan = planJob(job, run, host, scope);
  } catch (error) {
    host.report({ kind: 'job_queued', job: plainDescription(job, job.id), at: host.now() });
    return fail(job.id, host, error);
  }
  // A job that runs although the run has been cancelled is not cancelled by that again.
  const outer = cancel.aborted ? [] : [cancel];
  const siblings = new AbortController();
  const outcomes = plan.jobs.map(async (planned) => {
    const outcome = await runPlanned(planned, AbortSignal.any([...outer, siblings.signal]));
    if (outcome.result === 'failure' && plan.failFast) siblings.abort();
    return outcome;
  });
  return merge(await Promise.all(outcomes));
}

/** The status functions look at all ancestors: one that was skipped is no success either. */
function jobScope(job: WorkflowJob, { run, variables, before, cancel }: RunState): Scope {
  const results = [...before.values()].map((outcome) => outcome.result);
  const needs = Object.fromEntries([...before].filter(([id]) => job.needs.includes(id)));
  return {
    contexts: { ...runScope(run, variables).contexts, needs },
    functions: {
      success: () => !cancel.aborted && results.every((result) => result === 'success'),
      failure: () => !cancel.aborted && results.includes('failure'),
      cancelled: () => cancel.aborted,
    },
  };
}

async function runPlanned(planned: PlannedJob, cancel: AbortSignal): Promise<JobOutcome> {
  const { host, job, key, scope } = planned;
  host.report({ kind: 'job_queued', job: describeJob(planned), at: host.now() });
  try {
    const missing = missingLabels(planned);
    if (missing.length > 0) {
      const where = `\`runs-on: ${missing.join(', ')}\` (Line: ${job.runsOn.line})`;
      throw new Error(`unsupported: ${where}; this machine has: ${host.machine.labels.join(', ')}.`);
    }
    const mayFail = job.continueOnError ? evaluateBoolean(job.continueOnError, scope) : false;
    const { conclusion, outputs } = await runOrFail(planned, cancel);
    host.report({ kind: 'job_completed', jobKey: key, conclusion, outputs, at: host.now() });
    return { result: mayFail && conclusion === 'failure' ? 'success' : conclusion, outputs };
  } catch (error) {
    return fail(key, host, error);
  }
}

/** A job that cannot begin (its environment says no, an expression fails) has failed, with the reason in its log. */
async function runOrFail(planned: PlannedJob, cancel: AbortSignal): Promise<JobResult> {
  try {
    return await runJob(planned, cancel);
  } catch (error) {
    reportFailure(planned.key, planned.host, error);
    return { conclusion: 'failure', outputs: {} };
  }
}

/** A job that the cancellation kept from running is cancelled; one whose own condition says no is skipped. */
function leaveOut(job: WorkflowJob, { host, cancel }: RunState, scope: Scope): JobOutcome {
  const kept = cancel.aborted && (job.if === undefined || host.forced?.aborted === true);
  const conclusion: Conclusion = kept ? 'cancelled' : 'skipped';
  host.report({ kind: 'job_queued', job: plainDescription(job, nameOf(job, scope)), at: host.now() });
  host.report({ kind: 'job_completed', jobKey: job.id, conclusion, outputs: {}, at: host.now() });
  return { result: conclusion, outputs: {} };
}

function nameOf(job: WorkflowJob, scope: Scope): string {
  // A name that needs the matrix has no value here, and GitHub too then shows the job's id.
  if (!job.name || job.strategy) return job.id;
  return evaluateText(job.name, scope) || job.id;
}

function plainDescription(job: WorkflowJob, name: string): JobDescription {
  return { key: job.id, workflowJob: job.id, name, labels: [], needs: job.needs };
}

function fail(jobKey: string, host: RunnerHost, error: unknown): JobOutcome {
  reportFailure(jobKey, host, error);
  host.report({ kind: 'job_completed', jobKey, conclusion: 'failure', outputs: {}, at: host.now() });
  return { result: 'failure', outputs: {} };
}

function reportFailure(jobKey: string, host: RunnerHost, error: unknown): void {
  const step = 1;
  host.report({ kind: 'step_started', jobKey, step, name: 'Set up job', at: host.now() });
  const log = new StepLog((event) => host.report({ ...event, jobKey, step, at: host.now() }), new Masks());
  log.error(error instanceof Error ? error.message : String(error));
  host.report({ kind: 'step_completed', jobKey, step, conclusion: 'failure', at: host.now() });
}

function merge(outcomes: JobOutcome[]): JobOutcome {
  const results = outcomes.map((outcome) => outcome.result);
  const worst = (['failure', 'cancelled', 'success'] as const).find((conclusion) => results.includes(conclusion));
  return { result: worst ?? 'skipped', outputs: Object.assign({}, ...outcomes.map((outcome) => outcome.outputs)) };
}
