// What people do to a task from outside: cancel it, push to its branch, answer it.
import type { Effect } from '../effect.ts';
import type { TaskEvent } from '../event.ts';
import type { PhaseName } from '../phase.ts';
import type { Attempt, Task, TaskState } from '../task.ts';
import { attemptOf, begin, record, type Step, showEffect, unchanged } from './step.ts';

type EventOf<Kind extends TaskEvent['kind']> = Extract<TaskEvent, { kind: Kind }>;

/** Ends the task at once, from any open state. */
export function cancel(task: Task, event: EventOf<'cancel_requested'>): Step {
  const summary = `Cancelled by ${event.by}: ${event.reason}`;
  const told = abandon(task, { at: event.at, summary });
  const next: Task = {
    ...told.task,
    state: { kind: 'cancelled', by: event.by, reason: event.reason, at: event.at },
  };
  const close: Effect[] = task.pullRequest === null ? [] : [{ kind: 'close_pull_request', key: 'close_pull_request' }];
  return { task: next, effects: [...told.effects, showEffect(next), ...close] };
}

/** Somebody pushed: verdicts on the old head are void, and the review starts again on the new one. */
export function moveHead(task: Task, event: EventOf<'head_moved'>): Step {
  const { branch, state } = task;
  if (branch === null || branch.head === event.head) return unchanged(task);
  const moved: Task = {
    ...task,
    branch: { ...branch, head: event.head },
    proofs: { ...task.proofs, greenOnHead: null, greenOnStaging: null },
    staging: null,
  };
  const attempt = attemptOf(moved);
  if (attempt === null || !('slot' in state)) {
    const idle = withPushReviewed(moved);
    return { task: idle, effects: [showEffect(idle)] };
  }
  const told = abandon(moved, { at: event.at, summary: `Void: ${event.by} pushed a new head commit.` });
  const step = begin(withoutUncommitted(told.task, attempt), {
    phase: phaseAfterPush(attempt.phase),
    slot: state.slot,
    at: event.at,
  });
  return { task: step.task, effects: [...told.effects, ...step.effects] };
}

/** What was accepted but whose commit a push has overtaken is made anew: the test, or the very same change again. */
function withoutUncommitted(task: Task, attempt: Attempt): Task {
  if (attempt.phase === 'e2e_test_generation') return { ...task, test: null };
  if (attempt.phase !== 'code_implementation' || task.state.kind !== 'committing') return task;
  return { ...task, seen: { ...task.seen, changes: task.seen.changes.slice(0, -1) } };
}

/** While nothing runs: once there is a test, the task goes on with the review of what was pushed, whatever it was at. */
function withPushReviewed(task: Task): Task {
  const { state } = task;
  if (state.kind !== 'waiting' && state.kind !== 'queued') return task;
  if (state.phase === null || state.phase === 'e2e_test_generation') return task;
  return { ...task, state: { ...state, phase: 'guardian_review' } };
}

/** What a person wrote is reviewed like what the coder wrote; an unfinished test or change is made again on top. */
function phaseAfterPush(phase: PhaseName): PhaseName {
  return phase === 'e2e_test_generation' || phase === 'code_implementation' ? phase : 'guardian_review';
}

/** A person has answered: fresh limits, and back into the queue. A new text needs a new test. */
export function resume(task: Task, state: Extract<TaskState, { kind: 'waiting' }>, event: EventOf<'resumed'>): Step {
  const sameText = task.feature.text === event.feature.text && task.feature.title === event.feature.title;
  const another = state.reason.kind === 'rounds_exhausted' || state.reason.kind === 'no_progress';
  const round = another ? task.round + 1 : task.round;
  const { roundsMax, resultsMax } = task.policy;
  const phase: PhaseName = sameText && task.test !== null ? state.phase : 'e2e_test_generation';
  const next: Task = {
    ...task,
    feature: event.feature,
    priority: event.priority,
    round,
    limits: { rounds: round - 1 + roundsMax, results: task.results + resultsMax },
    seen: { changes: [], findings: [] },
    test: phase === 'e2e_test_generation' ? null : task.test,
    proofs:
      phase === 'e2e_test_generation' ? { redOnBase: null, greenOnHead: null, greenOnStaging: null } : task.proofs,
    state: { kind: 'queued', phase },
  };
  return { task: next, effects: [showEffect(next)] };
}

/** Writes off the open attempt and stops its run. */
function abandon(task: Task, end: { at: number; summary: string }): Step {
  const { state } = task;
  if (state.kind !== 'running') return { task, effects: [] };
  const { attempt } = state;
  const told = record(task, attempt, { at: end.at, outcome: 'void', summary: end.summary });
  if (attempt.runId === null) return { task: told, effects: [] };
  return { task: told, effects: [{ kind: 'cancel_run', key: `cancel_run:${attempt.id}`, runId: attempt.runId }] };
}
