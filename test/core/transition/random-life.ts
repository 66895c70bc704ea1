// Random lives of tasks, biased so that they get far: late, repeated, foreign and hostile events among the fitting ones.
import fc from 'fast-check';
import { overdueAt } from '../../../src/core/approval.ts';
import type { Effect } from '../../../src/core/effect.ts';
import type { TaskEvent } from '../../../src/core/event.ts';
import { failureClasses } from '../../../src/core/failure.ts';
import { type AttemptId, attemptId, runId } from '../../../src/core/identifier.ts';
import type { DecisiveReview, Outcome, Output, PostedReview } from '../../../src/core/outcome.ts';
import { phaseNames } from '../../../src/core/phase.ts';
import type { Policy } from '../../../src/core/policy.ts';
import type { Attempt, Task } from '../../../src/core/task.ts';
import { createTask } from '../../../src/core/transition/create-task.ts';
import { isExternal } from '../../../src/core/transition/step.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import {
  base,
  commit,
  feature,
  finding,
  goodOutput,
  picturesOf,
  policy,
  proof,
  releasing,
  request,
} from '../samples.ts';

/** A choice of what happens next; numbers are dice that are read against the task as it then is. */
export interface Choice {
  readonly what: (typeof moves)[number];
  readonly dice: number;
  readonly other: number;
}

/** `forward` is the event that the task waits for; it comes up most often, so that lives get far. */
const moves = [
  'forward',
  'good',
  'rejected',
  'errored',
  'odd_success',
  'push',
  'overdue',
  'resume',
  'cancel',
  'steer',
  'refuse',
  'stray',
] as const;

const choice: fc.Arbitrary<Choice> = fc.record({
  what: fc.oneof(
    { weight: 40, arbitrary: fc.constant('forward' as const) },
    { weight: 30, arbitrary: fc.constant('good' as const) },
    { weight: 6, arbitrary: fc.constant('rejected' as const) },
    { weight: 5, arbitrary: fc.constant('errored' as const) },
    { weight: 6, arbitrary: fc.constant('resume' as const) },
    { weight: 4, arbitrary: fc.constant('push' as const) },
    { weight: 2, arbitrary: fc.constantFrom('odd_success' as const, 'overdue' as const, 'refuse' as const) },
    { weight: 4, arbitrary: fc.constant('stray' as const) },
    { weight: 8, arbitrary: fc.constant('steer' as const) },
    { weight: 1, arbitrary: fc.constant('cancel' as const) },
  ),
  dice: fc.nat(9_999),
  other: fc.nat(9_999),
});

export const policies: fc.Arbitrary<Policy> = fc
  .record({
    production: fc.constantFrom(null, releasing.production),
    external: fc.boolean(),
    requireHuman: fc.boolean(),
    roundsMax: fc.integer({ min: 1, max: 4 }),
    resultsMax: fc.integer({ min: 1, max: 14 }),
    triesMax: fc.integer({ min: 1, max: 4 }),
    shared: fc.boolean(),
  })
  .map(({ shared, external, requireHuman, ...more }) => ({
    ...policy,
    ...more,
    guardian: { ...policy.guardian, requireHuman },
    staging: { ...policy.staging, command: external ? null : policy.staging.command, shared: shared && !external },
  }));

export function eventOf(task: Task, { what, dice, other }: Choice, at: number): TaskEvent {
  const attempt = 'attempt' in task.state ? task.state.attempt : null;
  const id = attempt?.id ?? attemptId(task.id, Math.max(1, task.attemptsStarted));
  const usage = dice % 5 === 0 ? { costUsd: 0.5, tokens: 1_000 } : null;
  const ended = (outcome: Outcome): TaskEvent => ({ kind: 'attempt_ended', attempt: id, outcome, usage, at });
  switch (what) {
    case 'forward':
      return forward(task, at, dice);
    case 'good':
      return ended({ verdict: 'succeeded', output: reviewedOutput(attempt, id, other) });
    case 'rejected':
      return ended({
        verdict: 'rejected',
        summary: 'no',
        findings: [finding({ title: `finding ${dice % 3}` })],
        score: 0.2,
        votes: [],
        review: reviewBy(other),
        rolledBack: dice % 2 === 0,
      });
    case 'errored':
      return ended({
        verdict: 'errored',
        failure: { class: failureClasses[dice % failureClasses.length] ?? 'machinery', message: 'x' },
      });
    case 'odd_success': {
      const phase = phaseNames[dice % phaseNames.length] ?? 'guardian_review';
      return ended({
        verdict: 'succeeded',
        output: goodOutput({ phase, head: dice % 2 === 0 ? commit(dice) : (task.branch?.head ?? base), id }),
      });
    }
    case 'push':
      return { kind: 'head_moved', head: commit(10_000 + (dice % 5)), by: 'mona', at };
    case 'overdue':
      return {
        kind: 'attempt_overdue',
        attempt: id,
        at: Math.max(at, attempt === null ? 0 : overdueAt(task.policy, attempt)),
      };
    case 'resume':
      return {
        kind: 'resumed',
        by: 'mona',
        feature: dice % 4 === 0 ? { ...feature, text: `text ${other % 3}` } : task.feature,
        priority: 1 + (dice % 10),
        questions: dice % 7 === 0 ? ['What is to be seen?'] : [],
        cause: `cause ${at}`,
        at,
      };
    case 'steer':
      return steering(task, dice, at);
    case 'cancel':
      return { kind: 'cancel_requested', by: 'mona', reason: 'enough', at };
    case 'refuse':
      return { kind: 'step_refused', step: 'x', attempt: attempt?.id ?? null, message: 'no', at };
    case 'stray':
      return stray(task, dice, other, at);
    default:
      return what satisfies never;
  }
}

/** A good output; GitHub may have refused the review that came with it. */
function reviewedOutput(attempt: Attempt | null, id: AttemptId, dice: number): Output {
  const output = goodOutput(attempt ?? { phase: 'guardian_review', head: base, id });
  return output.phase === 'guardian_review' ? { ...output, review: reviewBy(dice) } : output;
}

const reviewBy = (dice: number): PostedReview | null =>
  dice % 3 === 0 ? null : { state: 'COMMENTED', url: 'http://x.test', refused: dice % 3 === 1 ? 'no' : null };

const decisive = (dice: number): DecisiveReview =>
  dice % 3 === 0
    ? { kind: 'not_configured' }
    : { kind: 'posted', state: 'APPROVED', review: 1 + (dice % 50), url: 'http://x.test', by: 'judge[bot]' };

/** What the task waits for in its state. */
export function forward(task: Task, at: number, dice: number): TaskEvent {
  const { state } = task;
  switch (state.kind) {
    case 'queued':
      return { kind: 'slot_granted', slot: 1 + (dice % 3), at };
    case 'preparing':
      return task.branch === null
        ? { kind: 'branch_opened', name: 'b', base, head: commit('first'), at }
        : { kind: 'pull_request_opened', number: 4, url: 'http://x.test', at };
    case 'running': {
      const { attempt } = state;
      if (isExternal(task, attempt.phase)) {
        const state = dice % 4 === 0 ? 'failure' : 'success';
        return { kind: 'deployment_reported', head: attempt.head, state, url: 'http://preview.test', words: 'x', at };
      }
      if (attempt.runId === null)
        return { kind: 'run_dispatched', attempt: attempt.id, runId: runId(task.attemptsStarted), at };
      if (attempt.conclusion === null) return { kind: 'run_ended', runId: attempt.runId, conclusion: 'success', at };
      return {
        kind: 'attempt_ended',
        attempt: attempt.id,
        outcome: { verdict: 'succeeded', output: goodOutput(attempt) },
        usage: null,
        at,
      };
    }
    case 'committing':
      return { kind: 'committed', attempt: state.attempt.id, commit: commit(20_000 + task.version), at };
    case 'pausing':
      return { kind: 'retry_due', attempt: state.attempt.id, at };
    case 'waiting':
      return {
        kind: 'resumed',
        by: 'mona',
        feature: task.feature,
        priority: task.priority,
        questions: [],
        cause: `cause ${at}`,
        at,
      };
    case 'leasing':
      return { kind: 'lease_granted', at };
    case 'merging':
      return dice % 4 === 0
        ? { kind: 'merge_refused', message: 'a review is missing', at }
        : { kind: 'merged', commit: commit(30_000 + task.version), by: null, at };
    case 'complete':
    case 'failed':
    case 'cancelled':
      return { kind: 'slot_granted', slot: 1, at };
    default:
      return state satisfies never;
  }
}

/** Whatever a person may ask for, fitting or not. */
function steering(task: Task, dice: number, at: number): TaskEvent {
  const asked = { by: 'mona', cause: `cause ${at}`, at };
  const text = `text ${dice % 3}`;
  const wishes: TaskEvent[] = [
    { kind: 'retry_asked', phase: dice % 3 === 0 ? (phaseNames[dice % phaseNames.length] ?? null) : null, ...asked },
    { kind: 'pause_asked', ...asked },
    { kind: 'resume_asked', ...asked },
    { kind: 'approved', ...asked },
    { kind: 'change_rejected', why: text, ...asked },
    review(task, dice, asked),
    { ...review(task, dice, asked), by: 'lisa' },
    { kind: 'merged', commit: commit(40_000 + dice), by: 'mona', at },
    { kind: 'guided', text, ...asked },
    { kind: 'priority_set', priority: 1 + (dice % 10), ...asked },
    { kind: 'issue_edited', same: dice % 2 === 0, ...asked },
    { kind: 'feature_updated', feature: { ...task.feature, text }, priority: 5, ...asked },
    { kind: 'repository_moved', repository: { ...task.repository, name: `name-${dice % 2}` }, at },
    { kind: 'blocker_closed', issue: dice % 5, at },
  ];
  return wishes[dice % wishes.length] as TaskEvent;
}

function review(task: Task, dice: number, asked: { by: string; cause: string; at: number }) {
  return {
    kind: 'reviewed' as const,
    vote: (['approve', 'reject', 'abstain'] as const)[dice % 3] ?? 'abstain',
    head: dice % 5 === 0 ? commit(dice) : (task.branch?.head ?? base),
    url: 'http://x.test/review',
    why: `why ${dice % 3}`,
    findings: dice % 2 === 0 ? [finding()] : [],
    ...asked,
  };
}

/** Late, repeated, foreign: events as a network delivers them. */
function stray(task: Task, dice: number, other: number, at: number): TaskEvent {
  const old = attemptId(task.id, 1 + (other % Math.max(1, task.attemptsStarted)));
  const events: TaskEvent[] = [
    { kind: 'slot_granted', slot: 9, at },
    { kind: 'branch_opened', name: 'z', base: commit('f'), head: commit('f'), at },
    { kind: 'pull_request_opened', number: 99, url: 'http://y.test', at },
    { kind: 'run_dispatched', attempt: old, runId: runId(50_000 + dice), at },
    { kind: 'run_ended', runId: runId(1 + (other % 9)), conclusion: 'cancelled', at },
    { kind: 'approval_awaited', runId: runId(1 + (other % 9)), environments: ['staging'], url: 'http://x.test', at },
    { kind: 'approval_given', runId: runId(1 + (other % 9)), at },
    {
      kind: 'attempt_ended',
      attempt: old,
      outcome: { verdict: 'succeeded', output: { phase: 'e2e_validation', green: proof(base) } },
      usage: null,
      at,
    },
    { kind: 'committed', attempt: old, commit: commit(90_000 + dice), at },
    { kind: 'run_left', attempt: old, at },
    { kind: 'run_replaced', attempt: old, runId: runId(60_000 + dice), at },
    { kind: 'deployment_reported', head: commit(dice), state: 'success', url: null, words: 'x', at },
    { kind: 'merge_refused', message: 'late', at },
    { kind: 'pictures_published', pictures: picturesOf(task.branch?.head ?? base), at },
    { kind: 'retry_due', attempt: old, at },
    { kind: 'review_posted', attempt: old, review: decisive(dice), at },
    { kind: 'attempt_overdue', attempt: old, at },
    { kind: 'step_refused', step: 'commit', attempt: old, message: 'late', at },
  ];
  return events[dice % events.length] as TaskEvent;
}

export interface Life {
  readonly before: Task;
  readonly event: TaskEvent;
  readonly after: Task;
  readonly effects: readonly Effect[];
}

export function live(
  policyOfTask: Policy,
  choices: readonly Choice[],
): { lives: Life[]; last: Task; effects: readonly Effect[] } {
  const born = createTask({ ...request, policy: policyOfTask });
  const lives: Life[] = [];
  const effects = [...born.effects];
  let task = born.task;
  for (const [index, one] of choices.entries()) {
    const event = eventOf(task, one, 2_000 + index * 1_000);
    const step = transition(task, event);
    lives.push({ before: task, event, after: step.task, effects: step.effects });
    effects.push(...step.effects);
    task = step.task;
  }
  return { lives, last: task, effects };
}

export const arbitraryLife = fc
  .tuple(policies, fc.array(choice, { minLength: 20, maxLength: 140, size: 'max' }))
  .map(([one, choices]) => live(one, choices));
