// Random lives of tasks: whatever comes, in whatever order, what is always true stays true.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextPhase, phaseNames } from '../../../src/core/phase.ts';
import { isTerminal, openAttempt, slotOf } from '../../../src/core/task.ts';
import { createTask } from '../../../src/core/transition/create-task.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import { request } from '../samples.ts';
import { arbitraryLife, eventOf, forward, type Life, type live, policies } from './random-life.ts';

const holds = (name: string, check: (life: ReturnType<typeof live>) => void): void => {
  test(name, () => {
    fc.assert(fc.property(arbitraryLife, check), { numRuns: 300 });
  });
};

const changed = ({ before, after }: Life): boolean => before !== after;

holds('only people reopen what has ended, and nobody what was cancelled', ({ lives }) => {
  // A run of a closed attempt that becomes known late.
  const recorded = ['run_dispatched', 'run_left'];
  const reopening = [
    ...recorded,
    'head_moved',
    'retry_asked',
    'change_rejected',
    'reviewed',
    'resumed',
    'guided',
    'repository_moved',
    // They are recorded, and open nothing.
    'review_posted',
    'pictures_published',
  ];
  for (const life of lives) {
    if (!isTerminal(life.before.state) || !changed(life)) continue;
    expect(reopening).toContain(life.event.kind);
    if (recorded.includes(life.event.kind)) expect(life.after.state).toBe(life.before.state);
    else expect(life.before.state.kind).not.toBe('cancelled');
  }
});

holds('the version grows by one exactly when something changed, and only then there are effects', ({ lives }) => {
  for (const life of lives) {
    expect(life.after.version).toBe(life.before.version + (changed(life) ? 1 : 0));
    if (!changed(life)) expect(life.effects).toEqual([]);
  }
});

holds('an event applied twice changes nothing the second time', ({ lives }) => {
  for (const { after, event } of lives) {
    const second = transition(after, event);
    expect(second.task).toBe(after);
    expect(second.effects).toEqual([]);
  }
});

holds('the task that was given is never altered, and the same input gives the same output', ({ lives }) => {
  for (const { before, event, after, effects } of lives) {
    expect(transition(structuredClone(before), event)).toEqual({ task: after, effects });
  }
});

holds('JSON round-trips, and a task that came back goes on in the same way', ({ lives, last }) => {
  expect(JSON.parse(JSON.stringify(last))).toEqual(last);
  const middle = lives[Math.floor(lives.length / 2)];
  if (middle === undefined) return;
  expect(transition(JSON.parse(JSON.stringify(middle.before)), middle.event).task).toEqual(middle.after);
});

holds('effects have keys of their own within a task', ({ effects }) => {
  // What is stale is taken back whenever the branch moves; the key makes it once.
  const keys = effects.filter(({ kind }) => kind !== 'dismiss_review').map((effect) => effect.key);
  expect(new Set(keys).size).toBe(keys.length);
});

holds('attempts are dispatched once each, numbered without gaps, one at a time', ({ lives, effects }) => {
  const dispatched = effects.flatMap((effect) =>
    effect.kind === 'dispatch' || effect.kind === 'find_deployment' ? [effect.attempt] : [],
  );
  const last = lives.at(-1)?.after;
  expect(dispatched).toEqual(dispatched.map((_, index) => `7-12-1-${index + 1}`));
  expect(dispatched).toHaveLength(last?.attemptsStarted ?? 0);
  for (const { before, after } of lives) {
    const [open, next] = [openAttempt(before.state), openAttempt(after.state)];
    const replaced = open !== null && open.id !== next?.id;
    // An attempt that is open no more stands in the history, so that no two are ever open.
    if (replaced) expect(after.history.filter((record) => record.id === open.id)).toHaveLength(1);
  }
  const ids = last?.history.map((record) => record.id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
});

holds(
  'the guardian App is asked once for each verdict that GitHub refused from a job, and for no other',
  ({ effects, last }) => {
    const asked = effects.flatMap((effect) => (effect.kind === 'post_review' ? [effect.attempt] : []));
    const refused = last.history.filter(({ review }) => review !== null && review.refused !== null);
    expect(asked).toEqual(refused.map(({ id }) => id));
  },
);

holds('no phase is skipped', ({ lives }) => {
  for (const { before, after } of lives) {
    const [open, next] = [openAttempt(before.state), openAttempt(after.state)];
    if (next === null || next.id === open?.id) continue;
    const earlier = after.history.filter((record) => record.verdict === 'succeeded').map((record) => record.phase);
    for (const phase of phaseNames) {
      if (phase === next.phase) break;
      // A person's push may stand in the place of what the coder had to deliver.
      if (phase !== 'code_implementation') expect(earlier).toContain(phase);
    }
    if (next.phase !== 'e2e_test_generation') expect(after.test).not.toBeNull();
    const { proofs, branch, staging } = after;
    if (['staging_deployment', 'e2e_validation', 'production_deployment'].includes(next.phase)) {
      expect(proofs.greenOnHead?.commit).toBe(branch?.head);
    }
    if (['e2e_validation', 'production_deployment'].includes(next.phase)) expect(staging?.commit).toBe(branch?.head);
    if (next.phase === 'production_deployment') expect(proofs.greenOnStaging?.commit).toBe(branch?.head);
  }
});

holds('a task is complete only with all three proofs, about the right commits', ({ last }) => {
  if (last.state.kind !== 'complete') return;
  expect(last.test).not.toBeNull();
  expect(last.branch).not.toBeNull();
  expect(last.proofs.redOnBase?.commit).toBe(last.branch?.base);
  expect(last.proofs.greenOnHead?.commit).toBe(last.branch?.head);
  expect(last.proofs.greenOnStaging?.commit).toBe(last.branch?.head);
  const ended = last.history.at(-1)?.phase ?? 'e2e_test_generation';
  expect(nextPhase(ended, last.policy.production !== null)).toBeNull();
});

holds('results and rounds stay within their limits; tries too', ({ lives }) => {
  for (const { after } of lives) {
    expect(after.results).toBeLessThanOrEqual(after.limits.results);
    expect(after.round).toBeLessThanOrEqual(after.limits.rounds);
    const attempt = 'attempt' in after.state ? after.state.attempt : null;
    if (attempt !== null) expect(attempt.tryNumber).toBeLessThanOrEqual(after.policy.triesMax);
  }
});

holds('limits grow only when a person answers', ({ lives }) => {
  for (const { before, after, event } of lives) {
    const people = [
      'resumed',
      'retry_asked',
      'resume_asked',
      'approved',
      'change_rejected',
      'reviewed',
      'guided',
      'feature_updated',
    ];
    if (!people.includes(event.kind)) expect(after.limits).toEqual(before.limits);
  }
});

holds('a slot is held exactly while the task is being worked on', ({ lives }) => {
  for (const { after } of lives) {
    const working = ['preparing', 'leasing', 'merging', 'running', 'committing', 'pausing'].includes(after.state.kind);
    expect(slotOf(after.state) !== null).toBe(working);
  }
});

const results = fc.array(
  fc.record({ what: fc.constantFrom('good' as const, 'rejected' as const, 'errored' as const), dice: fc.nat(9_999) }),
  {
    minLength: 200,
    maxLength: 200,
  },
);

test('as long as results keep coming and nobody answers, a task ends or waits within its limits', () => {
  fc.assert(
    fc.property(policies, results, (one, coming) => {
      let task = createTask({ ...request, policy: one }).task;
      // Each result takes at most four events besides it: the dispatch, the run's end, the commit, the pause.
      const stepsMax = 10 + one.resultsMax * 6;
      let taken = 0;
      for (const { what, dice } of coming) {
        while (!isTerminal(task.state) && task.state.kind !== 'waiting') {
          const ready = task.state.kind === 'running' && task.state.attempt.conclusion !== null;
          task = transition(
            task,
            ready ? eventOf(task, { what, dice, other: dice }, taken) : forward(task, taken, 0),
          ).task;
          taken += 1;
          if (ready) break;
        }
      }
      expect(isTerminal(task.state) || task.state.kind === 'waiting').toBe(true);
      expect(taken).toBeLessThanOrEqual(stepsMax);
      expect(task.results).toBeLessThanOrEqual(one.resultsMax);
    }),
    { numRuns: 300 },
  );
});

test('the random lives get far enough to mean something', () => {
  const reached: Record<string, number> = {};
  const count = (name: string): void => {
    reached[name] = (reached[name] ?? 0) + 1;
  };
  fc.assert(
    fc.property(arbitraryLife, ({ lives, last }) => {
      for (const kind of new Set(lives.map(({ after }) => after.state.kind))) count(kind);
      for (const phase of phaseNames) if (last.history.some((record) => record.phase === phase)) count(phase);
      if (lives.some(({ event, before, after }) => event.kind === 'resumed' && before !== after)) count('resumed');
    }),
    { numRuns: 400, seed: 1 },
  );
  for (const name of [...phaseNames, 'complete', 'failed', 'cancelled', 'waiting', 'resumed']) {
    expect([name, (reached[name] ?? 0) >= 8]).toEqual([name, true]);
  }
});
