// The reviews on the pull request: the guardian App is asked where GitHub refused the job's verdict, and what is about a
// head that the branch has left is taken back.
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
  const fits = ({ id, review, decisive }: AttemptRecord): boolean =>
    id === event.attempt && review !== null && review.refused !== null && decisive === undefined;
  if (!task.history.some(fits)) return unchanged(task);
  const history = task.history.map((record) => (fits(record) ? { ...record, decisive: event.review } : record));
  const next: Task = { ...task, history };
  return { task: next, effects: [...dismissStale(next), showEffect(next)] };
}

/** Takes back what stands on a head that the branch has left; each once, because of its key. */
export function dismissStale(task: Task): readonly Effect[] {
  return [...dismissRejection(task), ...dismissDecisive(task)];
}

function dismissRejection(task: Task): readonly Effect[] {
  const posted = task.history.findLast((entry) => entry.review !== null);
  if (posted?.review?.state !== 'CHANGES_REQUESTED' || posted.head === task.branch?.head) return [];
  const review = Number(/#pullrequestreview-(\d{1,15})$/.exec(posted.review.url)?.[1] ?? 0);
  return review === 0 ? [] : [{ kind: 'dismiss_review', key: `dismiss_review:${review}`, review }];
}

/** Approvals as well: one of an App that may write can count for branch protection, whatever has been pushed since. */
function dismissDecisive({ history, branch }: Task): readonly Effect[] {
  return history.flatMap(({ decisive, head }) => {
    if (decisive?.kind !== 'posted' || head === branch?.head) return [];
    const { review } = decisive;
    return [{ kind: 'dismiss_review', key: `dismiss_review:${review}`, review, by: 'guardian_app' } as const];
  });
}
