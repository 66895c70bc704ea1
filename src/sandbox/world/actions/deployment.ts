/** Environments, deployments and their statuses. */
import type { Account, App } from '../account.ts';
import type { Written } from '../written.ts';

export interface Environment extends Written {
  readonly name: string;
  /** People of whom one must approve before a job may use the environment; empty: nobody has to. */
  reviewers: Account[];
  waitMinutes: number;
  /** Whoever started a run may not let its jobs in. */
  preventSelfReview: boolean;
  readonly variables: Map<string, string>;
  readonly secrets: Map<string, string>;
  updatedMs: number;
}

export interface Deployment extends Written {
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly creator: Account;
  readonly viaApp: App | undefined;
  readonly statuses: DeploymentStatus[];
  updatedMs: number;
}

export type DeploymentState =
  | 'error'
  | 'failure'
  | 'inactive'
  | 'in_progress'
  | 'queued'
  | 'pending'
  | 'success'
  | 'waiting';

export interface DeploymentStatus extends Written {
  readonly state: DeploymentState;
  readonly creator: Account;
  readonly viaApp: App | undefined;
  readonly description: string;
  /** The address that people open. */
  readonly environmentUrl: string;
  readonly logUrl: string;
}
