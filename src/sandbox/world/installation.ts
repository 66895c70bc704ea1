/** Installations of apps, and the tokens that speak for people, installations and jobs. */
import type { Account, App, Permissions } from './account.ts';
import type { Job, Repository, WorkflowRun } from './repository.ts';
import type { Written } from './written.ts';

export interface Installation extends Written {
  readonly app: App;
  readonly account: Account;
  /** `all`, or the repositories that were chosen. */
  repositories: 'all' | Repository[];
}

/**
 * What a token stands for.
 * `user` acts with the person's role; `installation` with the installation's permissions, narrowed when the token was
 * made; `job` with the permissions of one job on one repository, until the job ends.
 */
export type Token =
  | { readonly kind: 'user'; readonly token: string; readonly account: Account }
  | {
      readonly kind: 'installation';
      readonly token: string;
      readonly installation: Installation;
      readonly permissions: Permissions;
      readonly repositories: 'all' | readonly Repository[];
      readonly expiresMs: number;
    }
  | {
      readonly kind: 'job';
      readonly token: string;
      readonly account: Account;
      readonly repository: Repository;
      readonly run: WorkflowRun;
      readonly job: Job;
      readonly permissions: Permissions;
    };
