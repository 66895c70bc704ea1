/** What the rule of a branch has against a change of its ref that no merged pull request makes. */
import type { Actor } from '../identity/actor.ts';
import { roleOn } from '../identity/role.ts';
import type { BranchProtection } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';
import { checksRefusal } from './required-checks.ts';

interface RefChange {
  /** `null`: the branch is being made. */
  readonly before: string | null;
  /** `null`: it is being deleted. */
  readonly after: string | null;
  /** Nothing is lost. */
  readonly fastForward: boolean;
}

/** Administrators pass every rule by that does not hold for them as well; an app is never one. */
export function bypasses(actor: Actor, repository: Repository, rule: BranchProtection): boolean {
  return !rule.enforceAdmins && actor.kind === 'user' && roleOn(repository, actor.account) === 'admin';
}

/** In GitHub's words; undefined: nothing. @param ref a full name, `refs/heads/main`. */
export function pushRefusal(actor: Actor, repository: Repository, ref: string, change: RefChange): string | undefined {
  const rule = repository.protections.get(ref.replace(/^refs\/heads\//, ''));
  if (rule === undefined || !ref.startsWith('refs/heads/')) return undefined;
  if (change.after === null) return rule.allowDeletions ? undefined : 'Cannot delete this branch';
  if (!change.fastForward && !rule.allowForcePushes) return 'Cannot force-push to this branch';
  if (bypasses(actor, repository, rule)) return undefined;
  const words = [
    rule.reviews === null ? undefined : 'Changes must be made through a pull request.',
    rule.checks === null ? undefined : checksRefusal(repository, rule.checks.checks, change.after),
  ].filter((each) => each !== undefined);
  return words.length === 0 ? undefined : words.join(' ');
}
