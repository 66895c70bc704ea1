/** A repository: its settings, its people, and everything that hangs on it but is not a git object. */
import type { Account, Role } from './account.ts';
import type { CheckRun, CheckSuite } from './check.ts';
import type { Deployment, Environment } from './deployment.ts';
import type { Issue, IssueComment, Label } from './issue.ts';
import type { Review, ReviewComment } from './pull-request.ts';
import type { Artifact, Job, Workflow, WorkflowRun } from './workflow-run.ts';
import type { Written } from './world.ts';

export interface Repository extends Written {
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly description: string;
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
  readonly comments: Map<number, IssueComment>;
  readonly reviews: Map<number, Review>;
  readonly reviewComments: Map<number, ReviewComment>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  /** By path, for example `.github/workflows/ci.yml`. */
  readonly workflows: Map<string, Workflow>;
  readonly workflowRuns: Map<number, WorkflowRun>;
  /** Jobs of all attempts of all runs. */
  readonly jobs: Map<number, Job>;
  readonly artifacts: Map<number, Artifact>;
  /** By name in lower case. */
  readonly environments: Map<string, Environment>;
  readonly deployments: Map<number, Deployment>;
  /** What each ref (`refs/heads/main`) pointed to and since when, oldest first; `null`: it was deleted. */
  readonly refHistory: Map<string, RefChange[]>;
}

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

/** `octo-org/todo`. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
