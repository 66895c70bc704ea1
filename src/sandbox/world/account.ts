/** Who can do something: people, organizations, bots, apps, and the tokens that speak for them. */
import type { Repository } from './repository.ts';
import type { Job, WorkflowRun } from './workflow-run.ts';
import type { Written } from './world.ts';

/** A user, an organization, or the bot of an app (`chimera[bot]`, `github-actions[bot]`). */
export interface Account extends Written {
  readonly login: string;
  readonly name: string;
  readonly kind: 'User' | 'Organization' | 'Bot';
  readonly email: string;
}

export type Level = 'read' | 'write' | 'admin';

/** Permissions as GitHub names them (`contents`, `pull_requests`, …). A name that is absent gives nothing. */
export type Permissions = Readonly<Record<string, Level>>;

export interface App extends Written {
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly owner: Account;
  /** `slug[bot]`: the author of all that the app does. */
  readonly bot: Account;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  /** PEM (SPKI) of the public key; the private one is handed out once, by `registerApp`. */
  readonly publicKeyPem: string;
  /** Where webhooks go; undefined: the app hears nothing. */
  webhookUrl: string | undefined;
  webhookSecret: string | undefined;
}

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

/** Roles on a repository, weakest first. */
export const roles = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof roles)[number];
