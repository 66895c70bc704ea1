/** Actions: workflows, their runs, jobs, steps and artifacts. */
import type { Account, App, Permissions } from './account.ts';
import type { CheckRun } from './check.ts';
import type { Commit } from './commit.ts';
import type { Deployment, Environment } from './deployment.ts';
import type { Repository } from './repository.ts';
import type { Written } from './world.ts';

/** A workflow file of the default branch. */
export interface Workflow extends Written {
  /** `.github/workflows/ci.yml`. */
  readonly path: string;
  /** `name:` of the file, else its path. */
  name: string;
  state: 'active' | 'disabled_manually' | 'deleted';
  updatedMs: number;
}

/** GitHub's words. `pending`: held back by a concurrency group; `waiting`: for the approval of an environment. */
export type RunStatus = 'queued' | 'pending' | 'waiting' | 'in_progress' | 'completed';
export type Conclusion =
  | 'success'
  | 'failure'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'neutral'
  | 'action_required'
  | 'startup_failure';

export interface WorkflowRun extends Written {
  readonly repository: Repository;
  readonly workflow: Workflow;
  readonly runNumber: number;
  /** 1, and one more for each re-run. Jobs and logs of earlier attempts stay. */
  attempt: number;
  /** `workflow_dispatch`, `push`, `pull_request`, … */
  readonly event: string;
  /** The event's payload: `github.event` in expressions, `GITHUB_EVENT_PATH` in steps. */
  readonly eventPayload: Readonly<Record<string, unknown>>;
  /** Inputs of a dispatch, with defaults filled in. */
  readonly inputs: Readonly<Record<string, string | boolean | number>>;
  readonly headBranch: string | null;
  readonly headSha: string;
  readonly headCommit: Commit;
  /** What the run works on (`GITHUB_SHA`): the head, or for a pull request its merge into the base. */
  readonly sha: string;
  /** The full ref, `refs/heads/main` or `refs/pull/3/merge`. */
  readonly ref: string;
  readonly actor: Account;
  /** Who started this attempt. */
  triggeringActor: Account;
  readonly viaApp: App | undefined;
  /** `run-name:` after evaluation, else the commit's or pull request's title. */
  displayTitle: string;
  status: RunStatus;
  conclusion: Conclusion | null;
  /** The workflow's own `concurrency.group` after evaluation. */
  concurrencyGroup: string | undefined;
  runStartedMs: number;
  updatedMs: number;
  completedMs: number | undefined;
  /** Why the run could not start: an invalid workflow file, an unsupported construct with its name and line. */
  startupError: string | undefined;
  readonly pullNumbers: number[];
  /** How earlier attempts went, oldest first. */
  readonly pastAttempts: PastAttempt[];
  /** What reviewers of environments said to its jobs. */
  readonly approvals: Approval[];
}

export interface Approval {
  readonly environments: readonly Environment[];
  readonly state: 'approved' | 'rejected';
  readonly account: Account;
  readonly comment: string;
}

/** What an attempt was when the next one took its place. */
export type PastAttempt = Readonly<
  Pick<WorkflowRun, 'attempt' | 'status' | 'conclusion' | 'triggeringActor' | 'runStartedMs' | 'updatedMs'>
>;

export interface Job extends Written {
  readonly run: WorkflowRun;
  readonly attempt: number;
  /** Unique in the attempt: the key of the job in the file, with a number for each job of a matrix. */
  readonly key: string;
  /** Key of the job in the file. */
  readonly workflowJob: string;
  name: string;
  status: RunStatus;
  conclusion: Conclusion | null;
  /** What jobs that need it see as `needs.<job>.outputs`. */
  outputs: Readonly<Record<string, string>>;
  startedMs: number | undefined;
  completedMs: number | undefined;
  labels: string[];
  steps: Step[];
  /** Log as GitHub hands it out: each line with its time in front, `2026-01-31T12:00:00.0000000Z text`. */
  log: string;
  /** Job summary (GITHUB_STEP_SUMMARY of all steps), markdown. */
  summary: string;
  permissions: Permissions;
  concurrencyGroup: string | undefined;
  environment: string | undefined;
  deployment: Deployment | undefined;
  /** Every job is a check run of the app `github-actions` as well. */
  checkRun: CheckRun | undefined;
}

export interface Step {
  readonly number: number;
  readonly name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  startedMs: number | undefined;
  completedMs: number | undefined;
}

export interface Artifact extends Written {
  readonly run: WorkflowRun;
  /** Attempt of the run that made it; names are unique within one. */
  readonly attempt: number;
  readonly name: string;
  readonly zip: Buffer;
  /** `sha256:…` of the zip. */
  readonly digest: string;
  readonly expiresMs: number;
}
