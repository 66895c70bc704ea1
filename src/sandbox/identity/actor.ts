/** Whom a request acts for. */
import type { Account, App, Permissions } from '../world/account.ts';
import { type Installation, isInstalledOn } from '../world/installation.ts';
import type { Job, Repository, WorkflowRun } from '../world/repository.ts';

export type Actor =
  | { readonly kind: 'anonymous' }
  /** An app with its own key: it may manage itself, and nothing else. */
  | { readonly kind: 'app'; readonly app: App }
  | {
      readonly kind: 'installation';
      readonly app: App;
      readonly installation: Installation;
      readonly account: Account;
      readonly permissions: Permissions;
      readonly repositories: 'all' | readonly Repository[];
    }
  | {
      readonly kind: 'job';
      readonly app: App;
      readonly account: Account;
      readonly repository: Repository;
      readonly run: WorkflowRun;
      readonly job: Job;
      readonly permissions: Permissions;
    }
  | { readonly kind: 'user'; readonly account: Account };

/** What an `Authorization` header turned out to be. */
export type Authentication =
  | { readonly kind: 'known'; readonly actor: Actor }
  /** The credential is good for nothing (401), or its installation is suspended (403). */
  | { readonly kind: 'refused'; readonly status: 401 | 403; readonly message: string };

/** The account that what the actor writes belongs to. */
export function accountOf(actor: Actor): Account | undefined {
  return actor.kind === 'anonymous' || actor.kind === 'app' ? undefined : actor.account;
}

/** The app that the actor writes through, when it is one. */
export function appOf(actor: Actor): App | undefined {
  return actor.kind === 'anonymous' || actor.kind === 'user' ? undefined : actor.app;
}

/** For the record of a request: a login, `app/<slug>` for an app itself, undefined for nobody. */
export function actorName(actor: Actor): string | undefined {
  return actor.kind === 'app' ? `app/${actor.app.slug}` : accountOf(actor)?.login;
}

/** Whether the token covers the repository at all, whatever it may do there. */
export function covers(actor: Actor, repository: Repository): boolean {
  switch (actor.kind) {
    case 'anonymous':
    case 'app':
      return false;
    case 'user':
      return true;
    case 'job':
      return actor.repository === repository;
    case 'installation': {
      const narrowed = actor.repositories === 'all' || actor.repositories.includes(repository);
      return isInstalledOn(actor.installation, repository) && narrowed;
    }
    default:
      return actor satisfies never;
  }
}
