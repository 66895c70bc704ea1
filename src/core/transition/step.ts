// The pieces that transitions are made of: a step is the next task and the effects that it asks for.

import { overdueAt } from '../approval.ts';
import type { Usage } from '../budget.ts';
import type { Effect } from '../effect.ts';
import { type Failure, failureRemedies } from '../failure.ts';
import { attemptId, type CommitId } from '../identifier.ts';
import { leaseOf } from '../lease.ts';
import type { Outcome } from '../outcome.ts';
import { describePhase, type PhaseName } from '../phase.ts';
import type { Attempt, AttemptRecord, Task, WaitReason } from '../task.ts';
import { exhaustedBudget } from '../usage.ts';
import { pauseMs } from './retry.ts';

export interface Step {
  readonly task: Task;
  readonly effects: readonly Effect[];
}

/** The event does not fit the state: nothing changes. */
export const unchanged = (task: Task): Step => ({ task, effects: [] });

export const showEffect = (task: Task): Effect => ({ kind: 'show', key: `show:${task.version}` });

interface Beginning {
  readonly phase: PhaseName;
  readonly slot: number;
  readonly at: number;
  readonly tryNumber?: number;
}

/** Starts the next attempt at a phase, unless somebody wants a pause, the limits are used up, or staging is taken. */
export function begin(task: Task, options: Beginning): Step {
  const { phase, slot, at } = options;
  if (task.branch === null) throw new Error(`transition: task ${task.id} has no branch, so ${phase} cannot begin`);
  if (task.pause !== null) return wait(task, { phase, at, reason: { kind: 'paused', by: task.pause.by } });
  if (task.results >= task.limits.results) {
    return wait(task, { phase, at, reason: { kind: 'results_exhausted', results: task.results } });
  }
  const budget = exhaustedBudget(task);
  if (budget !== null) {
    const allowed = task.limits.budget[budget] ?? 0;
    return wait(task, { phase, at, reason: { kind: 'budget_exhausted', budget, allowed } });
  }
  if (phase === 'production_deployment' && task.merged === null) return merge(task, task.branch.head, { slot, at });
  const onStaging = phase === 'staging_deployment' || phase === 'e2e_validation';
  if (onStaging && task.policy.staging.shared && leaseOf(task) === null) {
    // Without the lease somebody else may have deployed since, so validation begins with a deployment, too.
    const next: Task = { ...task, staging: null, state: { kind: 'leasing', slot, since: at } };
    return { task: next, effects: [showEffect(next)] };
  }
  return dispatchAttempt(task, task.branch, options);
}

/** The gate opens first, so that branch protection lets the merge through. */
function merge(task: Task, head: CommitId, { slot, at }: Pick<Beginning, 'slot' | 'at'>): Step {
  const next: Task = { ...task, state: { kind: 'merging', slot, since: at } };
  const key = `${next.version}`;
  return {
    task: next,
    effects: [
      showEffect(next),
      { kind: 'mark_ready', key: `mark_ready:${key}` },
      { kind: 'merge', key: `merge:${key}`, head },
    ],
  };
}

/** Starts an attempt at a phase whose conditions are met. */
export function dispatchAttempt(task: Task, branch: NonNullable<Task['branch']>, options: Beginning): Step {
  const { phase, slot, at, tryNumber = 1 } = options;
  const number = task.attemptsStarted + 1;
  const attempt: Attempt = {
    id: attemptId(task.id, number),
    phase,
    round: task.round,
    tryNumber,
    head: headFor(task, branch, phase),
    startedAt: at,
    runId: null,
    conclusion: null,
  };
  const next: Task = { ...task, attemptsStarted: number, state: { kind: 'running', slot, attempt } };
  return {
    task: next,
    effects: [
      isExternal(task, phase)
        ? { kind: 'find_deployment', key: `find_deployment:${attempt.id}`, attempt: attempt.id }
        : { kind: 'dispatch', key: `dispatch:${attempt.id}`, attempt: attempt.id },
      alarmFor(next, attempt, `overdue:${attempt.id}`),
      showEffect(next),
    ],
  };
}

/** Rings when the attempt has taken too long, as far as is known now. */
export const alarmFor = ({ policy }: Task, attempt: Attempt, key: string): Effect => ({
  kind: 'wake',
  key,
  event: { kind: 'attempt_overdue', attempt: attempt.id, at: overdueAt(policy, attempt) },
});

/** Whether somebody else does the work of the phase, and only tells how it ended. */
export const isExternal = (task: Task, phase: PhaseName): boolean =>
  phase === 'staging_deployment' && task.policy.staging.command === null;

function headFor(task: Task, branch: NonNullable<Task['branch']>, phase: PhaseName): CommitId {
  // The test must be red on the commit that the branch started from, whatever has been committed since.
  if (phase === 'e2e_test_generation') return branch.base;
  return phase === 'production_deployment' && task.merged !== null ? task.merged : branch.head;
}

/** Gives the slot back and waits for a person. */
export function wait(task: Task, options: { phase: PhaseName; at: number; reason: WaitReason }): Step {
  const next: Task = {
    ...task,
    state: { kind: 'waiting', phase: options.phase, reason: options.reason, since: options.at },
  };
  const show = showEffect(next);
  // Whoever asked for the pause knows of it.
  if (options.reason.kind === 'paused') return { task: next, effects: [show] };
  return { task: next, effects: [show, { kind: 'ask', key: `ask:${next.version}`, asked: next.version }] };
}

/** Ends the task as failed. */
export function fail(task: Task, options: { phase: PhaseName; at: number; failure: Failure }): Step {
  const next: Task = { ...task, state: { kind: 'failed', ...options } };
  return { task: next, effects: [showEffect(next), { kind: 'ask', key: `ask:${next.version}`, asked: next.version }] };
}

/** After an error: another try in place, a person, or the end. */
export function recover(task: Task, options: { attempt: Attempt; slot: number; at: number; failure: Failure }): Step {
  const { attempt, slot, at, failure } = options;
  // What has begun on production is never repeated by itself.
  const begun = attempt.phase === 'production_deployment' && attempt.runId !== null;
  if (begun || failureRemedies[failure.class] === 'person') {
    return wait(task, { phase: attempt.phase, at, reason: { kind: 'needs_person', failure } });
  }
  if (attempt.tryNumber >= task.policy.triesMax) return fail(task, { phase: attempt.phase, at, failure });
  const until = at + pauseMs(attempt.tryNumber, task.policy.backoffMs);
  const next: Task = { ...task, state: { kind: 'pausing', slot, attempt, until, failure } };
  return {
    task: next,
    effects: [
      { kind: 'wake', key: `retry:${attempt.id}`, event: { kind: 'retry_due', attempt: attempt.id, at: until } },
      showEffect(next),
    ],
  };
}

/** Writes the end of an attempt into the task's history. */
export function record(
  task: Task,
  attempt: Attempt,
  end: { at: number; outcome: Outcome | 'void'; summary: string; usage?: Usage | null },
): Task {
  const { outcome } = end;
  const output = outcome !== 'void' && outcome.verdict === 'succeeded' ? outcome.output : null;
  const reviewed = output?.phase === 'guardian_review' ? output : null;
  const rejected = outcome !== 'void' && outcome.verdict === 'rejected' ? outcome : null;
  const entry: AttemptRecord = {
    ...attempt,
    endedAt: end.at,
    verdict: outcome === 'void' ? 'void' : outcome.verdict,
    summary: end.summary,
    score: reviewed?.score ?? rejected?.score ?? null,
    review: reviewed?.review ?? rejected?.review ?? null,
    votes: reviewed?.votes ?? rejected?.votes ?? [],
    usage: end.usage ?? null,
  };
  return { ...task, history: [...task.history, entry] };
}

/** Writes off the open attempt and stops its run. */
export function abandon(task: Task, end: { at: number; summary: string }): Step {
  const { state } = task;
  if (state.kind !== 'running') return { task, effects: [] };
  const { attempt } = state;
  const told = record(task, attempt, { at: end.at, outcome: 'void', summary: end.summary });
  if (attempt.runId === null) return { task: told, effects: [] };
  return { task: told, effects: [{ kind: 'cancel_run', key: `cancel_run:${attempt.id}`, runId: attempt.runId }] };
}

/** What of a task still counts when it goes back to a phase: nothing that the phase or a later one has brought. */
export function backTo(task: Task, phase: PhaseName): Task {
  const { redOnBase, greenOnHead } = task.proofs;
  switch (phase) {
    case 'e2e_test_generation': {
      const proofs = { redOnBase: null, greenOnHead: null, greenOnStaging: null };
      return { ...task, test: null, proofs, staging: null };
    }
    case 'code_implementation':
    case 'guardian_review':
      return { ...task, proofs: { redOnBase, greenOnHead: null, greenOnStaging: null }, staging: null };
    case 'staging_deployment':
      return { ...task, proofs: { redOnBase, greenOnHead, greenOnStaging: null }, staging: null };
    case 'e2e_validation':
      return { ...task, proofs: { redOnBase, greenOnHead, greenOnStaging: null } };
    case 'production_deployment':
      return task;
    default:
      return phase satisfies never;
  }
}

/** The attempt that a state is about, if any. */
export function attemptOf(task: Task): Attempt | null {
  return 'attempt' in task.state ? task.state.attempt : null;
}

export const titleOf = (phase: PhaseName): string => describePhase(phase).title;
