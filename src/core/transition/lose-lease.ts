// A task that makes no progress on the shared staging environment gives it to the next one.
import { leaseEndsAt } from '../lease.ts';
import type { Task } from '../task.ts';
import { abandon, attemptOf, backTo, type Step, showEffect, unchanged, wait } from './step.ts';

/** Another loss would only keep everybody waiting: a person has to look. */
const lossesMax = 2;

/** What it has deployed counts no more: without the lease somebody else may deploy, so it has to deploy again. */
export function loseLease(task: Task, at: number): Step {
  const endsAt = leaseEndsAt(task);
  const attempt = attemptOf(task);
  if (endsAt === null || at < endsAt || attempt === null || !('slot' in task.state)) return unchanged(task);
  const { slot } = task.state;
  const { environment } = task.policy.staging;
  const told = abandon(task, { at, summary: `Void: no progress, so the lease on ${environment} ran out.` });
  const leasesLost = (task.leasesLost ?? 0) + 1;
  const without: Task = { ...backTo(told.task, 'staging_deployment'), leasesLost };
  if (leasesLost >= lossesMax) {
    const message = `The lease on the environment ${environment} ran out ${leasesLost} times without progress.`;
    const reason = { kind: 'needs_person' as const, failure: { class: 'overdue' as const, message } };
    const step = wait(without, { phase: 'staging_deployment', at, reason });
    return { task: step.task, effects: [...told.effects, ...step.effects] };
  }
  const next: Task = { ...without, state: { kind: 'leasing', slot, since: at } };
  return { task: next, effects: [...told.effects, showEffect(next)] };
}
