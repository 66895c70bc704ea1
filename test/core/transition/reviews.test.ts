// The guardian App's review: asked for exactly where GitHub refused the job's, recorded once, taken back when it is stale.
import { describe, expect, test } from '@jest/globals';
import type { Effect } from '../../../src/core/effect.ts';
import { runId } from '../../../src/core/identifier.ts';
import type { DecisiveReview, Outcome, PostedReview } from '../../../src/core/outcome.ts';
import type { Task } from '../../../src/core/task.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import {
  apply,
  attemptIn,
  commit,
  end,
  errorOf,
  goodOutput,
  mayNotApprove,
  newTask,
  policy,
  rejection,
  runningPhase,
  started,
  tasks,
} from '../samples.ts';

const url = 'http://gh.test/pull/4#pullrequestreview-70';
const refused: PostedReview = { state: 'COMMENTED', url, refused: mayNotApprove };
const approved: PostedReview = { state: 'APPROVED', url, refused: null };
const posted: DecisiveReview = {
  kind: 'posted',
  state: 'CHANGES_REQUESTED',
  review: 71,
  url: 'http://gh.test/pull/4#pullrequestreview-71',
  by: 'judge[bot]',
};

const good = (review: PostedReview | null): Outcome => {
  const output = { ...goodOutput(attemptIn(tasks.running())), review };
  return { verdict: 'succeeded', output } as Outcome;
};
const bad = (review: PostedReview | null): Outcome => ({ ...rejection(), review }) as Outcome;

/** The kinds of effects that the end of a review leads to. */
function effectsOf(outcome: Outcome): string[] {
  const task = apply(tasks.running(), ...dispatched(tasks.running()));
  const { id } = attemptIn(task);
  return transition(task, { kind: 'attempt_ended', attempt: id, outcome, usage: null, at: 5 }).effects.map(
    ({ kind, key }) => (kind === 'post_review' ? key : kind),
  );
}

const dispatched = (task: Task) => [
  { kind: 'run_dispatched', attempt: attemptIn(task).id, runId: 1_003 as never, at: 4 } as const,
];

describe('the guardian App is asked', () => {
  const post = 'post_review:7-12-1-3';
  test.each<[string, Outcome, string[]]>([
    ['after a refused approval, last', good(refused), ['dispatch', 'wake', 'show', 'publish_pictures', post]],
    ['after a refused rejection, last', bad(refused), ['dispatch', 'wake', 'show', post]],
    ['not where the job’s approval stands', good(approved), ['dispatch', 'wake', 'show', 'publish_pictures']],
    [
      'not where the job’s rejection stands',
      bad({ ...approved, state: 'CHANGES_REQUESTED' }),
      ['dispatch', 'wake', 'show'],
    ],
    ['not where nothing was posted', good(null), ['dispatch', 'wake', 'show', 'publish_pictures']],
    ['not after an error', errorOf(), ['wake', 'show']],
  ])('%s', (_, outcome, effects) => {
    expect(effectsOf(outcome)).toEqual(effects);
  });
});

describe('what came of it', () => {
  const task = (): Task => end(tasks.running(), bad(refused));
  const heard = (review: DecisiveReview) => ({
    ...({ kind: 'review_posted', attempt: attemptIn(tasks.running()).id, at: 9 } as const),
    review,
  });

  test('is recorded with the attempt, once, and shown', () => {
    const step = transition(task(), heard(posted));
    expect(step.task.history.at(-1)?.decisive).toEqual(posted);
    expect(step.effects.map(({ kind }) => kind)).toEqual(['show']);
    expect(transition(step.task, heard({ kind: 'not_configured' })).task).toBe(step.task);
  });

  test('changes nothing for an attempt whose review stands', () => {
    const fine = end(tasks.running(), good(approved));
    expect(transition(fine, heard(posted)).task).toBe(fine);
  });

  const dismissal = { kind: 'dismiss_review', key: 'dismiss_review:71', review: 71, by: 'guardian_app' };
  const push = { kind: 'head_moved', head: commit('e'), by: 'eve', at: 10 } as const;

  test.each(['APPROVED', 'CHANGES_REQUESTED'] as const)('%s is taken back when somebody pushes', (state) => {
    const step = transition(apply(task(), heard({ ...posted, state })), push);
    expect(step.effects).toContainEqual(dismissal);
  });

  test('is taken back when the coder’s next commit lands', () => {
    const committing = end(apply(task(), heard(posted)));
    const landed = { kind: 'committed', attempt: attemptIn(committing).id, commit: commit('f'), at: 11 } as const;
    expect(transition(committing, landed).effects).toContainEqual(dismissal);
  });

  test('is taken back at once when the branch moved on while it was being posted', () => {
    expect(transition(apply(task(), push), heard(posted)).effects).toContainEqual(dismissal);
  });

  test('stays while its head stands', () => {
    const next = apply(task(), heard(posted));
    const step = transition(next, { kind: 'priority_set', by: 'mona', cause: 'c', priority: 9, at: 12 });
    expect(step.effects).not.toContainEqual(dismissal);
  });

  test('a review that was not posted is not taken back', () => {
    const step = transition(apply(task(), heard({ kind: 'not_installed', by: 'judge[bot]' })), push);
    expect(step.effects.map(({ kind }) => kind)).not.toContain('dismiss_review');
  });
});

describe('a review of the job', () => {
  const dismissed = (step: { effects: readonly Effect[] }) =>
    step.effects.flatMap((effect) => (effect.kind === 'dismiss_review' ? [effect.review] : []));
  const review = (state: PostedReview['state'], id: number): PostedReview => ({
    state,
    url: `http://gh.test/pull/4#pullrequestreview-${id}`,
    refused: state === 'COMMENTED' ? mayNotApprove : null,
  });
  const push = { kind: 'head_moved', head: commit('e'), by: 'eve', at: 10 } as const;
  const approve = { kind: 'approved', by: 'mona', cause: 'c', at: 9 } as const;
  const slot = { kind: 'slot_granted', slot: 1, at: 9 } as const;
  /** The end of the review that is running, as a step. */
  const step = (task: Task, outcome: Outcome) => {
    const run = runId(2_000 + task.attemptsStarted);
    const { id } = attemptIn(task);
    const ended = apply(
      task,
      { kind: 'run_dispatched', attempt: id, runId: run, at: 4 },
      { kind: 'run_ended', runId: run, conclusion: 'success', at: 5 },
    );
    return transition(ended, { kind: 'attempt_ended', attempt: id, outcome, usage: null, at: 6 });
  };
  /** Rejected on a head that a person then approves, so that the very same head is reviewed again. */
  const reviewedAgain = (first: PostedReview): Task => {
    const once = started(newTask({ policy: { ...policy, roundsMax: 1 } }));
    return apply(end(runningPhase('guardian_review', once), bad(first)), approve, slot);
  };

  test.each<[string, Outcome, number[]]>([
    ['was refused as a review, so the rejection would stand', good(review('COMMENTED', 71)), [70]],
    ['was not posted at all', good(null), [70]],
    ['is an approval, which takes its place by itself', good(review('APPROVED', 71)), []],
    ['is a rejection as well', bad(review('COMMENTED', 71)), []],
    ['is an error', errorOf(), []],
  ])('that rejected is taken back when the next one of the same head %s', (_, outcome, reviews) => {
    expect(dismissed(step(reviewedAgain(review('CHANGES_REQUESTED', 70)), outcome))).toEqual(reviews);
  });

  test('that the guardian App posted in its place goes the same way', () => {
    const first = runningPhase('guardian_review', started(newTask({ policy: { ...policy, roundsMax: 1 } })));
    const heard = { kind: 'review_posted', attempt: attemptIn(first).id, review: posted, at: 9 } as const;
    const again = apply(end(first, bad(refused)), heard, approve, slot);
    expect(dismissed(step(again, good(review('APPROVED', 72))))).toEqual([71]);
    // Where the App itself is asked again, it comes to say what holds now; only if it cannot, the old one goes.
    const asked = step(again, good(review('COMMENTED', 72)));
    expect(dismissed(asked)).toEqual([]);
    const answer = { ...heard, attempt: attemptIn(again).id };
    const now = { ...posted, review: 73, state: 'APPROVED' as const };
    expect(dismissed(transition(asked.task, { ...answer, review: now }))).toEqual([]);
    expect(dismissed(transition(asked.task, { ...answer, review: { kind: 'not_configured' } }))).toEqual([71]);
  });

  test.each(['APPROVED', 'CHANGES_REQUESTED'] as const)('%s is taken back when somebody pushes', (state) => {
    const task = end(tasks.running(), (state === 'APPROVED' ? good : bad)(review(state, 70)));
    expect(dismissed(transition(task, push))).toEqual([70]);
  });

  test('that is a comment cannot be taken back', () => {
    expect(dismissed(transition(end(tasks.running(), good(refused)), push))).toEqual([]);
  });

  test('that nobody has read is looked for once its commit is left', () => {
    const { id } = attemptIn(tasks.running());
    const run = apply(tasks.running(), ...dispatched(tasks.running()));
    const unread = { attempt: id, runId: 1_003 };
    expect(dismissed(transition(run, push))).toEqual([unread]);
    expect(dismissed(transition(tasks.running(), push))).toEqual([]);
    const started = transition(run, { kind: 'retry_asked', phase: null, by: 'mona', cause: 'c', at: 9 });
    expect(dismissed(started)).toEqual([]);
    expect(dismissed(transition(started.task, push))).toContainEqual(unread);
    expect(dismissed(step(started.task, good(review('COMMENTED', 71))))).toEqual([unread]);
  });
});

test('a task that has ended still hears of it, one that was cancelled does not', () => {
  const reviewed = end(runningPhase('guardian_review'), good(refused));
  const event = {
    ...({ kind: 'review_posted', attempt: reviewed.history.at(-1)?.id ?? ('' as never), at: 9 } as const),
    review: posted,
  };
  const complete = end(end(reviewed));
  expect(complete.state.kind).toBe('complete');
  expect(transition(complete, event).task.version).toBe(complete.version + 1);
  const cancelled = apply(reviewed, { kind: 'cancel_requested', by: 'mona', reason: 'enough', at: 8 });
  expect(transition(cancelled, event).task).toBe(cancelled);
});
