// Applies an event to a stored task: read, decide, write, and again if somebody else was faster.
import type { TaskEvent } from '../core/event.ts';
import type { TaskId } from '../core/identifier.ts';
import type { Task } from '../core/task.ts';
import { transition } from '../core/transition/transition.ts';
import type { EngineParts } from './parts.ts';

const conflictsMax = 20;

/**
 * Resolves with the task as it stands afterwards, whether the event fitted or not.
 * @throws when the task does not exist, or others keep changing it faster than this can write.
 */
export async function applyEvent(
  { store, bus }: Pick<EngineParts, 'store' | 'bus'>,
  id: TaskId,
  event: TaskEvent,
): Promise<Task> {
  for (let conflicts = 0; conflicts < conflictsMax; conflicts += 1) {
    const task = await store.task(id);
    if (task === null) throw new Error(`engine: there is no task ${id} to apply "${event.kind}" to`);
    const step = transition(task, event);
    if (step.task === task) return task;
    if (await store.advanceTask(step.task, event, step.effects)) {
      bus.publish({ task: step.task, event });
      return step.task;
    }
    // Another task took the slot or the lease: the scheduler will offer another one.
    if (event.kind === 'slot_granted' || event.kind === 'lease_granted') return task;
  }
  throw new Error(`engine: "${event.kind}" lost ${conflictsMax} races for the task ${id}`);
}
