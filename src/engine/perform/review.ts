// Effects on reviews: the guardian App's verdict where GitHub refused the job's, and taking back what does not hold.
import { reviewMarker } from '../../contract/review-marker.ts';
import type { Effect } from '../../core/effect.ts';
import type { DecisiveReview } from '../../core/outcome.ts';
import type { AttemptRecord, Task } from '../../core/task.ts';
import { decisiveMarker, decisiveReviewBody, lastReview } from '../../core/wording/decisive-review.ts';
import type { EngineParts } from '../parts.ts';
import { actionsBot } from '../request/submission.ts';
import { done, type Performance, type Performer, repeatable } from './performer.ts';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

export const postReview: Performer<EffectOf<'post_review'>> = {
  async find(parts, task, { attempt }) {
    if (parts.guardianApp === null || task.pullRequest === null) return null;
    const review = { pullRequest: task.pullRequest.number, marker: decisiveMarker(task, attempt) };
    const found = await parts.guardianApp.findReview(task.repository, review);
    return found === null ? null : posted(parts, attempt, found);
  },
  async perform(parts, task, { attempt }) {
    const record = standingVerdict(task, attempt);
    if (record === null || task.pullRequest === null) return done();
    if (parts.guardianApp === null) return posted(parts, attempt, { kind: 'not_configured' });
    const answer = await parts.guardianApp.postReview(task.repository, {
      pullRequest: task.pullRequest.number,
      head: record.head,
      vote: record.verdict === 'succeeded' ? 'approve' : 'reject',
      body: decisiveReviewBody(task, record),
    });
    if (answer.kind !== 'posted') parts.log.warn({ task: task.id, answer }, 'the guardian App has posted no review');
    return posted(parts, attempt, answer);
  },
};

function posted(
  { now }: EngineParts,
  attempt: EffectOf<'post_review'>['attempt'],
  review: DecisiveReview,
): Performance {
  return done({ kind: 'review_posted', attempt, review, at: now() });
}

/** The attempt's record as long as its verdict is the newest and about the head; an older one would be believed as new. */
function standingVerdict(task: Task, attempt: EffectOf<'post_review'>['attempt']): AttemptRecord | null {
  const record = lastReview(task);
  const stands = record?.id === attempt && record.head === task.branch?.head;
  return stands && task.state.kind !== 'cancelled' ? record : null;
}

export const dismissReview: Performer<EffectOf<'dismiss_review'>> = {
  find: repeatable,
  async perform(parts, task, { review: about, by }) {
    if (task.pullRequest === null) return done();
    const { github, guardianApp, settings, now } = parts;
    const pullRequest = task.pullRequest.number;
    if (typeof about !== 'number') {
      const run = await github.run(task.repository, about.runId);
      if (run !== null && run.status !== 'completed') {
        return { kind: 'held', at: now() + settings.settleMs, note: 'The run that may post it has not ended.' };
      }
    }
    const id = typeof about === 'number' ? about : await unreadReview(parts, task, { pullRequest, ...about });
    if (id === null) return done();
    const review = { pullRequest, review: id, message: whyDismissed(task, about) };
    if (by === 'guardian_app' && guardianApp !== null) {
      if ((await guardianApp.dismissReview(task.repository, review)) === 'dismissed') return done();
    }
    // Its own, or that of an App which has gone since.
    await github.dismissReview(task.repository, review);
    return done();
  },
};

async function unreadReview(
  { github }: EngineParts,
  task: Task,
  { pullRequest, attempt }: { pullRequest: number; attempt: string },
): Promise<number | null> {
  const marker = reviewMarker(attempt);
  return (await github.findReview(task.repository, { pullRequest, marker, by: actionsBot }))?.review ?? null;
}

function whyDismissed({ history, branch }: Task, about: EffectOf<'dismiss_review'>['review']): string {
  const record = history.find(({ id, review, decisive }) =>
    typeof about === 'number'
      ? review?.url.endsWith(`-${about}`) === true || (decisive?.kind === 'posted' && decisive.review === about)
      : id === about.attempt,
  );
  if (branch === null || record?.head === branch.head) return 'The newest verdict on this commit is another one.';
  return `The branch has moved on to ${branch.head.slice(0, 7)}; this was about an older one.`;
}
