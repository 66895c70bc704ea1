// The reviews on the pull request: the guardian App is asked where GitHub refused the job's verdict, and what does
// not hold any more is taken back.
import type { Effect } from '../effect.ts';
import type { TaskEvent } from '../event.ts';
import type { AttemptId } from '../identifier.ts';
import type { AttemptRecord, Task } from '../task.ts';
import { type Step, showEffect, unchanged } from './step.ts';

/** Nothing where the job's review stands as one, or was never posted: then there is nothing to link. */
export function askGuardianApp(task: Task, attempt: AttemptId): readonly Effect[] {
  const record = task.history.find(({ id }) => id === attempt);
  const refused = record?.review != null && record.review.refused !== null;
  return refused ? [{ kind: 'post_review', key: `post_review:${attempt}`, attempt }] : [];
}

/** The first word about an attempt counts. The branch may have moved on while the review was being posted. */
export function hearOfReviewPosted(task: Task, event: Extract<TaskEvent, { kind: 'review_posted' }>): Step {
  const fits = (record: AttemptRecord): boolean => record.id === event.attempt && isAsked(record);
  if (!task.history.some(fits)) return unchanged(task);
  const history = task.history.map((record) => (fits(record) ? { ...record, decisive: event.review } : record));
  const next: Task = { ...task, history };
  return { task: next, effects: [...dismissStale(next), showEffect(next)] };
}

/** A verdict that was posted on the pull request, or may have been. */
interface Posted {
  readonly by: 'job' | 'guardian_app';
  readonly review: Extract<Effect, { kind: 'dismiss_review' }>['review'];
  /** `null`: nobody has read it. */
  readonly says: 'APPROVED' | 'CHANGES_REQUESTED' | null;
}

/**
 * Takes back what does not hold any more: what is about a head that the branch has left, and what the newest verdict on
 * the same head contradicts without having taken its place. Approvals as well: one may count for branch protection,
 * whatever has been pushed since. Each once, because of its key.
 */
export function dismissStale(task: Task): readonly Effect[] {
  return task.history.flatMap((record, index) =>
    postedOf(record).flatMap((posted): Effect[] => {
      if (!isStale(task, index, posted)) return [];
      const { by, review } = posted;
      const key = `dismiss_review:${typeof review === 'number' ? review : review.attempt}`;
      return [{ kind: 'dismiss_review', key, review, ...(by === 'job' ? {} : { by }) }];
    }),
  );
}

function isStale({ history, branch }: Task, index: number, { by, says }: Posted): boolean {
  const head = history[index]?.head;
  if (head !== branch?.head) return true;
  const later = history.slice(index + 1).filter((record) => record.phase === 'guardian_review' && record.head === head);
  const newest = later.findLast(({ verdict }) => verdict === 'succeeded' || verdict === 'rejected');
  if (newest === undefined) return false;
  if (says === (newest.verdict === 'succeeded' ? 'APPROVED' : 'CHANGES_REQUESTED')) return false;
  // Its author may be about to say something else.
  if (by === 'guardian_app' && isAsked(newest)) return false;
  // Of one author only the newest review counts.
  return !later.flatMap(postedOf).some((other) => other.by === by && other.says !== null);
}

/** Whether the guardian App has been asked for the verdict, and has not answered yet. */
const isAsked = ({ review, decisive }: AttemptRecord): boolean =>
  review !== null && review.refused !== null && decisive === undefined;

function postedOf({ id, phase, runId, review, decisive }: AttemptRecord): Posted[] {
  const posted: Posted[] = [];
  if (review !== null && review.state !== 'COMMENTED') {
    const known = Number(/#pullrequestreview-(\d{1,15})$/.exec(review.url)?.[1] ?? 0);
    if (known !== 0) posted.push({ by: 'job', review: known, says: review.state });
  }
  // The attempt was overtaken or ended in an error; its job may have posted the review all the same.
  if (phase === 'guardian_review' && review === null && runId !== null) {
    posted.push({ by: 'job', review: { attempt: id, runId }, says: null });
  }
  if (decisive?.kind === 'posted') posted.push({ by: 'guardian_app', review: decisive.review, says: decisive.state });
  return posted;
}
