// The only place where a task changes state. Pure: no clock, no network, no chance; what it needs is in the event.
import type { TaskEvent } from '../event.ts';
import type { AttemptId } from '../identifier.ts';
import type { Flake, Outcome } from '../outcome.ts';
import { claimedAttempts, isOutOfReach, isTerminal, type Task, type WaitReason } from '../task.ts';
import { cancel, leave, mayStillHappen, moveHead } from './interrupt.ts';
import { hearOfRevert, judge, proceed } from './judge.ts';
import { hearOfDispatch, hearOfRunLeft } from './late-run.ts';
import { loseLease } from './lose-lease.ts';
import { awaitApproval, overdue, takeApproval, withApprovalEnded } from './overdue.ts';
import { dismissStale, hearOfReviewPosted } from './reviews.ts';
import { steer } from './steer.ts';
import { begin, dispatchAttempt, isExternal, type Step, showEffect, unchanged, wait } from './step.ts';

/**
 * Applies an event. An event that does not fit the state (late, repeated, about another attempt) returns the very
 * same task and no effects; any other returns a task whose version is one higher.
 */
export function transition(task: Task, event: TaskEvent): Step {
  if (!mayStillHappen(task, event)) return unchanged(task);
  const draft: Task = { ...task, version: task.version + 1 };
  const step = apply(draft, event);
  if (step.task === draft) return unchanged(task);
  // A run that became known after the end may have left one more.
  const claimed = claimedAttempts(step.task).length > claimedAttempts(task).length;
  return isTerminal(step.task.state) && (claimed || !isTerminal(task.state)) ? withClaimsDropped(step) : step;
}

/** Where nothing can be done any more, nothing can be removed either. */
function withClaimsDropped({ task, effects }: Step): Step {
  if (isOutOfReach(task) || claimedAttempts(task).length === 0) return { task, effects };
  return { task, effects: [...effects, { kind: 'drop_claims', key: `drop_claims:${task.version}` }] };
}

/** Returns the draft itself when the event does not fit. */
function apply(task: Task, event: TaskEvent): Step {
  const { state } = task;
  switch (event.kind) {
    case 'slot_granted':
      return state.kind === 'queued' ? start(task, event.slot, event.at) : unchanged(task);
    case 'branch_opened':
      return openBranch(task, event);
    case 'pull_request_opened':
      return openPullRequest(task, event);
    case 'run_dispatched':
      return hearOfDispatch(task, event);
    case 'run_left':
      return hearOfRunLeft(task, event);
    case 'run_replaced': {
      if (state.kind !== 'running' || state.attempt.id !== event.attempt || state.attempt.conclusion === null) break;
      const { runId: left, replaced } = state.attempt;
      if (left === null || left === event.runId || replaced !== undefined) break;
      const attempt = { ...state.attempt, runId: event.runId, conclusion: null, replaced: left };
      const next: Task = { ...task, state: { ...state, attempt } };
      return { task: next, effects: [showEffect(next)] };
    }
    case 'run_ended': {
      if (state.kind !== 'running' || state.attempt.runId !== event.runId || state.attempt.conclusion !== null) break;
      const attempt = { ...withApprovalEnded(state.attempt, event.at), conclusion: event.conclusion };
      const key = `read_result:${attempt.id}:${event.runId}`;
      return {
        task: { ...task, state: { ...state, attempt } },
        effects: [{ kind: 'read_result', key, attempt: attempt.id, runId: event.runId }],
      };
    }
    case 'attempt_ended': {
      if (state.kind !== 'running' || state.attempt.id !== event.attempt || state.attempt.runId === null) break;
      const { outcome, usage, at } = event;
      const step = judge(task, outcome, { attempt: state.attempt, slot: state.slot, at, usage });
      return event.flake === undefined ? step : { ...step, task: withFlake(step.task, event.attempt, event.flake) };
    }
    case 'committed':
      return committed(task, event);
    case 'review_posted':
      return hearOfReviewPosted(task, event);
    case 'pictures_published': {
      const { pictures } = event;
      if (task.proofs.greenOnHead?.commit !== pictures.head || task.pictures?.commit === pictures.commit) break;
      const next: Task = { ...task, pictures };
      return { task: next, effects: [showEffect(next)] };
    }
    case 'retry_due': {
      if (state.kind !== 'pausing' || state.attempt.id !== event.attempt) break;
      const tryNumber = state.attempt.tryNumber + 1;
      return begin(task, { phase: state.attempt.phase, slot: state.slot, at: event.at, tryNumber });
    }
    case 'approval_awaited':
      return awaitApproval(task, event);
    case 'approval_given':
      return takeApproval(task, event);
    case 'attempt_overdue':
      return overdue(task, event);
    case 'head_moved':
      return moveHead(task, event);
    case 'step_refused':
      return refuse(task, event);
    case 'cancel_requested':
      return cancel(task, event);
    case 'resumed':
    case 'retry_asked':
    case 'pause_asked':
    case 'resume_asked':
    case 'approved':
    case 'change_rejected':
    case 'guided':
    case 'priority_set':
    case 'issue_edited':
    case 'feature_updated':
    case 'reviewed':
      return steer(task, event);
    case 'deployment_reported':
      return hearOfDeployment(task, event);
    case 'merged':
      return merged(task, event);
    case 'merge_refused': {
      if (state.kind !== 'merging') break;
      const { message, at } = event;
      const reason: WaitReason = event.blocked
        ? { kind: 'merge_blocked', message }
        : { kind: 'needs_person', failure: { class: 'merge_refused', message } };
      return wait(task, { phase: 'production_deployment', at, reason });
    }
    case 'merge_unblocked': {
      if (state.kind !== 'waiting' || state.reason.kind !== 'merge_blocked') break;
      const next: Task = { ...task, state: { kind: 'queued', phase: 'production_deployment' } };
      return { task: next, effects: [showEffect(next)] };
    }
    case 'revert_opened':
      return hearOfRevert(task, { kind: 'opened', number: event.number, url: event.url });
    case 'revert_refused':
      return hearOfRevert(task, { kind: 'refused', message: event.message });
    case 'blocker_closed':
      return unblock(task, event.issue);
    case 'lease_granted': {
      if (state.kind !== 'leasing' || task.branch === null) break;
      return dispatchAttempt(task, task.branch, { phase: 'staging_deployment', slot: state.slot, at: event.at });
    }
    case 'lease_expired':
      return loseLease(task, event.at);
    case 'repository_moved':
      return move(task, event.repository);
    case 'abandoned':
      return leave(task, event);
    default:
      return event satisfies never;
  }
  return unchanged(task);
}

function start(task: Task, slot: number, at: number): Step {
  const { state } = task;
  if (state.kind !== 'queued') return unchanged(task);
  if (state.phase !== null && task.pullRequest !== null) return begin(task, { phase: state.phase, slot, at });
  const next: Task = { ...task, state: { kind: 'preparing', slot } };
  const key = `${task.version}`;
  return task.branch === null
    ? { task: next, effects: [{ kind: 'open_branch', key: `open_branch:${key}`, name: branchName(task) }] }
    : { task: next, effects: [{ kind: 'open_pull_request', key: `open_pull_request:${key}` }] };
}

function openBranch(task: Task, event: Extract<TaskEvent, { kind: 'branch_opened' }>): Step {
  if (task.state.kind !== 'preparing' || task.branch !== null) return unchanged(task);
  const branch = { name: event.name, base: event.base, head: event.head };
  return {
    task: { ...task, branch },
    effects: [{ kind: 'open_pull_request', key: `open_pull_request:${task.version}` }],
  };
}

function openPullRequest(task: Task, event: Extract<TaskEvent, { kind: 'pull_request_opened' }>): Step {
  if (task.state.kind !== 'preparing' || task.branch === null || task.pullRequest !== null) return unchanged(task);
  const opened: Task = { ...task, pullRequest: { number: event.number, url: event.url } };
  return begin(opened, { phase: 'e2e_test_generation', slot: task.state.slot, at: event.at });
}

function committed(task: Task, event: Extract<TaskEvent, { kind: 'committed' }>): Step {
  const { state, branch } = task;
  if (state.kind !== 'committing' || state.attempt.id !== event.attempt || branch === null) return unchanged(task);
  const { attempt, slot } = state;
  const frozen = attempt.phase === 'e2e_test_generation' && task.test !== null;
  const next: Task = {
    ...task,
    branch: { ...branch, head: event.commit },
    test: frozen && task.test !== null ? { ...task.test, commit: event.commit } : task.test,
  };
  const step = proceed(next, { attempt, slot, at: event.at });
  return { task: step.task, effects: [...dismissStale(next), ...step.effects] };
}

function withFlake(task: Task, attempt: AttemptId, flake: Flake): Task {
  return { ...task, history: task.history.map((record) => (record.id === attempt ? { ...record, flake } : record)) };
}

/** Somebody else deploys: the first word about the commit that is asked for counts. */
function hearOfDeployment(task: Task, event: Extract<TaskEvent, { kind: 'deployment_reported' }>): Step {
  const { state } = task;
  if (state.kind !== 'running' || !isExternal(task, state.attempt.phase)) return unchanged(task);
  if (state.attempt.head !== event.head) return unchanged(task);
  const context = { attempt: state.attempt, slot: state.slot, at: event.at, usage: null };
  const failed = (message: string): Outcome => ({
    verdict: 'errored',
    failure: { class: 'command_failed', message },
  });
  if (event.state === 'failure') return judge(task, failed(event.words), context);
  const url = event.url ?? task.feature.stagingUrl;
  if (url === null)
    return judge(task, failed(`${event.words} It names no address, and staging_url is not set.`), context);
  return judge(
    task,
    { verdict: 'succeeded', output: { phase: 'staging_deployment', url, commit: event.head } },
    context,
  );
}

/** By us or by a person: only a validated change of a task that wants production goes on there. */
function merged(task: Task, { commit, by, at }: Extract<TaskEvent, { kind: 'merged' }>): Step {
  const { state, branch, proofs } = task;
  if (task.merged !== null) return unchanged(task);
  const validated = branch !== null && proofs.greenOnStaging?.commit === branch.head;
  const idle = state.kind === 'waiting' || state.kind === 'queued';
  const waits = idle && state.phase === 'production_deployment';
  if (task.policy.production === null || !validated || !(state.kind === 'merging' || waits)) {
    return cancel(task, {
      kind: 'cancel_requested',
      by: by ?? 'somebody',
      reason: 'the pull request was merged',
      at,
    });
  }
  const next: Task = { ...task, merged: commit };
  if (state.kind === 'merging') return begin(next, { phase: 'production_deployment', slot: state.slot, at });
  const queued: Task = { ...next, state: { kind: 'queued', phase: 'production_deployment' } };
  return { task: queued, effects: [showEffect(queued)] };
}

function unblock(task: Task, issue: number): Step {
  if (!task.blockedBy.includes(issue)) return unchanged(task);
  const next: Task = { ...task, blockedBy: task.blockedBy.filter((other) => other !== issue) };
  return { task: next, effects: [showEffect(next)] };
}

function move(task: Task, to: Task['repository']): Step {
  const { repository } = task;
  const same = (Object.keys(to) as (keyof typeof to)[]).every((key) => to[key] === repository[key]);
  return same || to.id !== repository.id ? unchanged(task) : { task: { ...task, repository: to }, effects: [] };
}

function refuse(task: Task, event: Extract<TaskEvent, { kind: 'step_refused' }>): Step {
  const { state } = task;
  if (event.step === 'revert') return hearOfRevert(task, { kind: 'refused', message: event.message });
  const failure = { class: 'refused' as const, message: event.message };
  if (state.kind === 'preparing' && event.attempt === null) {
    return wait(task, { phase: 'e2e_test_generation', at: event.at, reason: { kind: 'needs_person', failure } });
  }
  const open = state.kind === 'running' || state.kind === 'committing';
  if (!open || event.attempt !== state.attempt.id) return unchanged(task);
  if (state.kind === 'committing') {
    return wait(task, { phase: state.attempt.phase, at: event.at, reason: { kind: 'needs_person', failure } });
  }
  const context = { attempt: state.attempt, slot: state.slot, at: event.at, usage: null };
  return judge(task, { verdict: 'errored', failure }, context);
}

/**
 * `chimera/<issue>-<slug>`, the slug from the title: lower-case letters, digits and hyphens, at most 40.
 * A second task of the same issue gets a branch of its own, `…-2`.
 */
export function branchName(task: Pick<Task, 'id' | 'issue' | 'feature'>): string {
  const slug = task.feature.title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const sequence = task.id.split('-').at(-1);
  return `chimera/${task.issue}-${slug === '' ? 'task' : slug}${sequence === '1' ? '' : `-${sequence}`}`;
}
