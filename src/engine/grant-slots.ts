// Gives free slots to queued tasks, and the shared staging environment to the next that needs it, repository by
// repository.
import { leaseEndsAt, leaseName, leaseOf, leaseOrder } from '../core/lease.ts';
import { schedule } from '../core/schedule.ts';
import { slotOf, type Task } from '../core/task.ts';
import { applyEvent } from './apply-event.ts';
import type { EngineParts } from './parts.ts';
import { breakerOf } from './request/surroundings.ts';

export async function grantSlots(parts: EngineParts): Promise<void> {
  const suspended = await parts.store.suspendedInstallations();
  const open = (await parts.store.openTasks()).filter((task) => !suspended.has(task.repository.installationId));
  for (const tasks of Map.groupBy(open, (task) => task.repository.id).values()) {
    await grantLeases(parts, tasks);
    const queued = tasks.filter((task) => task.state.kind === 'queued' && task.blockedBy.length === 0);
    const [first] = queued;
    if (first === undefined || (await breakerOf(parts, first)) !== null) continue;
    const held = tasks.flatMap((task) => slotOf(task.state) ?? []);
    for (const { task, slot } of schedule(queued.map(waiting), held)) {
      await applyEvent(parts, task, { kind: 'slot_granted', slot, at: parts.now() });
    }
  }
}

const waiting = ({ id, priority, createdAt, policy, blockedBy }: Task) => ({
  id,
  priority,
  createdAt,
  blockedBy,
  parallel: policy.parallel,
});

/** One task at a time in each shared environment. */
async function grantLeases(parts: EngineParts, tasks: readonly Task[]): Promise<void> {
  const now = await Promise.all(tasks.map((task) => expireLease(parts, task)));
  const taken = new Set(now.map(leaseOf));
  for (const task of leaseOrder(now.filter(({ state }) => state.kind === 'leasing'))) {
    const lease = leaseName(task);
    if (taken.has(lease)) continue;
    taken.add(lease);
    await applyEvent(parts, task.id, { kind: 'lease_granted', at: parts.now() });
  }
}

/** @returns the task as it stands then. */
async function expireLease(parts: EngineParts, task: Task): Promise<Task> {
  const at = parts.now();
  if (at < (leaseEndsAt(task) ?? Number.POSITIVE_INFINITY)) return task;
  parts.log.warn({ task: task.id, lease: leaseOf(task) }, 'a lease on a staging environment has run out');
  return await applyEvent(parts, task.id, { kind: 'lease_expired', at });
}
