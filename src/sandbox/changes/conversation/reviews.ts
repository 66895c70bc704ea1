/** Reviews are submitted and edited, and asked of people; and who is told. */
import { simpleUser } from '../../shapes/account.ts';
import type { Doer, Site } from '../../site.ts';
import type { Account } from '../../world/account.ts';
import type { PullIssue, Review, ReviewState } from '../../world/pull-request.ts';
import type { Repository } from '../../world/repository.ts';
import { announcePull } from '../refs-changed.ts';
import { announceReview } from './dismiss-review.ts';

/** Only now others see it. Whoever has reviewed is not asked any more. */
export function submitReview(
  site: Site,
  repository: Repository,
  review: Review,
  state: Exclude<ReviewState, 'PENDING' | 'DISMISSED'>,
  doer: Doer,
): void {
  const { pull } = review.issue;
  Object.assign(review, { state, submittedMs: site.world.now() });
  pull.requestedReviewers = pull.requestedReviewers.filter((account) => account !== review.author);
  announceReview(site, repository, review, 'submitted', doer);
}

export function editReview(site: Site, repository: Repository, review: Review, body: string, doer: Doer): void {
  const from = review.body;
  review.body = body;
  if (from !== body && review.state !== 'PENDING') {
    announceReview(site, repository, review, 'edited', doer, { changes: { body: { from } } });
  }
}

/** One event for each. Whoever is asked already is not told of again. */
export function requestReviews(
  site: Site,
  repository: Repository,
  issue: PullIssue,
  reviewers: readonly Account[],
  doer: Doer,
): void {
  for (const reviewer of reviewers) {
    if (issue.pull.requestedReviewers.includes(reviewer)) continue;
    issue.pull.requestedReviewers = [...issue.pull.requestedReviewers, reviewer];
    const more = { requested_reviewer: simpleUser(site.world, reviewer) };
    announcePull(site, repository, issue.number, 'review_requested', doer, more);
  }
}

export function withdrawRequests(
  site: Site,
  repository: Repository,
  issue: PullIssue,
  reviewers: readonly Account[],
  doer: Doer,
): void {
  for (const reviewer of reviewers) {
    if (!issue.pull.requestedReviewers.includes(reviewer)) continue;
    issue.pull.requestedReviewers = issue.pull.requestedReviewers.filter((account) => account !== reviewer);
    const more = { requested_reviewer: simpleUser(site.world, reviewer) };
    announcePull(site, repository, issue.number, 'review_request_removed', doer, more);
  }
}
