// How far a task has come, derived from its state and its history: what the check run counts and shows.
import { nextPhase, type PhaseName, phaseNames, stepsTotal } from '../phase.ts';
import { type AttemptRecord, phaseOf, type Task } from '../task.ts';

export type PhaseState =
  | { readonly kind: 'not_wanted' }
  | { readonly kind: 'done' }
  | { readonly kind: 'to_come' }
  /** Rejected in an earlier pass; it comes again. */
  | { readonly kind: 'again'; readonly round: number }
  /** The phase that the task is in; the task's own state says more. */
  | { readonly kind: 'current' };

/** The phase that the task is in, or was in when it was cancelled; `null` before the first one and after the last one. */
export const currentPhase = (task: Task): PhaseName | null =>
  task.state.kind === 'cancelled' ? phaseWhenCancelled(task) : phaseOf(task.state);

/** Steps done, out of `stepsTotal`: the phases before the current one; all of them when the task is complete. */
export function stepsDone(task: Task): number {
  if (task.state.kind === 'complete') return stepsTotal;
  const phase = currentPhase(task);
  return phase === null ? 0 : phaseNames.indexOf(phase);
}

export function phaseStateOf(task: Task, phase: PhaseName): PhaseState {
  if (phase === 'production_deployment' && task.policy.production === null) return { kind: 'not_wanted' };
  if (phase === currentPhase(task)) return { kind: 'current' };
  if (phaseNames.indexOf(phase) < stepsDone(task)) return { kind: 'done' };
  const record = lastRecord(task, phase);
  return record?.verdict === 'rejected' ? { kind: 'again', round: record.round } : { kind: 'to_come' };
}

/** The latest attempt at a phase that has ended. */
export function lastRecord(task: Task, phase: PhaseName): AttemptRecord | undefined {
  return task.history.findLast((record) => record.phase === phase);
}

/** A cancelled task does not keep its phase: it was in the phase of its last attempt, or in the one after it. */
function phaseWhenCancelled(task: Task): PhaseName | null {
  const last = task.history.at(-1);
  if (last === undefined) return null;
  if (last.verdict === 'rejected') return 'code_implementation';
  return last.verdict === 'succeeded'
    ? (nextPhase(last.phase, task.policy.production !== null) ?? last.phase)
    : last.phase;
}
