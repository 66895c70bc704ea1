/** Whether a pull request has the approvals that its base requires, in GitHub's words when it has not. */
import { satisfies } from '../identity/permission.ts';
import { atLeast, roleOn } from '../identity/role.ts';
import type { Account } from '../world/account.ts';
import { isInstalledOn } from '../world/installation.ts';
import type { RequiredReviews } from '../world/protection.ts';
import type { PullIssue, Review } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** Undefined: there are enough, and nobody who counts has asked for changes. */
export function reviewsRefusal(
  world: World,
  repository: Repository,
  issue: PullIssue,
  { approvals }: RequiredReviews,
): string | undefined {
  if (approvals === 0) return undefined;
  const counting = lastWords(repository, issue).filter(({ author }) => canWrite(world, repository, author));
  if (counting.some(({ state }) => state === 'CHANGES_REQUESTED')) return 'Changes have been requested.';
  if (counting.filter(({ state }) => state === 'APPROVED').length >= approvals) return undefined;
  const many = approvals === 1 ? 'review is' : 'reviews are';
  return `At least ${approvals} approving ${many} required by reviewers with write access.`;
}

/** The last verdict of each reviewer. A comment leaves the verdict before it standing; a dismissed one is none. */
function lastWords({ reviews }: Repository, issue: PullIssue): Review[] {
  const last = new Map<Account, Review>();
  for (const review of reviews.values()) {
    if (review.issue !== issue || review.state === 'PENDING' || review.state === 'COMMENTED') continue;
    last.set(review.author, review);
  }
  return [...last.values()];
}

/** A bot can when its app may write contents here; that of Actions can wherever it was allowed to approve at all. */
function canWrite(world: World, repository: Repository, account: Account): boolean {
  if (account.kind !== 'Bot') return atLeast(roleOn(repository, account), 'write');
  const app = [...world.apps.values()].find(({ bot }) => bot === account);
  if (app?.slug === 'github-actions') return repository.settings.actionsMayApprove;
  return [...world.installations.values()].some(
    (installation) =>
      installation.app === app &&
      isInstalledOn(installation, repository) &&
      satisfies(installation.app.permissions, [{ contents: 'write' }]),
  );
}
