/**
 * A repository: its settings, its people, and everything that hangs on it but is not a git object. Runs, jobs and
 * artifacts are here as well: they and their repository refer to each other.
 */
import type { Account, App, Permissions, Role } from './account.ts';
import type { Deployment, Environment } from './actions/deployment.ts';
import type { Approval, Conclusion, RunStatus, Step, Workflow } from './actions/workflow.ts';
import type { CheckRun, CheckSuite, CommitStatus } from './check.ts';
import type { Commit } from './commit.ts';
import type { Issue, IssueComment, Label } from './issue.ts';
import type { BranchProtection } from './protection.ts';
import type { Review, ReviewComment } from './pull-request.ts';
import type { Written } from './written.ts';

export interface Repository extends Written {
  owner: Account;
  name: string;
  readonly private: boolean;
  description: string;
  /** Full names that it once had: they lead here until another repository takes them. */
  readonly formerNames: string[];
  /** Nothing can be written while it is. */
  archived: boolean;
  defaultBranch: string;
  /** Path of the bare git repository on disk. */
  readonly directory: string;
  pushedMs: number;
  readonly settings: RepositorySettings;
  /** Roles by account id; the owner of a personal repository is `admin` without being listed. */
  readonly collaborators: Map<number, Role>;
  /** Actions variables and secrets by name. */
  readonly variables: Map<string, string>;
  readonly secrets: Map<string, string>;
  /** By name in lower case. */
  readonly labels: Map<string, Label>;
  /** Issues and pull requests share their numbers, as on GitHub: a pull request is an issue with `pull`. */
  readonly issues: Map<number, Issue>;
  /** What became of issues that are here no more; their numbers are not used again. */
  readonly formerIssues: Map<number, FormerIssue>;
  readonly comments: Map<number, IssueComment>;
  readonly reviews: Map<number, Review>;
  readonly reviewComments: Map<number, ReviewComment>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly commitStatuses: Map<number, CommitStatus>;
  /** By path, for example `.github/workflows/ci.yml`. */
  readonly workflows: Map<string, Workflow>;
  readonly workflowRuns: Map<number, WorkflowRun>;
  /** Jobs of all attempts of all runs. */
  readonly jobs: Map<number, Job>;
  readonly artifacts: Map<number, Artifact>;
  /** By name in lower case. */
  readonly environments: Map<string, Environment>;
  readonly deployments: Map<number, Deployment>;
  /** By branch, without `refs/heads/`. */
  readonly protections: Map<string, BranchProtection>;
  /** What each ref (`refs/heads/main`) pointed to and since when, oldest first; `null`: it was deleted. */
  readonly refHistory: Map<string, RefChange[]>;
}

/** An issue that was deleted, or that another repository has now. */
export type FormerIssue =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'transferred'; readonly repository: Repository; readonly issue: Issue };

export interface RefChange {
  readonly sha: string | null;
  readonly writtenMs: number;
}

export interface RepositorySettings {
  /** "Allow GitHub Actions to create and approve pull requests"; off on GitHub until somebody turns it on. */
  actionsMayApprove: boolean;
  /** What a job token may do when its workflow does not say. */
  defaultWorkflowPermissions: 'read' | 'write';
  actionsEnabled: boolean;
}

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

/** `octo-org/todo`. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
