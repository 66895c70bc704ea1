// Sample tasks for the core's tests: a small policy, and a task in each of the eleven states, reached by real events.

import type { Usage } from '../../src/core/budget.ts';
import type { TaskEvent } from '../../src/core/event.ts';
import type { Finding } from '../../src/core/finding.ts';
import { type AttemptId, attemptId, type CommitId, commitId, runId, taskId } from '../../src/core/identifier.ts';
import type { Outcome, Output, Proof } from '../../src/core/outcome.ts';
import type { PhaseName } from '../../src/core/phase.ts';
import type { Pictures } from '../../src/core/pictures.ts';
import type { Policy } from '../../src/core/policy.ts';
import type { Attempt, AttemptRecord, FeatureRequest, Task, TaskState } from '../../src/core/task.ts';
import { createTask } from '../../src/core/transition/create-task.ts';
import { transition } from '../../src/core/transition/transition.ts';

export const policy: Policy = {
  label: 'chimera',
  parallel: 2,
  roundsMax: 3,
  resultsMax: 10,
  triesMax: 3,
  backoffMs: 10_000,
  queueMs: 3_600_000,
  timeoutMinutes: {
    e2e_test_generation: 5,
    code_implementation: 30,
    guardian_review: 10,
    staging_deployment: 15,
    e2e_validation: 10,
    production_deployment: 15,
  },
  application: { install: null, start: 'npm start', url: 'http://127.0.0.1:3000', readySeconds: 60 },
  testDirectory: 'e2e',
  commands: { test: null, lint: null },
  coder: {
    choice: { kind: 'command', command: 'my-agent' },
    turnsMax: 3,
    isolation: 'required',
    passEnvironment: [],
  },
  model: null,
  budget: { costUsd: null, tokens: null, minutes: null },
  guardian: { threshold: 0.7, linesMax: 1_500, models: [], requireHuman: false, checksMinutes: 0 },
  staging: {
    command: './deploy.sh',
    environment: 'staging',
    commitPath: '/version',
    readySeconds: 60,
    health: { path: '/', status: null, text: null },
    privateAllowed: false,
    shared: false,
  },
  production: null,
  breaker: { errors: 5, pauseMs: 600_000 },
  protectedPaths: ['.github/**'],
};

/** A task of this goes on after the validation on staging. */
export const releasing: Policy = {
  ...policy,
  production: {
    command: './release.sh',
    environment: 'production',
    url: 'https://todo.test/',
    commitPath: '/version',
    readySeconds: 60,
    health: { path: '/', status: null, text: null },
    privateAllowed: false,
    merge: 'squash',
    rollback: null,
  },
};

/** All tasks deploy to one place. */
export const sharing: Policy = { ...policy, staging: { ...policy.staging, shared: true } };

export const feature: FeatureRequest = {
  title: 'Add due dates',
  text: 'Tasks have a due date.\n\n- Then I see "Due"',
  targetUrl: null,
  stagingUrl: 'http://staging.test/',
};

/** A commit id of forty times the same digit, or of a number. */
export const commit = (digits: string | number) => commitId(String(digits).padStart(40, '0').slice(-40));
export const base = commit('ba5e');

/** What the pull request became on the default branch. */
export const mergeCommit = commit('abcd');

export const request = {
  repository: { id: 7, owner: 'octo-org', name: 'todo', installationId: 1, defaultBranch: 'main' },
  issue: 12,
  requestedBy: { id: 3, login: 'mona' },
  feature,
  priority: 5,
  policy,
  at: 1_000,
  earlier: 0,
  cause: 'delivery:1',
};

export const newTask = (more: Partial<typeof request> = {}): Task => createTask({ ...request, ...more }).task;

export const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'leftover-debug',
  severity: 'major',
  path: 'src/app.ts',
  line: 3,
  title: 'Left-over debug output',
  explanation: 'console.log is left in.',
  ...more,
});

export const proof = (about: string, run = 100): Proof => ({
  commit: commitId(about),
  runId: runId(run),
  url: 'http://127.0.0.1:3000',
  tests: 2,
  runs: 1,
  report: 'evidence/report.json',
  screenshot: 'evidence/page.png',
  trace: null,
});

/** Both pictures, published for this head. */
export const picturesOf = (head: CommitId): Pictures => ({
  head,
  commit: commit('f11e5'),
  before: true,
  after: true,
  scenario: 'Due dates',
});

/** A good output of the attempt, about the commit that was asked for. */
export function goodOutput(attempt: Pick<Attempt, 'phase' | 'head' | 'id'>, run = 100): Output {
  const { phase, head } = attempt;
  const changes = { sha256: `changes of ${attempt.id}`, files: 2 };
  switch (phase) {
    case 'e2e_test_generation': {
      const test = { path: 'e2e/issue-12.spec.ts', sha256: 'f'.repeat(64) };
      return { phase, test, testOutput: 'expected "Due"', red: proof(head, run), changes };
    }
    case 'code_implementation':
      return { phase, changes, coder: 'my-agent', turns: 1, tests: 'green' };
    case 'guardian_review':
      return {
        phase,
        score: 0.9,
        votes: [{ who: 'rules', vote: 'approve', why: 'Score 0.90.' }],
        green: proof(head, run),
        review: null,
      };
    case 'staging_deployment':
    case 'production_deployment':
      return { phase, url: 'http://staging.test/', commit: head };
    case 'e2e_validation':
      return { phase, green: proof(head, run) };
    default:
      return phase satisfies never;
  }
}

export const rejection = (findings: readonly Finding[] = [finding()]): Outcome => ({
  verdict: 'rejected',
  summary: 'Not good enough.',
  findings,
  score: 0.6,
  votes: [{ who: 'rules', vote: 'reject', why: 'Score 0.60.' }],
  review: null,
  rolledBack: null,
});

/** GitHub's words when the job may not approve. */
export const mayNotApprove = 'GitHub Actions is not permitted to approve pull requests.';

/** A review of long ago that stands as a comment, because GitHub refused it. */
export const refusedReview: AttemptRecord = {
  id: attemptId(taskId(7, 12, 1), 900),
  phase: 'guardian_review',
  round: 1,
  tryNumber: 1,
  head: commit('01d'),
  startedAt: 500,
  runId: runId(900),
  conclusion: 'success',
  endedAt: 600,
  verdict: 'succeeded',
  summary: 'Approved.',
  score: 0.9,
  review: { state: 'COMMENTED', url: 'http://gh.test/pull/4#pullrequestreview-70', refused: mayNotApprove },
  votes: [],
  usage: null,
};

export const errorOf = (name: 'unreachable' | 'no_criteria' = 'unreachable'): Outcome => ({
  verdict: 'errored',
  failure: { class: name, message: `It ended with ${name}.` },
});

/** Applies events one after the other. */
export const apply = (task: Task, ...events: readonly TaskEvent[]): Task =>
  events.reduce((current, event) => transition(current, event).task, task);

export const attemptIn = (task: Task): Attempt => {
  if (!('attempt' in task.state)) throw new Error(`no attempt in ${task.state.kind}`);
  return task.state.attempt;
};

/** Ends the open attempt with this outcome; its run is dispatched first. */
export function end(task: Task, outcome?: Outcome, at = 60_000, usage: Usage | null = null): Task {
  const attempt = attemptIn(task);
  const run = runId(1_000 + task.attemptsStarted);
  return apply(
    task,
    { kind: 'run_dispatched', attempt: attempt.id, runId: run, at },
    { kind: 'run_ended', runId: run, conclusion: 'success', at },
    {
      kind: 'attempt_ended',
      attempt: attempt.id,
      outcome: outcome ?? { verdict: 'succeeded', output: goodOutput(attempt, run) },
      usage,
      at,
    },
  );
}

/** Commits the accepted change set. */
export function land(task: Task, at = 61_000): Task {
  return apply(task, {
    kind: 'committed',
    attempt: attemptIn(task).id,
    commit: commit(`c${task.attemptsStarted}`),
    at,
  });
}

/** A task whose first phase is running. */
export function started(task: Task = newTask()): Task {
  return apply(
    task,
    { kind: 'slot_granted', slot: 1, at: 2_000 },
    { kind: 'branch_opened', name: 'chimera/12-add-due-dates', base, head: commit('first'), at: 3_000 },
    { kind: 'pull_request_opened', number: 4, url: 'http://github.test/4', at: 4_000 },
  );
}

/** A task that is running this phase, everything before it well done. */
export function runningPhase(phase: PhaseName, task: Task = started()): Task {
  let current = task;
  while (attemptIn(current).phase !== phase) {
    current = end(current);
    if (current.state.kind === 'committing') current = land(current);
    if (current.state.kind === 'merging')
      current = apply(current, { kind: 'merged', commit: mergeCommit, by: null, at: 63_000 });
    if (current.state.kind === 'leasing') current = apply(current, { kind: 'lease_granted', at: 62_000 });
  }
  return current;
}

/** A task in each of the eleven states, in the middle of its life where the state allows it. */
export const tasks: Readonly<Record<TaskState['kind'], () => Task>> = {
  queued: () => newTask(),
  preparing: () => apply(newTask(), { kind: 'slot_granted', slot: 1, at: 2_000 }),
  running: () => runningPhase('guardian_review'),
  leasing: () => end(runningPhase('guardian_review', started(newTask({ policy: sharing })))),
  merging: () => end(runningPhase('e2e_validation', started(newTask({ policy: releasing })))),
  committing: () => end(runningPhase('code_implementation')),
  pausing: () => end(runningPhase('guardian_review'), errorOf('unreachable')),
  waiting: () => end(runningPhase('guardian_review'), errorOf('no_criteria')),
  complete: () => end(runningPhase('e2e_validation')),
  failed: () => {
    const attempt = (task: Task): AttemptId => attemptIn(task).id;
    let task = runningPhase('staging_deployment');
    for (let tries = 1; tries < 3; tries += 1) {
      task = end(task, errorOf('unreachable'));
      task = apply(task, { kind: 'retry_due', attempt: attempt(task), at: 90_000 });
    }
    return end(task, errorOf('unreachable'));
  },
  cancelled: () =>
    apply(runningPhase('guardian_review'), {
      kind: 'cancel_requested',
      by: 'mona',
      reason: 'the label was removed',
      at: 70_000,
    }),
};
