// An attempt that takes too long; and the wait for an approval, during which it does not.
import { closed, overdueAt, placesOf } from '../approval.ts';
import type { TaskEvent } from '../event.ts';
import type { Failure } from '../failure.ts';
import type { Attempt, Task } from '../task.ts';
import { judge } from './judge.ts';
import { alarmFor, type Step, showEffect, unchanged } from './step.ts';

type EventOf<Kind extends TaskEvent['kind']> = Extract<TaskEvent, { kind: Kind }>;

/** The alarm waits with the run; its reviewers are told of once. */
export function awaitApproval(task: Task, { runId, environments, url, at }: EventOf<'approval_awaited'>): Step {
  const attempt = attemptOfRun(task, runId);
  if (attempt === null || attempt.approval?.until === null) return unchanged(task);
  const waitedMs = attempt.approval?.waitedMs ?? 0;
  return withAlarm(task, { ...attempt, approval: { environments, url, since: at, until: null, waitedMs } });
}

/** The run has been let in: what it may take begins now. */
export function takeApproval(task: Task, { runId, at }: EventOf<'approval_given'>): Step {
  const attempt = attemptOfRun(task, runId);
  if (attempt === null || attempt.approval?.until !== null) return unchanged(task);
  return withAlarm(task, withApprovalEnded(attempt, at));
}

export const withApprovalEnded = (attempt: Attempt, at: number): Attempt =>
  attempt.approval === undefined ? attempt : { ...attempt, approval: closed(attempt.approval, at) };

/** The open attempt, if this is its run and has not ended. */
function attemptOfRun({ state }: Task, runId: EventOf<'approval_given'>['runId']): Attempt | null {
  if (state.kind !== 'running' || state.attempt.runId !== runId || state.attempt.conclusion !== null) return null;
  return state.attempt;
}

function withAlarm(task: Task, attempt: Attempt): Step {
  if (task.state.kind !== 'running') return unchanged(task);
  const next: Task = { ...task, state: { ...task.state, attempt } };
  return { task: next, effects: [alarmFor(next, attempt, `overdue:${attempt.id}:${next.version}`), showEffect(next)] };
}

/** An alarm that was set before the run had to wait rings too early, and means nothing. */
export function overdue(task: Task, event: EventOf<'attempt_overdue'>): Step {
  const { state } = task;
  if (state.kind !== 'running' || state.attempt.id !== event.attempt) return unchanged(task);
  const { attempt, slot } = state;
  if (event.at < overdueAt(task.policy, attempt)) return unchanged(task);
  const outcome = { verdict: 'errored' as const, failure: failureOf(attempt, event) };
  // A run that nobody has heard of by now counts as one that ended with an error.
  const step = judge(task, outcome, { attempt, slot, at: event.at, usage: null });
  if (attempt.runId === null) return step;
  return {
    task: step.task,
    effects: [{ kind: 'cancel_run', key: `cancel_run:${attempt.id}`, runId: attempt.runId }, ...step.effects],
  };
}

function failureOf({ startedAt, approval }: Attempt, { at, heard }: EventOf<'attempt_overdue'>): Failure {
  if (approval?.until === null) {
    const where = placesOf(approval, (name) => name);
    const message = `Nobody has let the run into ${where} for 30 days, the longest that GitHub waits; it has been cancelled.`;
    return { class: 'refused', message };
  }
  if (heard !== undefined) {
    const waited = Math.round((at - startedAt) / 60_000);
    return { class: 'overdue', message: `Nobody has told of a successful deployment in ${waited} minutes. ${heard}` };
  }
  const since = approval?.until ?? startedAt;
  const minutes = Math.round((at - since) / 60_000);
  const from = approval === undefined ? '' : ' since its approval';
  return {
    class: 'overdue',
    message: `No result after ${minutes} minutes${from}, queueing included; the run has been cancelled.`,
  };
}
