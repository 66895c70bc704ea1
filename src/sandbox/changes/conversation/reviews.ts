/** Reviews are submitted, edited and dismissed, and asked of people; and who is told. */
import { simpleUser } from '../../shapes/account.ts';
import type { Shape } from '../../shapes/link.ts';
import { pullShape, reviewShape } from '../../shapes/pull-request.ts';
import type { Doer, Site } from '../../site.ts';
import { announce } from '../../webhooks/announce.ts';
import type { Account } from '../../world/account.ts';
import type { PullIssue, Review, ReviewState } from '../../world/pull-request.ts';
import type { Repository } from '../../world/repository.ts';
import { announcePull } from '../refs-changed.ts';

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
  tell(site, repository, review, 'submitted', doer);
}

export function editReview(site: Site, repository: Repository, review: Review, body: string, doer: Doer): void {
  const from = review.body;
  review.body = body;
  if (from !== body && review.state !== 'PENDING') {
    tell(site, repository, review, 'edited', doer, { changes: { body: { from } } });
  }
}

export function dismissReview(site: Site, repository: Repository, review: Review, doer: Doer): void {
  review.state = 'DISMISSED';
  tell(site, repository, review, 'dismissed', doer);
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

/** In webhooks the state is in lower case, elsewhere in capitals. */
function tell(
  site: Site,
  repository: Repository,
  review: Review,
  action: 'submitted' | 'edited' | 'dismissed',
  doer: Doer,
  more: Shape = {},
): void {
  const { world } = site;
  const payload = {
    review: { ...reviewShape(world, repository, review), state: review.state.toLowerCase() },
    pull_request: pullShape(world, repository, review.issue),
    ...more,
  };
  announce(site, { event: 'pull_request_review', action, repository, doer, payload });
  world.changed({ kind: 'review', repository, id: review.id });
}
