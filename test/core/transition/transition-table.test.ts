// Every state × every event: what applies, what changes nothing, and where it leads.
import { describe, expect, test } from '@jest/globals';
import { type EventKind, eventKinds, type TaskEvent } from '../../../src/core/event.ts';
import { attemptId, runId, taskId } from '../../../src/core/identifier.ts';
import type { Task, TaskState } from '../../../src/core/task.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import {
  apply,
  attemptIn,
  base,
  commit,
  feature,
  goodOutput,
  mergeCommit,
  picturesOf,
  refusedReview,
  tasks,
} from '../samples.ts';

type Kind = TaskState['kind'];
type Cell = { readonly to: Kind; readonly effects: readonly string[] };

/** What applies to every open task, and changes neither its state nor anything outside but the picture of it. */
function always(to: Kind) {
  const shown: Cell = { to, effects: ['show'] };
  return {
    guided: shown,
    priority_set: shown,
    issue_edited: shown,
    blocker_closed: shown,
    review_posted: shown,
    run_left: shown,
    repository_moved: { to, effects: [] as string[] },
    merged: merged(to),
    abandoned: { to: 'cancelled', effects: [] },
  } as const;
}

/** Without production the task ends when somebody merges the pull request. */
function merged(from: Kind): Cell {
  if (from === 'merging') return { to: 'running', effects: ['dispatch', 'wake', 'show'] };
  const cancelled = from === 'running' ? ['cancel_run', 'show'] : ['show'];
  const opened = from !== 'queued' && from !== 'preparing';
  return { to: 'cancelled', effects: opened ? [...cancelled, 'close_pull_request'] : cancelled };
}

/** A state that an event applies to, and the state and the effects that follow. Every pair that is not here changes nothing. */
const table: Partial<Record<Kind, Partial<Record<EventKind, Cell>>>> = {
  queued: {
    slot_granted: { to: 'preparing', effects: ['open_branch'] },
    cancel_requested: { to: 'cancelled', effects: ['show'] },
    pause_asked: { to: 'waiting', effects: ['show'] },
    ...always('queued'),
    feature_updated: { to: 'queued', effects: ['show'] },
  },
  preparing: {
    branch_opened: { to: 'preparing', effects: ['open_pull_request'] },
    step_refused: { to: 'waiting', effects: ['show', 'ask'] },
    cancel_requested: { to: 'cancelled', effects: ['show'] },
    pause_asked: { to: 'preparing', effects: ['show'] },
    ...always('preparing'),
    feature_updated: { to: 'preparing', effects: ['show'] },
  },
  leasing: {
    reviewed: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    lease_granted: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    pictures_published: { to: 'leasing', effects: ['show'] },
    head_moved: { to: 'running', effects: ['dismiss_review', 'dispatch', 'wake', 'show'] },
    cancel_requested: { to: 'cancelled', effects: ['show', 'close_pull_request'] },
    retry_asked: { to: 'leasing', effects: ['show'] },
    pause_asked: { to: 'waiting', effects: ['show'] },
    change_rejected: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    ...always('leasing'),
    feature_updated: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
  },
  merging: {
    merge_refused: { to: 'waiting', effects: ['show', 'ask'] },
    pictures_published: { to: 'merging', effects: ['show'] },
    head_moved: { to: 'running', effects: ['dismiss_review', 'dispatch', 'wake', 'show'] },
    cancel_requested: { to: 'cancelled', effects: ['show', 'close_pull_request', 'drop_claims'] },
    pause_asked: { to: 'merging', effects: ['show'] },
    reviewed: { to: 'merging', effects: ['show'] },
    ...always('merging'),
  },
  running: {
    reviewed: { to: 'running', effects: ['cancel_run', 'dispatch', 'wake', 'show'] },
    retry_asked: { to: 'running', effects: ['cancel_run', 'dispatch', 'wake', 'show'] },
    pause_asked: { to: 'running', effects: ['show'] },
    approved: { to: 'running', effects: ['cancel_run', 'dispatch', 'wake', 'show'] },
    change_rejected: { to: 'running', effects: ['cancel_run', 'dispatch', 'wake', 'show'] },
    ...always('running'),
    feature_updated: { to: 'running', effects: ['cancel_run', 'dispatch', 'wake', 'show'] },
    attempt_ended: { to: 'running', effects: ['dispatch', 'wake', 'show', 'publish_pictures'] },
    run_ended: { to: 'running', effects: ['read_result'] },
    approval_awaited: { to: 'running', effects: ['wake', 'show'] },
    attempt_overdue: { to: 'pausing', effects: ['cancel_run', 'wake', 'show'] },
    head_moved: { to: 'running', effects: ['cancel_run', 'dismiss_review', 'dispatch', 'wake', 'show'] },
    step_refused: { to: 'waiting', effects: ['show', 'ask'] },
    cancel_requested: { to: 'cancelled', effects: ['cancel_run', 'show', 'close_pull_request'] },
  },
  committing: {
    reviewed: { to: 'committing', effects: ['show'] },
    committed: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    head_moved: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    step_refused: { to: 'waiting', effects: ['show', 'ask'] },
    cancel_requested: { to: 'cancelled', effects: ['show', 'close_pull_request'] },
    pause_asked: { to: 'committing', effects: ['show'] },
    ...always('committing'),
  },
  pausing: {
    reviewed: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    retry_asked: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    pause_asked: { to: 'waiting', effects: ['show'] },
    approved: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    change_rejected: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    ...always('pausing'),
    feature_updated: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    retry_due: { to: 'running', effects: ['dispatch', 'wake', 'show'] },
    head_moved: { to: 'running', effects: ['dismiss_review', 'dispatch', 'wake', 'show'] },
    cancel_requested: { to: 'cancelled', effects: ['show', 'close_pull_request'] },
  },
  waiting: {
    reviewed: { to: 'queued', effects: ['show'] },
    resumed: { to: 'queued', effects: ['show'] },
    head_moved: { to: 'waiting', effects: ['dismiss_review', 'show'] },
    cancel_requested: { to: 'cancelled', effects: ['show', 'close_pull_request'] },
    retry_asked: { to: 'queued', effects: ['show'] },
    resume_asked: { to: 'queued', effects: ['show'] },
    change_rejected: { to: 'queued', effects: ['show'] },
    ...always('waiting'),
  },
  complete: {
    reviewed: { to: 'queued', effects: ['show'] },
    head_moved: { to: 'queued', effects: ['dismiss_review', 'show'] },
    retry_asked: { to: 'queued', effects: ['show'] },
    change_rejected: { to: 'queued', effects: ['show'] },
    review_posted: { to: 'complete', effects: ['show'] },
    run_left: { to: 'complete', effects: ['show'] },
    repository_moved: { to: 'complete', effects: [] },
    pictures_published: { to: 'complete', effects: ['show'] },
  },
  failed: {
    head_moved: { to: 'failed', effects: ['dismiss_review', 'show'] },
    retry_asked: { to: 'queued', effects: ['show'] },
    resumed: { to: 'queued', effects: ['show'] },
    review_posted: { to: 'failed', effects: ['show'] },
    run_left: { to: 'failed', effects: ['show'] },
    repository_moved: { to: 'failed', effects: [] },
    pictures_published: { to: 'failed', effects: ['show'] },
  },
  cancelled: { run_left: { to: 'cancelled', effects: ['show'] } },
};

const at = 80_000;
const run = runId(555);

/** The event as it would fit best into this task. */
function fitting(kind: EventKind, task: Task): TaskEvent {
  const attempt = 'attempt' in task.state ? task.state.attempt : null;
  const id = attempt?.id ?? attemptId(task.id, 1);
  const events: Record<EventKind, TaskEvent> = {
    slot_granted: { kind: 'slot_granted', slot: 2, at },
    branch_opened: { kind: 'branch_opened', name: 'chimera/12', base, head: commit('first'), at },
    pull_request_opened: { kind: 'pull_request_opened', number: 4, url: 'http://github.test/4', at },
    run_dispatched: { kind: 'run_dispatched', attempt: id, runId: run, at },
    run_ended: { kind: 'run_ended', runId: attempt?.runId ?? run, conclusion: 'success', at },
    attempt_ended: {
      kind: 'attempt_ended',
      attempt: id,
      outcome: { verdict: 'succeeded', output: goodOutput(attempt ?? { phase: 'guardian_review', head: base, id }) },
      usage: null,
      at,
    },
    run_left: { kind: 'run_left', attempt: refusedReview.id, at },
    approval_awaited: {
      kind: 'approval_awaited',
      runId: attempt?.runId ?? run,
      environments: ['staging'],
      url: 'http://x.test/run',
      at,
    },
    approval_given: { kind: 'approval_given', runId: attempt?.runId ?? run, at },
    run_replaced: { kind: 'run_replaced', attempt: id, runId: runId(7_777), at },
    deployment_reported: {
      kind: 'deployment_reported',
      head: commit('e'),
      state: 'success',
      url: null,
      words: 'x',
      at,
    },
    merged: { kind: 'merged', commit: mergeCommit, by: 'mona', at },
    merge_refused: { kind: 'merge_refused', message: 'a review is missing', at },
    committed: { kind: 'committed', attempt: id, commit: commit('d'), at },
    review_posted: { kind: 'review_posted', attempt: refusedReview.id, review: { kind: 'not_configured' }, at },
    pictures_published: { kind: 'pictures_published', pictures: picturesOf(task.branch?.head ?? base), at },
    retry_due: { kind: 'retry_due', attempt: id, at },
    attempt_overdue: { kind: 'attempt_overdue', attempt: id, at: 10_000_000 },
    head_moved: { kind: 'head_moved', head: commit('e'), by: 'mona', at },
    step_refused: { kind: 'step_refused', step: 'x', attempt: attempt?.id ?? null, message: 'no', at },
    cancel_requested: { kind: 'cancel_requested', by: 'mona', reason: 'enough', at },
    ...wishes(task),
    resumed: { kind: 'resumed', by: 'mona', feature, priority: 9, questions: [], cause: 'comment:1', at },
  };
  return events[kind];
}

const asked = { by: 'mona', cause: 'comment:2', at };

function wishes(task: Task) {
  return {
    retry_asked: { kind: 'retry_asked', phase: null, ...asked },
    pause_asked: { kind: 'pause_asked', ...asked },
    resume_asked: { kind: 'resume_asked', ...asked },
    approved: { kind: 'approved', ...asked },
    change_rejected: { kind: 'change_rejected', why: 'too slow', ...asked },
    reviewed: {
      kind: 'reviewed',
      vote: 'reject',
      head: task.branch?.head ?? base,
      url: 'http://x.test',
      why: 'too slow',
      findings: [],
      ...asked,
    },
    guided: { kind: 'guided', text: 'use a set', ...asked },
    priority_set: { kind: 'priority_set', priority: 9, ...asked },
    issue_edited: { kind: 'issue_edited', same: false, ...asked },
    feature_updated: { kind: 'feature_updated', feature: { ...feature, text: 'other' }, priority: 9, ...asked },
    blocker_closed: { kind: 'blocker_closed', issue: 99, at },
    merge_unblocked: { kind: 'merge_unblocked', at },
    revert_opened: { kind: 'revert_opened', number: 9, url: 'http://x.test/9', at },
    revert_refused: { kind: 'revert_refused', message: 'a conflict', at },
    lease_granted: { kind: 'lease_granted', at },
    lease_expired: { kind: 'lease_expired', at },
    repository_moved: { kind: 'repository_moved', repository: { ...task.repository, name: 'other' }, at },
    abandoned: { kind: 'abandoned', reason: 'the app was uninstalled', at },
  } as const;
}

/** Every sample has had a review that GitHub refused; the running one has its run, so that every event but `run_dispatched` fits. */
const sample = (kind: Kind): Task => {
  const before = tasks[kind]();
  const task: Task = { ...before, blockedBy: [99], history: [...before.history, refusedReview] };
  return kind === 'running'
    ? apply(task, { kind: 'run_dispatched', attempt: attemptIn(task).id, runId: run, at })
    : task;
};

describe('every state × every event', () => {
  const kinds = Object.keys(tasks) as Kind[];
  test('eleven states, forty events', () => {
    expect([kinds.length, eventKinds.length]).toEqual([11, 40]);
    for (const kind of kinds) expect(sample(kind).state.kind).toBe(kind);
  });

  const cells = kinds.flatMap((state) => eventKinds.map((event) => [state, event, table[state]?.[event]] as const));
  const applying = cells.filter(([, , cell]) => cell !== undefined);
  const idle = cells.filter(([, , cell]) => cell === undefined);

  test.each(applying)('%s × %s', (state, event, cell) => {
    const task = sample(state);
    const step = transition(task, fitting(event, task));
    expect({ to: step.task.state.kind, effects: step.effects.map((effect) => effect.kind) }).toEqual(cell);
    expect(step.task.version).toBe(task.version + 1);
  });

  test.each(idle)('%s × %s changes nothing', (state, event) => {
    const task = sample(state);
    const step = transition(task, fitting(event, task));
    expect(step.task).toBe(task);
    expect(step.effects).toEqual([]);
  });
});

describe('events about something else change nothing', () => {
  const other = attemptId(taskId(7, 12, 1), 99);
  const about = (event: TaskEvent, state: Kind) => [event.kind, state, event] as const;
  test.each([
    about({ kind: 'run_dispatched', attempt: other, runId: runId(1), at }, 'running'),
    about({ kind: 'run_ended', runId: runId(1), conclusion: 'success', at }, 'running'),
    about(
      {
        kind: 'attempt_ended',
        attempt: other,
        outcome: { verdict: 'errored', failure: { class: 'machinery', message: 'x' } },
        usage: null,
        at,
      },
      'running',
    ),
    about({ kind: 'attempt_overdue', attempt: other, at }, 'running'),
    about({ kind: 'step_refused', step: 'x', attempt: other, message: 'x', at }, 'running'),
    about({ kind: 'step_refused', step: 'x', attempt: null, message: 'x', at }, 'running'),
    about({ kind: 'step_refused', step: 'x', attempt: other, message: 'x', at }, 'preparing'),
    about({ kind: 'committed', attempt: other, commit: commit('d'), at }, 'committing'),
    about({ kind: 'retry_due', attempt: other, at }, 'pausing'),
    about({ kind: 'pull_request_opened', number: 1, url: 'x', at }, 'preparing'),
  ])('%s in %s', (_, state, event) => {
    const task = sample(state);
    expect(transition(task, event).task).toBe(task);
  });

  test('a result before the run is known', () => {
    const task = tasks.running();
    expect(transition(task, fitting('attempt_ended', task)).task).toBe(task);
  });

  test('a head that is the head already', () => {
    const task = sample('running');
    const head = task.branch?.head ?? base;
    expect(transition(task, { kind: 'head_moved', head, by: 'mona', at }).task).toBe(task);
  });
});
