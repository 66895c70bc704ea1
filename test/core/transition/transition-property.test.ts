// Random lives of tasks: whatever comes, in whatever order, what is always true stays true.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTask } from '../../../src/core/create-task.ts';
import type { Effect } from '../../../src/core/effect.ts';
import type { TaskEvent } from '../../../src/core/event.ts';
import { failureClasses } from '../../../src/core/failure.ts';
import { attemptId, runId } from '../../../src/core/identifier.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { nextPhase, phaseNames } from '../../../src/core/phase.ts';
import type { Policy } from '../../../src/core/policy.ts';
import { isTerminal, openAttempt, slotOf, type Task } from '../../../src/core/task.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import { base, commit, feature, finding, goodOutput, policy, proof, request } from '../samples.ts';

/** A choice of what happens next; numbers are dice that are read against the task as it then is. */
interface Choice {
  readonly what: (typeof moves)[number];
  readonly dice: number;
  readonly other: number;
}

/** `forward` is the event that the task waits for; it comes up most often, so that lives get far. */
const moves = [
  'forward',
  'good',
  'rejected',
  'errored',
  'odd_success',
  'push',
  'overdue',
  'resume',
  'cancel',
  'refuse',
  'stray',
] as const;

const choice: fc.Arbitrary<Choice> = fc.record({
  what: fc.oneof(
    { weight: 40, arbitrary: fc.constant('forward' as const) },
    { weight: 30, arbitrary: fc.constant('good' as const) },
    { weight: 6, arbitrary: fc.constant('rejected' as const) },
    { weight: 5, arbitrary: fc.constant('errored' as const) },
    { weight: 6, arbitrary: fc.constant('resume' as const) },
    { weight: 4, arbitrary: fc.constant('push' as const) },
    { weight: 2, arbitrary: fc.constantFrom('odd_success' as const, 'overdue' as const, 'refuse' as const) },
    { weight: 4, arbitrary: fc.constant('stray' as const) },
    { weight: 1, arbitrary: fc.constant('cancel' as const) },
  ),
  dice: fc.nat(9_999),
  other: fc.nat(9_999),
});

const policies: fc.Arbitrary<Policy> = fc
  .record({
    production: fc.boolean(),
    roundsMax: fc.integer({ min: 1, max: 4 }),
    resultsMax: fc.integer({ min: 1, max: 14 }),
    triesMax: fc.integer({ min: 1, max: 4 }),
  })
  .map((more) => ({ ...policy, ...more }));

function eventOf(task: Task, { what, dice, other }: Choice, at: number): TaskEvent {
  const attempt = 'attempt' in task.state ? task.state.attempt : null;
  const id = attempt?.id ?? attemptId(task.id, Math.max(1, task.attemptsStarted));
  const ended = (outcome: Outcome): TaskEvent => ({ kind: 'attempt_ended', attempt: id, outcome, at });
  switch (what) {
    case 'forward':
      return forward(task, at, dice);
    case 'good':
      return ended({
        verdict: 'succeeded',
        output: goodOutput(attempt ?? { phase: 'guardian_review', head: base, id }),
      });
    case 'rejected':
      return ended({
        verdict: 'rejected',
        summary: 'no',
        findings: [finding({ title: `finding ${dice % 3}` })],
        score: 0.2,
        review: null,
      });
    case 'errored':
      return ended({
        verdict: 'errored',
        failure: { class: failureClasses[dice % failureClasses.length] ?? 'machinery', message: 'x' },
      });
    case 'odd_success': {
      const phase = phaseNames[dice % phaseNames.length] ?? 'guardian_review';
      return ended({
        verdict: 'succeeded',
        output: goodOutput({ phase, head: dice % 2 === 0 ? commit(dice) : (task.branch?.head ?? base), id }),
      });
    }
    case 'push':
      return { kind: 'head_moved', head: commit(10_000 + (dice % 5)), by: 'mona', at };
    case 'overdue':
      return { kind: 'attempt_overdue', attempt: id, at };
    case 'resume':
      return {
        kind: 'resumed',
        by: 'mona',
        feature: dice % 4 === 0 ? { ...feature, text: `text ${other % 3}` } : task.feature,
        priority: 1 + (dice % 10),
        at,
      };
    case 'cancel':
      return { kind: 'cancel_requested', by: 'mona', reason: 'enough', at };
    case 'refuse':
      return { kind: 'step_refused', step: 'x', attempt: attempt?.id ?? null, message: 'no', at };
    case 'stray':
      return stray(task, dice, other, at);
    default:
      return what satisfies never;
  }
}

/** What the task waits for in its state. */
function forward(task: Task, at: number, dice: number): TaskEvent {
  const { state } = task;
  switch (state.kind) {
    case 'queued':
      return { kind: 'slot_granted', slot: 1 + (dice % 3), at };
    case 'preparing':
      return task.branch === null
        ? { kind: 'branch_opened', name: 'b', base, head: commit('first'), at }
        : { kind: 'pull_request_opened', number: 4, url: 'http://x.test', at };
    case 'running': {
      const { attempt } = state;
      if (attempt.runId === null)
        return { kind: 'run_dispatched', attempt: attempt.id, runId: runId(task.attemptsStarted), at };
      if (attempt.conclusion === null) return { kind: 'run_ended', runId: attempt.runId, conclusion: 'success', at };
      return {
        kind: 'attempt_ended',
        attempt: attempt.id,
        outcome: { verdict: 'succeeded', output: goodOutput(attempt) },
        at,
      };
    }
    case 'committing':
      return { kind: 'committed', attempt: state.attempt.id, commit: commit(20_000 + task.version), at };
    case 'pausing':
      return { kind: 'retry_due', attempt: state.attempt.id, at };
    case 'waiting':
      return { kind: 'resumed', by: 'mona', feature: task.feature, priority: task.priority, at };
    case 'complete':
    case 'failed':
    case 'cancelled':
      return { kind: 'slot_granted', slot: 1, at };
    default:
      return state satisfies never;
  }
}

/** Late, repeated, foreign: events as a network delivers them. */
function stray(task: Task, dice: number, other: number, at: number): TaskEvent {
  const old = attemptId(task.id, 1 + (other % Math.max(1, task.attemptsStarted)));
  const events: TaskEvent[] = [
    { kind: 'slot_granted', slot: 9, at },
    { kind: 'branch_opened', name: 'z', base: commit('f'), head: commit('f'), at },
    { kind: 'pull_request_opened', number: 99, url: 'http://y.test', at },
    { kind: 'run_dispatched', attempt: old, runId: runId(50_000 + dice), at },
    { kind: 'run_ended', runId: runId(1 + (other % 9)), conclusion: 'cancelled', at },
    {
      kind: 'attempt_ended',
      attempt: old,
      outcome: { verdict: 'succeeded', output: { phase: 'e2e_validation', green: proof(base) } },
      at,
    },
    { kind: 'committed', attempt: old, commit: commit(90_000 + dice), at },
    { kind: 'retry_due', attempt: old, at },
    { kind: 'attempt_overdue', attempt: old, at },
    { kind: 'step_refused', step: 'commit', attempt: old, message: 'late', at },
  ];
  return events[dice % events.length] as TaskEvent;
}

interface Life {
  readonly before: Task;
  readonly event: TaskEvent;
  readonly after: Task;
  readonly effects: readonly Effect[];
}

function live(
  policyOfTask: Policy,
  choices: readonly Choice[],
): { lives: Life[]; last: Task; effects: readonly Effect[] } {
  const born = createTask({ ...request, policy: policyOfTask });
  const lives: Life[] = [];
  const effects = [...born.effects];
  let task = born.task;
  for (const [index, one] of choices.entries()) {
    const event = eventOf(task, one, 2_000 + index * 1_000);
    const step = transition(task, event);
    lives.push({ before: task, event, after: step.task, effects: step.effects });
    effects.push(...step.effects);
    task = step.task;
  }
  return { lives, last: task, effects };
}

const arbitraryLife = fc
  .tuple(policies, fc.array(choice, { minLength: 20, maxLength: 140, size: 'max' }))
  .map(([one, choices]) => live(one, choices));

const holds = (name: string, check: (life: ReturnType<typeof live>) => void): void => {
  test(name, () => {
    fc.assert(fc.property(arbitraryLife, check), { numRuns: 300 });
  });
};

const changed = ({ before, after }: Life): boolean => before !== after;

holds('a task never leaves a terminal state', ({ lives }) => {
  for (const life of lives) if (isTerminal(life.before.state)) expect(changed(life)).toBe(false);
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
  const keys = effects.map((effect) => effect.key);
  expect(new Set(keys).size).toBe(keys.length);
});

holds('attempts are dispatched once each, numbered without gaps, one at a time', ({ lives, effects }) => {
  const dispatched = effects.flatMap((effect) => (effect.kind === 'dispatch' ? [effect.attempt] : []));
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
  expect(nextPhase(ended, last.policy.production)).toBeNull();
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
    if (event.kind !== 'resumed') expect(after.limits).toEqual(before.limits);
  }
});

holds('a slot is held exactly while the task is being worked on', ({ lives }) => {
  for (const { after } of lives) {
    const working = ['preparing', 'running', 'committing', 'pausing'].includes(after.state.kind);
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
      count(last.state.kind);
      for (const phase of phaseNames) if (last.history.some((record) => record.phase === phase)) count(phase);
      if (lives.some(({ event, before, after }) => event.kind === 'resumed' && before !== after)) count('resumed');
    }),
    { numRuns: 400, seed: 1 },
  );
  for (const name of [...phaseNames, 'complete', 'failed', 'cancelled', 'waiting', 'resumed']) {
    expect([name, (reached[name] ?? 0) >= 8]).toEqual([name, true]);
  }
});
