// The guardian App: a second App, which may judge the pull request that the first one has opened. It posts the review
// where GitHub refuses it from the job.
import type { CommitId } from '../core/identifier.ts';
import type { DecisiveReview } from '../core/outcome.ts';
import type { Repository } from '../core/task.ts';

export type GuardianAnswer = Exclude<DecisiveReview, { kind: 'not_configured' }>;

/** `repository` is named as the first App sees it; where the guardian App is installed is asked of GitHub. */
export interface GuardianApp {
  /** Its review with this hidden marker, or `null`; also where it is not installed. */
  findReview(
    repository: Repository,
    review: { pullRequest: number; marker: string },
  ): Promise<Extract<DecisiveReview, { kind: 'posted' }> | null>;
  /**
   * Posts a verdict on this commit. That it is not installed, or that GitHub refuses, is an answer; only what may be
   * otherwise in a moment is thrown.
   */
  postReview(
    repository: Repository,
    review: { pullRequest: number; head: CommitId; vote: 'approve' | 'reject'; body: string },
  ): Promise<GuardianAnswer>;
  /** Takes back a review of its own; one that does not stand any more counts as taken back. */
  dismissReview(
    repository: Repository,
    review: { pullRequest: number; review: number; message: string },
  ): Promise<'dismissed' | 'not_installed'>;
}
