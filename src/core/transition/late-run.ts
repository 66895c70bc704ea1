// A run becomes known. Of an attempt that is closed by then it works for nobody: the answer to its dispatch was late or
// lost, and a push, a cancellation or the alarm came first.
import type { TaskEvent } from '../event.ts';
import { type AttemptRecord, isOutOfReach, type Task } from '../task.ts';
import { type Step, showEffect, unchanged } from './step.ts';

type EventOf<Kind extends TaskEvent['kind']> = Extract<TaskEvent, { kind: Kind }>;

export function hearOfDispatch(task: Task, event: EventOf<'run_dispatched'>): Step {
  const { state } = task;
  const { attempt, runId } = event;
  if (state.kind !== 'running' || state.attempt.id !== attempt) return stopLate(task, event);
  if (state.attempt.runId !== null) return unchanged(task);
  const next: Task = { ...task, state: { ...state, attempt: { ...state.attempt, runId } } };
  return { task: next, effects: [showEffect(next)] };
}

/** It is written down with its attempt, so that its claim is tidied up and people find it, and it is stopped. */
function stopLate(task: Task, { attempt, runId }: EventOf<'run_dispatched'>): Step {
  const isMeant = (record: AttemptRecord): boolean => record.id === attempt && record.runId === null;
  if (isOutOfReach(task) || !task.history.some(isMeant)) return unchanged(task);
  const history = task.history.map((record) => (isMeant(record) ? { ...record, runId } : record));
  const next: Task = { ...task, history };
  return {
    task: next,
    effects: [{ kind: 'cancel_run', key: `cancel_run:${attempt}`, runId, late: attempt }, showEffect(next)],
  };
}

/** It was too late to stop it: people see that it has gone on. */
export function hearOfRunLeft(task: Task, { attempt }: EventOf<'run_left'>): Step {
  const isMeant = ({ id, ranOn }: AttemptRecord): boolean => id === attempt && ranOn === undefined;
  if (!task.history.some(isMeant)) return unchanged(task);
  const history = task.history.map((record) => (isMeant(record) ? { ...record, ranOn: true as const } : record));
  const next: Task = { ...task, history };
  return { task: next, effects: [showEffect(next)] };
}
