/** A review counts no more, because somebody says so or because the branch has moved on. */
import type { Shape } from '../../shapes/link.ts';
import { pullShape, reviewShape } from '../../shapes/pull-request.ts';
import type { Doer, Site } from '../../site.ts';
import { announce } from '../../webhooks/announce.ts';
import type { PullIssue, Review } from '../../world/pull-request.ts';
import type { Repository } from '../../world/repository.ts';

export function dismissReview(site: Site, repository: Repository, review: Review, doer: Doer): void {
  review.state = 'DISMISSED';
  announceReview(site, repository, review, 'dismissed', doer);
}

/** Approvals of an older head, where the base branch's rule does not let them stand. */
export function dismissStaleApprovals(site: Site, repository: Repository, issue: PullIssue, doer: Doer): void {
  if (repository.protections.get(issue.pull.baseRef)?.reviews?.dismissStale !== true) return;
  for (const review of repository.reviews.values()) {
    if (review.issue !== issue || review.state !== 'APPROVED' || review.commitSha === issue.pull.headSha) continue;
    dismissReview(site, repository, review, doer);
  }
}

/** In webhooks the state is in lower case, elsewhere in capitals. */
export function announceReview(
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
