// What the runner asks of the rest of the sandbox, and what it tells it. The runner executes one workflow run;
// who queued it, where facts are kept and who is told of them is the host's business.
import type { ConcurrencyLocks } from './concurrency-locks.ts';
import type { JobPermissions, Workflow } from './workflow/workflow.ts';

export type { JobPermissions } from './workflow/workflow.ts';

/** A JSON value: event payloads, inputs, contexts. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Everything about one run that is known before it starts. */
export type Run = {
  workflow: Workflow;
  id: number;
  number: number;
  attempt: number;
  repository: {
    id: number;
    owner: string;
    ownerId: number;
    name: string;
    defaultBranch: string;
    /** Setting "Workflow permissions": what a job may do whose workflow says nothing. New repositories have `read`. */
    defaultPermissions: 'read' | 'write';
  };
  /** For example `http://127.0.0.1:4000`; git clones `${serverUrl}/${owner}/${name}` with the job's token. */
  serverUrl: string;
  apiUrl: string;
  graphqlUrl: string;
  /** Full ref (`refs/heads/main`) and commit that the run works on. */
  ref: string;
  sha: string;
  actor: { login: string; id: number };
  event: { name: string; payload: { [key: string]: Json } };
  /** Inputs of a dispatch with defaults filled in and typed: see `acceptInputs`. `{}` for other events. */
  inputs: { [key: string]: string | number | boolean };
};

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

/** `skipped`: every job was. A run whose file cannot be read never gets this far. */
export type RunConclusion = { conclusion: Conclusion };

export type Annotation = {
  level: 'notice' | 'warning' | 'failure';
  message: string;
  title?: string;
  path?: string;
  startLine?: number;
  endLine?: number;
};

/** A job of a run: `key` is unique in the run (`work`, `test-2` for the second of a matrix); `name` is what people see. */
export type JobDescription = { key: string; workflowJob: string; name: string; labels: string[]; needs: string[] };

/**
 * What happens in a run, in order, reported synchronously. Times are the host's clock. Steps are numbered from 1 in
 * the order in which they are shown; "Set up job" is 1. A job that does not run (skipped, displaced, cancelled while
 * it waits) is queued and completed without being started. Texts are masked already.
 */
export type RunnerEvent =
  | { kind: 'job_queued'; job: JobDescription; at: Date }
  | { kind: 'job_waiting'; jobKey: string; for: 'concurrency' | 'environment'; name: string; at: Date }
  | { kind: 'job_started'; jobKey: string; at: Date; runnerName: string }
  | { kind: 'step_started'; jobKey: string; step: number; name: string; at: Date }
  | { kind: 'log'; jobKey: string; step: number; at: Date; text: string }
  | { kind: 'annotation'; jobKey: string; step: number; annotation: Annotation; at: Date }
  | { kind: 'summary'; jobKey: string; step: number; markdown: string; at: Date }
  | { kind: 'step_completed'; jobKey: string; step: number; conclusion: Conclusion; at: Date }
  | { kind: 'job_completed'; jobKey: string; conclusion: Conclusion; outputs: Record<string, string>; at: Date };

/** Artifacts of one run. Names are unique within it. */
export interface ArtifactStore {
  /** `zip` is a whole zip archive. `conflict`: the name is taken and `overwrite` was not asked for. */
  put(artifact: {
    name: string;
    zip: Uint8Array;
    retentionDays?: number;
    overwrite: boolean;
  }): Promise<{ kind: 'stored'; id: number; digest: string } | { kind: 'conflict' }>;
  get(name: string): Promise<Uint8Array | undefined>;
  list(): Promise<{ name: string; id: number; size: number }[]>;
}

/** Where an action's files lie, or what of it does not exist. `directory` is only read; it may be shared by jobs. */
export type ResolvedAction =
  | { kind: 'found'; directory: string; sha: string }
  | { kind: 'missing'; what: 'repository' | 'ref' };

/** The answer of an environment's gate. `rejected`: a reviewer said no, or its branch rules forbid this ref. */
export type EnvironmentGate = { kind: 'entered'; deploymentId: number } | { kind: 'rejected'; message: string };

/** One run's host. Every promise rejects only on a bug or on the abort of the signal it was given. */
export interface RunnerHost {
  now(): Date;
  report(event: RunnerEvent): void;
  /**
   * A token for one job, good for exactly these permissions on the run's repository until it is revoked. The first
   * thing that a job asks for, and revoked as its last: a host may let jobs wait here for a free machine.
   */
  issueJobToken(jobKey: string, permissions: JobPermissions): Promise<string>;
  revokeJobToken(token: string): Promise<void>;
  /** Variables and secrets of the repository, those of the environment (when given) laid over them. */
  variables(environment?: string): Promise<Record<string, string>>;
  secrets(environment?: string): Promise<Record<string, string>>;
  /** Files of the repository `owner/repository` at `ref` (branch, tag or commit), as the sandbox's git has them. */
  resolveAction(owner: string, repository: string, ref: string): Promise<ResolvedAction>;
  /** Waits for approval if the environment is protected, makes the deployment and its status `in_progress`. */
  enterEnvironment(jobKey: string, name: string, signal: AbortSignal): Promise<EnvironmentGate>;
  /** Sets the deployment's last status: success with its URL (if any), failure or, when cancelled, error. */
  leaveEnvironment(deploymentId: number, end: { conclusion: Conclusion; url?: string }): Promise<void>;
  /** Locks of the run's repository, for the concurrency groups of jobs: the same object that runs wait on. */
  concurrency: Pick<ConcurrencyLocks, 'acquire'>;
  artifacts: ArtifactStore;
  machine: RunnerMachine;
  /** Aborts when the run is cancelled by force: not even what has `always()` goes on. After `cancel`, never without. */
  forced?: AbortSignal;
}

/** The machine that jobs run on. `makeMachine` in `machine.ts` makes the usual one. */
export type RunnerMachine = {
  name: string;
  /** Labels that `runs-on` may ask for; a job that asks for another one fails with a clear message. */
  labels: string[];
  /** Jobs' workspaces are made under this directory, and removed. */
  workDirectory: string;
  /** RUNNER_TOOL_CACHE: kept between jobs. */
  toolCache: string;
  /** The PATH jobs start with, and further variables of theirs (CHROME_PATH, …). Nothing else is inherited. */
  path: string;
  environment: Record<string, string>;
  /** GitHub: SIGINT, after 7.5 s SIGTERM, after a further 2.5 s SIGKILL. */
  killAfterMs: { terminate: number; kill: number };
  /** Milliseconds in a minute of `timeout-minutes`: 60,000; less only in tests. */
  minuteMs: number;
};
