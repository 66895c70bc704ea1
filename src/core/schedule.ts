// Who starts next: the most urgent first, then the oldest, as long as the repository has a free slot.
import type { TaskId } from './identifier.ts';

export interface QueuedTask {
  readonly id: TaskId;
  readonly priority: number;
  readonly createdAt: number;
  /** Slots of its repository, from the task's policy. */
  readonly parallel: number;
  /** Open issues that it waits for. */
  readonly blockedBy: readonly number[];
}

export interface Grant {
  readonly task: TaskId;
  /** Number of the slot, counted from 1; it names the Actions concurrency group too. */
  readonly slot: number;
}

/** The order in which the queued tasks of one repository start. */
export function queueOrder<Queued extends Pick<QueuedTask, 'id' | 'priority' | 'createdAt'>>(
  queued: readonly Queued[],
): Queued[] {
  return [...queued].sort(
    (one, other) => other.priority - one.priority || one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
  );
}

/** Grants for one repository: lowest free slot numbers to the first in the queue. */
export function schedule(queued: readonly QueuedTask[], slotsHeld: readonly number[]): Grant[] {
  const held = new Set(slotsHeld);
  const grants: Grant[] = [];
  for (const task of queueOrder(queued).filter(({ blockedBy }) => blockedBy.length === 0)) {
    if (held.size >= task.parallel) break;
    let slot = 1;
    while (held.has(slot)) slot += 1;
    held.add(slot);
    grants.push({ task: task.id, slot });
  }
  return grants;
}
