// Gives free slots to queued tasks, repository by repository.
import { schedule } from '../core/schedule.ts';
import { slotOf, type Task } from '../core/task.ts';
import { applyEvent } from './apply-event.ts';
import type { EngineParts } from './parts.ts';

export async function grantSlots(parts: EngineParts): Promise<void> {
  const repositories = Map.groupBy(await parts.store.openTasks(), (task) => task.repository.id);
  for (const tasks of repositories.values()) {
    const held = tasks.flatMap((task) => slotOf(task.state) ?? []);
    for (const { task, slot } of schedule(queued(tasks), held)) {
      await applyEvent(parts, task, { kind: 'slot_granted', slot, at: parts.now() });
    }
  }
}

function queued(tasks: readonly Task[]) {
  return tasks
    .filter((task) => task.state.kind === 'queued')
    .map(({ id, priority, createdAt, policy }) => ({ id, priority, createdAt, parallel: policy.parallel }));
}
