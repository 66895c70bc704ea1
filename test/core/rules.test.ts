// The small rules: who starts next, how long to pause, what findings cost, how a task is born.
import { describe, expect, test } from '@jest/globals';
import { failureClasses, failureRemedies } from '../../src/core/failure.ts';
import { scoreOf } from '../../src/core/finding.ts';
import { createFingerprint } from '../../src/core/fingerprint.ts';
import { type TaskId, taskId } from '../../src/core/identifier.ts';
import { describePhase, nextPhase, phaseNames, stepsTotal } from '../../src/core/phase.ts';
import { type QueuedTask, queueOrder, schedule } from '../../src/core/schedule.ts';
import { createTask } from '../../src/core/transition/create-task.ts';
import { pauseMs, pauseMsMax } from '../../src/core/transition/retry.ts';
import { finding, request } from './samples.ts';

const queued = (name: string, priority = 5, createdAt = 0, parallel = 2): QueuedTask => ({
  id: name as TaskId,
  priority,
  createdAt,
  parallel,
  blockedBy: [],
});

describe('the queue', () => {
  test.each([
    ['the most urgent first', [queued('a', 1), queued('b', 10), queued('c', 5)], ['b', 'c', 'a']],
    ['then the oldest', [queued('a', 5, 30), queued('b', 5, 10), queued('c', 5, 20)], ['b', 'c', 'a']],
    ['then by name, so that the order is always the same', [queued('b'), queued('a')], ['a', 'b']],
    ['urgency before age', [queued('old', 5, 0), queued('urgent', 6, 99)], ['urgent', 'old']],
    ['nobody', [], []],
  ])('%s', (_, tasks, expected) => {
    const before = structuredClone(tasks);
    expect(queueOrder(tasks).map((task) => task.id)).toEqual(expected);
    expect(tasks).toEqual(before);
  });

  test.each([
    [
      'all slots free',
      [queued('a', 5, 1), queued('b', 5, 2), queued('c', 5, 3)],
      [],
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    ['the lowest free number', [queued('a', 5, 1, 3)], [1, 3], [['a', 2]]],
    ['no slot free', [queued('a')], [1, 2], []],
    ['more held than there are slots now', [queued('a', 5, 0, 1)], [1, 2, 3], []],
    ['a high number held leaves the low ones', [queued('a'), queued('b')], [7], [['a', 1]]],
    ['nobody waits', [], [1], []],
    ['what waits for another issue is passed over', [{ ...queued('a'), blockedBy: [3] }, queued('b')], [], [['b', 1]]],
  ] as const)('%s', (_, tasks, held, expected) => {
    expect(schedule(tasks, held).map((grant) => [grant.task, grant.slot])).toEqual(expected);
  });
});

test.each([
  [1, 10_000, 10_000],
  [2, 10_000, 20_000],
  [3, 10_000, 40_000],
  [5, 10_000, 160_000],
  [6, 10_000, pauseMsMax],
  [1_000_000, 10_000, pauseMsMax],
  [1, 1_000_000, pauseMsMax],
])('the pause after error %i, beginning with %i ms, is %i ms', (errors, first, expected) => {
  expect(pauseMs(errors, first)).toBe(expected);
});

test.each([
  [[], 1],
  [['info', 'info'], 1],
  [['minor'], 0.9],
  [['minor', 'minor', 'minor'], 0.7],
  [['major'], 0.6],
  [['major', 'minor'], 0.5],
  [['major', 'major', 'major'], 0],
  [['critical'], 0],
  [['critical', 'critical'], 0],
] as const)('findings %j score %d', (severities, expected) => {
  expect(scoreOf(severities.map((severity) => ({ severity })))).toBe(expected);
});

describe('the fingerprint of findings', () => {
  const [one, two] = [finding({ title: 'one' }), finding({ title: 'two' })];
  test.each([
    ['in another order', [two, one], true],
    ['on another line', [{ ...one, line: 99 }, two], true],
    ['in other words', [{ ...one, explanation: 'x' }, two], true],
    ['in another file', [{ ...one, path: 'b.ts' }, two], false],
    ['graver', [{ ...one, severity: 'critical' as const }, two], false],
    ['of another rule', [{ ...one, rule: 'size' }, two], false],
    ['one less', [one], false],
    ['one twice', [one, one, two], false],
  ])('%s', (_, findings, same) => {
    expect(createFingerprint(findings) === createFingerprint([one, two])).toBe(same);
  });
});

describe('phases', () => {
  test('there are six, and the end is the seventh step', () => {
    expect([phaseNames.length, stepsTotal]).toEqual([6, 7]);
  });

  test.each([
    ['e2e_test_generation', false, 'code_implementation'],
    ['code_implementation', false, 'guardian_review'],
    ['guardian_review', false, 'staging_deployment'],
    ['staging_deployment', false, 'e2e_validation'],
    ['e2e_validation', false, null],
    ['e2e_validation', true, 'production_deployment'],
    ['production_deployment', true, null],
  ] as const)('after %s (production %s) comes %s', (phase, production, expected) => {
    expect(nextPhase(phase, production)).toBe(expected);
  });

  test('an unknown one is named, with those that there are', () => {
    expect(() => describePhase('review' as never)).toThrow(/unknown name "review"; allowed: e2e_test_generation,/);
  });
});

test('every class of error asks for another try or for a person', () => {
  expect(failureClasses.length).toBeGreaterThan(10);
  for (const name of failureClasses) expect(['retry', 'person']).toContain(failureRemedies[name]);
});

test('a task is born queued, with a reaction and a status', () => {
  const { task, effects } = createTask({ ...request, earlier: 2 });
  expect(task).toMatchObject({
    id: taskId(7, 12, 3),
    version: 1,
    round: 1,
    results: 0,
    state: { kind: 'queued', phase: null },
  });
  expect(task.limits).toEqual({ rounds: 3, results: 10, budget: { costUsd: null, tokens: null, minutes: null } });
  expect(effects.map((effect) => effect.kind)).toEqual(['react', 'show']);
  expect(JSON.parse(JSON.stringify(task))).toEqual(task);
});
