/** Installations of apps, and the tokens that speak for people, installations and jobs. */
import type { Account, App, Permissions } from './account.ts';
import type { Job, Repository, WorkflowRun } from './repository.ts';
import type { Written } from './written.ts';

export interface Installation extends Written {
  readonly app: App;
  readonly account: Account;
  /** `all`, or the repositories that were chosen. */
  repositories: 'all' | Repository[];
  /** While it is, its tokens open nothing and it hears of nothing but itself. */
  suspended: Suspension | undefined;
}

export interface Suspension {
  readonly by: Account;
  /** The app's owner has done it; only they can take it back. */
  readonly byApp: boolean;
  readonly atMs: number;
}

/** Whether the app was given the repository. */
export function isInstalledOn({ account, repositories }: Installation, repository: Repository): boolean {
  return account === repository.owner && (repositories === 'all' || repositories.includes(repository));
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
