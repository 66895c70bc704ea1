/** Actions: workflows, and the words for how their runs go. */
import type { Account } from '../account.ts';
import type { Written } from '../written.ts';
import type { Environment } from './deployment.ts';

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

export interface Approval {
  readonly environments: readonly Environment[];
  readonly state: 'approved' | 'rejected';
  readonly account: Account;
  readonly comment: string;
}

export interface Step {
  readonly number: number;
  readonly name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  startedMs: number | undefined;
  completedMs: number | undefined;
}
