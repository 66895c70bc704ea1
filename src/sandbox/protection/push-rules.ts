/** What the push hook has to know of protected branches: it is a program of its own, and knows nothing of the world. */
import type { Actor } from '../identity/actor.ts';
import type { Repository } from '../world/repository.ts';
import { pushRefusal } from './push-refusal.ts';

export interface PushRule {
  /** Why the branch may not be deleted; null: it may. */
  readonly deletion: string | null;
  readonly force: string | null;
  /** What is said to a commit of which nobody has said anything; null: it may come in. */
  readonly unknownCommit: string | null;
  /** The same for commits with checks. */
  readonly commits: Readonly<Record<string, string | null>>;
}

/** By full ref name; branches whose rule lets everything in are left out. */
export function pushRules(actor: Actor, repository: Repository): Record<string, PushRule> {
  const checked = [
    ...[...repository.checkRuns.values()].map(({ headSha }) => headSha),
    ...[...repository.commitStatuses.values()].map(({ sha }) => sha),
  ];
  return Object.fromEntries(
    [...repository.protections.keys()].map((branch) => {
      const ref = `refs/heads/${branch}`;
      const say = (after: string | null, fastForward = true): string | null =>
        pushRefusal(actor, repository, ref, { before: null, after, fastForward }) ?? null;
      const nowhere = '0'.repeat(40);
      const rule: PushRule = {
        deletion: say(null),
        force: repository.protections.get(branch)?.allowForcePushes === true ? null : say(nowhere, false),
        unknownCommit: say(nowhere),
        commits: Object.fromEntries(checked.map((sha) => [sha, say(sha)])),
      };
      return [ref, rule];
    }),
  );
}
