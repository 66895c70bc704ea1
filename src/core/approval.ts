// A run may have to wait until GitHub lets it into an environment: for required reviewers, a timer, or a rule of an
// App. That time is other people's; neither the task's alarm nor its budget counts it.
import type { Policy } from './policy.ts';
import type { Approval, Attempt, Task } from './task.ts';

const minuteMs = 60_000;

/** GitHub lets a job wait that long for the rules of its environment, then it fails. */
const approvalMsMax = 30 * 24 * 60 * minuteMs;

/** What the task's run waits for at this moment, or `null`. */
export function openApproval({ state }: Pick<Task, 'state'>): Approval | null {
  const approval = state.kind === 'running' ? state.attempt.approval : undefined;
  return approval?.until === null ? approval : null;
}

/** The wait, if it lasts, as one that is over. */
export function closed(approval: Approval, at: number): Approval {
  if (approval.until !== null) return approval;
  return { ...approval, until: at, waitedMs: approval.waitedMs + Math.max(0, at - approval.since) };
}

/** The environments in words; GitHub may not have said which they are. */
export const placesOf = ({ environments }: Approval, quote: (name: string) => string): string =>
  environments.length === 0 ? 'its environment' : `the environment ${environments.map(quote).join(', ')}`;

/**
 * When an attempt has taken too long, in milliseconds since 1970. What it may take begins with its dispatch, and again
 * when its run has been let in; while it waits for that, GitHub's own limit counts.
 */
export function overdueAt({ timeoutMinutes, queueMs }: Policy, { phase, startedAt, approval }: Attempt): number {
  if (approval?.until === null) return startedAt + approvalMsMax;
  return (approval?.until ?? startedAt) + timeoutMinutes[phase] * minuteMs + queueMs;
}
