// What the gates need to know of the rest of the repository.
import { breakerOpenUntil } from '../../core/gates/breaker.ts';
import type { Surroundings } from '../../core/gates/gates-of-task.ts';
import { leaseName, leaseOf, leaseOrder } from '../../core/lease.ts';
import { queueOrder } from '../../core/schedule.ts';
import { slotOf, type Task } from '../../core/task.ts';
import type { EngineParts } from '../parts.ts';
import { openTasksOf } from './request-task.ts';

export async function surroundingsOf(parts: EngineParts, task: Task): Promise<Surroundings> {
  const others = (await openTasksOf(parts, task.repository)).filter(({ id }) => id !== task.id);
  const queued = [...others, task].filter(({ state, blockedBy }) => state.kind === 'queued' && blockedBy.length === 0);
  const order = queueOrder(queued.map(({ id, priority, createdAt }) => ({ id, priority, createdAt })));
  const asking = [...others, task].filter(
    (other) => other.state.kind === 'leasing' && leaseName(other) === leaseName(task),
  );
  const holder = others.find((other) => leaseOf(other) === leaseName(task));
  return {
    now: parts.now(),
    slotsHeld: others.filter(({ state }) => slotOf(state) !== null).length,
    ahead: Math.max(
      0,
      order.findIndex(({ id }) => id === task.id),
    ),
    breakerUntil: await breakerOf(parts, task),
    leaseHolder: holder?.issue ?? null,
    leaseAhead: Math.max(
      0,
      leaseOrder(asking).findIndex(({ id }) => id === task.id),
    ),
  };
}

/** Until when the repository's breaker is open under this task's policy, or `null`. */
export async function breakerOf({ store, now }: EngineParts, task: Task): Promise<number | null> {
  const { breaker } = task.policy;
  const newest = await store.latestAttempts(task.repository.id, breaker.errors);
  return breakerOpenUntil(newest, { ...breaker, now: now() });
}
