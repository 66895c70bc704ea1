// The lease on a shared staging environment: who holds it, when it runs out, what follows, and whose turn it is.
import { describe, expect, test } from '@jest/globals';
import type { TaskId } from '../../src/core/identifier.ts';
import { leaseEndsAt, leaseOf, leaseOrder } from '../../src/core/lease.ts';
import type { Task } from '../../src/core/task.ts';
import { transition } from '../../src/core/transition/transition.ts';
import { apply, attemptIn, end, errorOf, newTask, runningPhase, sharing, started, tasks } from './samples.ts';

const minute = 60_000;
const under = (policy: typeof sharing): Task => started(newTask({ policy }));
const deploying = (): Task =>
  apply(end(runningPhase('guardian_review', under(sharing))), { kind: 'lease_granted', at: 100_000 });
const validating = (): Task => end(deploying());
const pausing = (): Task => end(validating(), errorOf('unreachable'));

describe('it is held', () => {
  const rows: readonly (readonly [string, () => Task, number | null])[] = [
    ['while a build is deployed, 15 minutes and 60 in the queue at most', deploying, 85 * minute],
    ['while it is validated, 10 minutes and 60 in the queue at most', validating, 80 * minute],
    ['in the pause between two tries', pausing, 10 * minute],
    ['by nobody who waits for it', () => end(runningPhase('guardian_review', under(sharing))), null],
    ['by nobody who waits for a person', () => end(deploying(), errorOf('no_criteria')), null],
    ['by nobody who is paused', () => paused(deploying()), null],
    ['by nobody in another phase', tasks.running, null],
    ['by nobody where each task has an address of its own', () => runningPhase('staging_deployment'), null],
  ];
  test.each(rows)('%s', (_, of, ms) => {
    const task = of();
    expect(leaseOf(task)).toBe(ms === null ? null : '7:staging');
    const since = task.state.kind === 'pausing' ? task.state.until : ms === null ? 0 : attemptIn(task).startedAt;
    expect(leaseEndsAt(task)).toBe(ms === null ? null : since + ms);
  });
});

/** Paused after its deployment: validation begins without the lease, then. */
function paused(task: Task): Task {
  return end(apply(task, { kind: 'pause_asked', by: 'mona', cause: 'comment:1', at: 110_000 }));
}

describe('when it runs out', () => {
  const loss = (task: Task, earlierMs = 0) =>
    transition(task, { kind: 'lease_expired', at: (leaseEndsAt(task) ?? 0) - earlierMs });

  test.each([
    ['deploys', deploying],
    ['validates', validating],
    ['pauses', pausing],
  ])('a task that %s waits for it again, and has to deploy again before it validates', (_, of) => {
    const task = of();
    const { task: lost } = loss(task);
    expect(lost).toMatchObject({ state: { kind: 'leasing' }, staging: null, leasesLost: 1 });
    expect(lost.proofs).toMatchObject({ greenOnHead: task.proofs.greenOnHead, greenOnStaging: null });
    expect(leaseOf(lost)).toBeNull();
    const again = apply(lost, { kind: 'lease_granted', at: 900_000_000 });
    expect(attemptIn(again).phase).toBe('staging_deployment');
    expect(attemptIn(again).id).not.toBe(attemptIn(task).id);
  });

  test('its run is cancelled, and what it still says counts no more', () => {
    const task = apply(deploying(), {
      kind: 'run_dispatched',
      attempt: attemptIn(deploying()).id,
      runId: 5 as never,
      at: 1,
    });
    const { task: lost, effects } = loss(task);
    expect(effects.map(({ kind }) => kind)).toEqual(['cancel_run', 'show']);
    expect(lost.history.at(-1)).toMatchObject({ verdict: 'void', summary: expect.stringContaining('staging ran out') });
    expect(transition(lost, { kind: 'run_ended', runId: 5 as never, conclusion: 'success', at: 2 }).task).toBe(lost);
  });

  test('a second time, a person has to look', () => {
    const again = apply(loss(deploying()).task, { kind: 'lease_granted', at: 900_000_000 });
    const step = loss(again);
    expect(step.task.state).toMatchObject({
      kind: 'waiting',
      phase: 'staging_deployment',
      reason: { kind: 'needs_person', failure: { class: 'overdue', message: expect.stringContaining('2 times') } },
    });
    const retried = apply(step.task, { kind: 'retry_asked', phase: null, by: 'mona', cause: 'comment:2', at: 1e9 });
    expect(retried.leasesLost).toBe(0);
  });

  test('too early, or without a lease, nothing happens', () => {
    expect(loss(deploying(), 1).task).toMatchObject({ state: { kind: 'running' } });
    expect(loss(tasks.running()).effects).toEqual([]);
  });
});

test.each([
  [
    'the most urgent, then the oldest',
    [
      [5, 30, 0],
      [9, 40, 0],
      [5, 10, 0],
    ],
    ['1', '2', '0'],
  ],
  [
    'whoever has lost it comes last',
    [
      [9, 10, 1],
      [5, 30, 0],
      [5, 20, 0],
    ],
    ['2', '1', '0'],
  ],
] as const)('the order is: %s', (_, asking, order) => {
  const all = asking.map(([priority, createdAt, leasesLost], index) => ({
    ...tasks.leasing(),
    ...{ id: String(index) as TaskId, priority, createdAt, leasesLost },
  }));
  expect(leaseOrder(all).map(({ id }) => id)).toEqual(order);
});
