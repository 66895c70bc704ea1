// What happens to a task from outside: it is cancelled or abandoned, somebody pushes to its branch, somebody answers.
import type { Effect } from '../effect.ts';
import type { TaskEvent } from '../event.ts';
import type { PhaseName } from '../phase.ts';
import { type Attempt, awaitsMerge, isTerminal, type Task, type TaskState } from '../task.ts';
import { freshBudget } from '../usage.ts';
import { dismissStale } from './reviews.ts';
import { abandon, attemptOf, backTo, begin, type Step, showEffect, unchanged, wait } from './step.ts';

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

/** Ends the task without a word: there is nobody to tell, and nothing that may be done. */
export function leave(task: Task, event: EventOf<'abandoned'>): Step {
  const told = abandon(task, { at: event.at, summary: `Abandoned: ${event.reason}` }).task;
  return {
    task: { ...told, state: { kind: 'cancelled', by: 'GitHub', reason: event.reason, at: event.at } },
    effects: [],
  };
}

/** Somebody pushed: verdicts on the old head are void, and the review starts again on the new one. */
export function moveHead(task: Task, event: EventOf<'head_moved'>): Step {
  const { branch, state } = task;
  // What is merged is judged by the default branch; a later push to the old branch says nothing about it.
  if (branch === null || branch.head === event.head || task.merged !== null) return unchanged(task);
  const moved: Task = {
    ...task,
    branch: { ...branch, head: event.head },
    proofs: { ...task.proofs, greenOnHead: null, greenOnStaging: null },
    staging: null,
  };
  const attempt = attemptOf(moved);
  if (state.kind === 'leasing' || state.kind === 'merging') {
    const step = begin(moved, { phase: 'guardian_review', slot: state.slot, at: event.at });
    return { task: step.task, effects: [...dismissStale(moved), ...step.effects] };
  }
  if (attempt === null || !('slot' in state)) {
    const idle = withPushReviewed(moved);
    return { task: idle, effects: [...dismissStale(moved), showEffect(idle)] };
  }
  const told = abandon(moved, { at: event.at, summary: `Void: ${event.by} pushed a new head commit.` });
  const step = begin(withoutUncommitted(told.task, attempt), {
    phase: phaseAfterPush(attempt.phase),
    slot: state.slot,
    at: event.at,
  });
  return { task: step.task, effects: [...told.effects, ...dismissStale(told.task), ...step.effects] };
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
  // What was complete has to prove itself anew, or the gate would never open for the new head.
  if (state.kind === 'complete') return { ...task, state: { kind: 'queued', phase: 'guardian_review' } };
  // The push may be what GitHub asked for before it merges; it is reviewed and validated like any other.
  if (awaitsMerge(task)) return { ...task, state: { kind: 'queued', phase: 'guardian_review' } };
  if (state.kind !== 'waiting' && state.kind !== 'queued' && state.kind !== 'failed') return task;
  if (state.phase === null || state.phase === 'e2e_test_generation') return task;
  return { ...task, state: { ...state, phase: 'guardian_review' } };
}

/** What a person wrote is reviewed like what the coder wrote; an unfinished test or change is made again on top. */
function phaseAfterPush(phase: PhaseName): PhaseName {
  return phase === 'e2e_test_generation' || phase === 'code_implementation' ? phase : 'guardian_review';
}

/** A person has answered: fresh limits, and back into the queue. A new text needs a new test. */
export function resume(
  task: Task,
  state: Extract<TaskState, { kind: 'waiting' | 'failed' }>,
  event: EventOf<'resumed'>,
): Step {
  const sameText = task.feature.text === event.feature.text && task.feature.title === event.feature.title;
  const phase: PhaseName = sameText && task.test !== null ? state.phase : 'e2e_test_generation';
  const answered: Task = {
    ...withFreshLimits(task),
    feature: event.feature,
    priority: event.priority,
    pause: null,
    changedSince: null,
    causes: withCause(task, event.cause),
  };
  if (event.questions.length > 0) {
    const reason = { kind: 'needs_info' as const, questions: event.questions };
    return wait(backTo(answered, 'e2e_test_generation'), { phase: 'e2e_test_generation', at: event.at, reason });
  }
  const ready = phase === 'e2e_test_generation' ? backTo(answered, phase) : answered;
  const next: Task = { ...ready, state: { kind: 'queued', phase } };
  return { task: next, effects: [showEffect(next)] };
}

/** A person has a say: what may be spent counts from here. After a disagreement that is another round. */
export function withFreshLimits(task: Task): Task {
  const { state } = task;
  const reason = state.kind === 'waiting' ? state.reason.kind : null;
  const round = reason === 'rounds_exhausted' || reason === 'no_progress' ? task.round + 1 : task.round;
  const { roundsMax, resultsMax } = task.policy;
  return {
    ...task,
    round,
    limits: { rounds: round - 1 + roundsMax, results: task.results + resultsMax, budget: freshBudget(task) },
    leasesLost: 0,
    seen: { changes: [], findings: [] },
  };
}

/** Causes that a task remembers; more comments than this between a delivery and its repetition would be a strange day. */
const causesMax = 200;

export const withCause = (task: Task, cause: string): readonly string[] => [...task.causes, cause].slice(-causesMax);

/**
 * What may happen to a task that has ended: people reopen it, a push voids what was proved, a repository moves, the
 * guardian App's review, the pictures or a run arrive late; and what takes a failed production back becomes known.
 */
export function mayStillHappen(task: Task, event: TaskEvent): boolean {
  if (!isTerminal(task.state) || event.kind === 'run_dispatched' || event.kind === 'run_left') return true;
  const reopening: Readonly<Record<string, readonly TaskEvent['kind'][]>> = {
    complete: [
      'head_moved',
      'retry_asked',
      'change_rejected',
      'reviewed',
      'repository_moved',
      'review_posted',
      'pictures_published',
    ],
    failed: [
      'head_moved',
      'retry_asked',
      'resumed',
      'guided',
      'repository_moved',
      'review_posted',
      'pictures_published',
      'revert_opened',
      'revert_refused',
      'step_refused',
    ],
  };
  return reopening[task.state.kind]?.includes(event.kind) === true;
}
