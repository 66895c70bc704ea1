/** What the rest of the sandbox asks of Actions: start runs, stop them, start them again. */

import type { Doer, Happening } from '../happening.ts';
import type { Deployment } from '../world/actions/deployment.ts';
import type { Workflow } from '../world/actions/workflow.ts';
import type { Job, Repository, WorkflowRun } from '../world/repository.ts';

export interface WorkflowRuns {
  /** Starts a run of every workflow that waits for what happened. Returns at once. */
  start(happening: Happening): void;
  /** `POST …/dispatches`. Refusals are GitHub's message for a 422. */
  dispatch(request: Dispatch): Promise<Dispatched>;
  /** @returns false when the run is not going on. */
  cancel(run: WorkflowRun, options?: { readonly force?: boolean }): boolean;
  /**
   * Starts the run's next attempt, with all its jobs, those that did not succeed, or these of the file; what needs
   * them runs again as well. @returns false when the run is still going on.
   */
  rerun(run: WorkflowRun, doer: Doer, jobs: 'all' | 'failed' | readonly string[]): boolean;
  /** Concurrency groups that somebody is in. */
  groups(repository: Repository): GroupOfRuns[];
  /** Rejects or lets in the jobs that wait for an environment. @returns their deployments. */
  review(run: WorkflowRun, environments: readonly string[], verdict: 'approved' | 'rejected'): Deployment[];
  /** Environments that jobs of the run wait for. */
  waitingFor(run: WorkflowRun): string[];
  /** Looks at the workflow files of the default branch again. */
  refreshWorkflows(repository: Repository): Promise<void>;
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A concurrency group: who has it, and who waits, in order. */
export interface GroupOfRuns {
  readonly group: string;
  readonly running: GroupMember | undefined;
  readonly pending: readonly GroupMember[];
}

/** A whole run, or one of its jobs. */
export interface GroupMember {
  readonly run: WorkflowRun;
  readonly job: Job | undefined;
}

export interface Dispatch {
  readonly repository: Repository;
  readonly workflow: Workflow;
  /** Branch or tag, with or without `refs/…`. */
  readonly ref: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly doer: Doer;
}

export type Dispatched =
  | { readonly kind: 'started'; readonly run: WorkflowRun }
  | { readonly kind: 'refused'; readonly message: string };
