// What is known of one job while it runs, and what its expressions see of it.
import type { Conclusion, Json, Run, RunnerHost } from '../host.ts';
import type { Masks } from '../log/masks.ts';
import type { StepLog } from '../log/step-log.ts';
import { hashFiles } from '../step/hash-files.ts';
import type { Contexts, Scope } from '../workflow/expression.ts';
import type { RunDefaults, WorkflowJob } from '../workflow/workflow.ts';
import type { Workspace } from './workspace.ts';

export type JobState = {
  run: Run;
  host: RunnerHost;
  job: WorkflowJob;
  key: string;
  /** Contexts that do not change: github (with the token), vars, secrets, needs, matrix, strategy, runner. */
  contexts: Contexts;
  token: string;
  workspace: Workspace;
  masks: Masks;
  trackingId: string;
  /** The `env` context: workflow, job, and what steps wrote to GITHUB_ENV. */
  env: Record<string, string>;
  defaults: RunDefaults;
  /** What steps wrote to GITHUB_PATH, the newest first. */
  paths: string[];
  /** Aborts when the job is cancelled or out of time. Steps that then still run (`always()`) have until `grace`. */
  cancel: AbortSignal;
  grace: AbortSignal;
  posts: PostStep[];
};

/** `if` is evaluated as it stands; `perform` sees the outputs and state of the main step. */
type PostStep = { name: string; if: string; frame: Frame; perform: StepWork };

type StepWork = (log: StepLog, signal: AbortSignal) => Promise<StepOutcome>;

export type StepOutcome = Exclude<Conclusion, 'skipped'>;

export type StepRecord = { outputs: Record<string, string>; outcome: Conclusion; conclusion: Conclusion };

/** Steps that see each other: those of the job, or those of one use of a composite action. */
export type Frame = {
  job: JobState;
  inputs: { [name: string]: Json };
  steps: Record<string, StepRecord>;
  /** Environment of the step that uses the composite action; none for the job's own steps. */
  env: Record<string, string>;
  action: { directory: string; repository: string; ref: string } | undefined;
  failed: boolean;
  /** Aborts when the step that uses the composite action is out of time. */
  stop: AbortSignal | undefined;
};

/** What a step's expressions may name and call. `env`: the step's own environment, once it is known. */
export function frameScope(frame: Frame, env: Record<string, string> = {}): Scope {
  const { job } = frame;
  const cancelled = () => job.cancel.aborted;
  const status = cancelled() ? 'cancelled' : frame.failed ? 'failure' : 'success';
  return {
    contexts: {
      ...job.contexts,
      github: { ...(job.contexts.github as { [name: string]: Json }), ...actionContext(frame) },
      inputs: frame.inputs,
      steps: frame.steps,
      env: { ...job.env, ...frame.env, ...env },
      job: { status },
    },
    functions: {
      success: () => !cancelled() && !frame.failed,
      failure: () => !cancelled() && frame.failed,
      cancelled,
      hashFiles: (patterns) => hashFiles(job.workspace.workspace, patterns),
    },
  };
}

function actionContext(frame: Frame): { [name: string]: Json } {
  if (!frame.action) return {};
  const { directory, repository, ref } = frame.action;
  return { action_path: directory, action_repository: repository, action_ref: ref };
}
