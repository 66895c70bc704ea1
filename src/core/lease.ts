// The lease on a shared staging environment: who holds it, until when at most, and whose turn comes next. It is held by
// an attempt, so a task that waits or is paused holds none; one without it deploys anew before it validates.
import { overdueAt } from './approval.ts';
import { queueOrder } from './schedule.ts';
import type { Task } from './task.ts';

/** Beyond what an attempt may take at most: the task's own alarm, and GitHub's lag, come first. */
const marginMs = 600_000;

/**
 * The shared staging environment that the task holds: from its deployment to the end of its validation nobody else
 * may deploy there. `null` when it holds none.
 */
export function leaseOf(task: Task): string | null {
  const phase = 'attempt' in task.state ? task.state.attempt.phase : null;
  const holds = phase === 'staging_deployment' || phase === 'e2e_validation';
  return holds && task.policy.staging.shared ? leaseName(task) : null;
}

/** The shared staging environment that the task deploys to. */
export const leaseName = (task: Task): string => `${task.repository.id}:${task.policy.staging.environment}`;

/** When a holder that makes no progress loses the lease; `null` when it holds none. Every new attempt and pause counts anew. */
export function leaseEndsAt(task: Task): number | null {
  const { state, policy } = task;
  if (leaseOf(task) === null || !('attempt' in state)) return null;
  if (state.kind === 'pausing') return state.until + marginMs;
  return overdueAt(policy, state.attempt) + marginMs;
}

/** The order in which tasks get the lease: whoever has lost it comes last, then the most urgent, then the oldest. */
export function leaseOrder(asking: readonly Task[]): Task[] {
  const lost = ({ leasesLost = 0 }: Task): number => leasesLost;
  // Sorting is stable, so the queue's order stays among those that have lost it equally often.
  return queueOrder(asking).sort((one, other) => lost(one) - lost(other));
}
