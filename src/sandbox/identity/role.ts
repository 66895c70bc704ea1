/** What role an account has on a repository. */
import { type Account, type Role, roles } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { Actor } from './actor.ts';
import { covers } from './actor.ts';

/** Undefined: none, which on a public repository still allows reading. */
export function roleOn(repository: Repository, account: Account): Role | undefined {
  if (repository.owner === account) return 'admin';
  return repository.collaborators.get(account.id);
}

/** Whether `role` is at least `needed`. */
export function atLeast(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(needed);
}

/** Whether the actor may know that the repository exists; if not, everything about it is 404. */
export function canSee(actor: Actor, repository: Repository): boolean {
  if (!repository.private) return true;
  return actor.kind === 'user' ? roleOn(repository, actor.account) !== undefined : covers(actor, repository);
}

/** GitHub's answer to "which permission": the old four words, and the role's own name. */
export function permissionWord(role: Role | undefined, repository: Repository): 'admin' | 'write' | 'read' | 'none' {
  switch (role) {
    case 'admin':
      return 'admin';
    case 'maintain':
    case 'write':
      return 'write';
    case 'triage':
    case 'read':
      return 'read';
    case undefined:
      return repository.private ? 'none' : 'read';
    default:
      return role satisfies never;
  }
}
