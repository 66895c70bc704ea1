// Why a task does not go on: each gate as the answer, and none when it does.
import { describe, expect, test } from '@jest/globals';
import { breakerOpenUntil } from '../../../src/core/gates/breaker.ts';
import { gateNames } from '../../../src/core/gates/gate.ts';
import { gatesOfIssue, type Prospects } from '../../../src/core/gates/gates-of-issue.ts';
import { gatesOfTask, type Surroundings } from '../../../src/core/gates/gates-of-task.ts';
import { runId } from '../../../src/core/identifier.ts';
import type { Task } from '../../../src/core/task.ts';
import { createTask } from '../../../src/core/transition/create-task.ts';
import { whyAnswer } from '../../../src/core/wording/command-answers.ts';
import {
  apply,
  attemptIn,
  end,
  errorOf,
  finding,
  newTask,
  policy,
  rejection,
  releasing,
  request,
  runningPhase,
  started,
  tasks,
} from '../samples.ts';

const around: Surroundings = { now: 0, slotsHeld: 0, ahead: 0, breakerUntil: null, leaseHolder: null, leaseAhead: 0 };
const asked = { by: 'mona', cause: 'comment:9', at: 1 };
const disputed = (): Task => {
  const first = end(runningPhase('guardian_review'), rejection([finding()]));
  return end(runningPhase('guardian_review', first), rejection([finding()]));
};
const asking = () => createTask({ ...request, questions: ['What is to be seen?'] }).task;
const spent = () => {
  const task = started(newTask({ policy: { ...policy, resultsMax: 1 } }));
  return apply(end(task), { kind: 'committed', attempt: '7-12-1-1' as never, commit: 'c'.repeat(40) as never, at: 1 });
};

const awaitingApproval = () => {
  const task = runningPhase('production_deployment', started(newTask({ policy: releasing })));
  return apply(
    task,
    { kind: 'run_dispatched', attempt: attemptIn(task).id, runId: runId(5), at: 70_000 },
    { kind: 'approval_awaited', runId: runId(5), environments: ['production'], url: 'http://x.test', at: 70_000 },
  );
};

const fine: Prospects = {
  label: { name: 'chimera', on: true },
  person: { login: 'mona', mayWrite: true },
  configuration: null,
  questions: [],
  open: { tasks: 0, max: 20 },
  blockedBy: [],
};

const refusal = { kind: 'merge_refused' as const, message: 'A review is missing.', at: 70_000 };

const holding = (gates: ReturnType<typeof gatesOfTask>) => gates.filter(({ state }) => state === 'holds');

describe('each gate is the answer once', () => {
  const answers = [
    ['label', () => gatesOfIssue({ ...fine, label: { name: 'go', on: false } }), /no label go/],
    [
      'permission',
      () => gatesOfIssue({ ...fine, person: { login: 'eve', mayWrite: false } }),
      /eve has no write access/,
    ],
    ['configuration', () => gatesOfIssue({ ...fine, configuration: 'app is missing.' }), /app is missing/],
    ['criteria', () => gatesOfTask(asking(), around), /What is to be seen/],
    ['limit per person', () => gatesOfIssue({ ...fine, open: { tasks: 20, max: 20 } }), /mona has 20 open tasks/],
    ['dependency', () => gatesOfTask({ ...tasks.queued(), blockedBy: [3] }, around), /#3/],
    [
      'breaker',
      () => gatesOfTask(tasks.queued(), { ...around, breakerUntil: 60_000 }),
      /last 5 attempts.*1970-01-01 00:01:00/,
    ],
    ['priority', () => gatesOfTask(tasks.queued(), { ...around, ahead: 2, slotsHeld: 2 }), /2 in the queue before it/],
    ['slot', () => gatesOfTask(tasks.queued(), { ...around, slotsHeld: 2 }), /All 2 slots are taken/],
    ['pause', () => gatesOfTask(apply(tasks.queued(), { kind: 'pause_asked', ...asked }), around), /Paused by mona/],
    ['budget', () => gatesOfTask(spent(), around), /All 1 phase results are used up/],
    ['errors', () => gatesOfTask(tasks.failed(), around), /unreachable/],
    ['errors', () => gatesOfTask(end(started(), errorOf('no_criteria')), around), /no_criteria/],
    ['votes', () => gatesOfTask(disputed(), around), /guardian’s vote/],
    ['staging lease', () => gatesOfTask(tasks.leasing(), { ...around, leaseHolder: 5 }), /the task of #5.*It is next/],
    ['staging lease', () => gatesOfTask(tasks.leasing(), { ...around, leaseAhead: 2 }), /2 more come before it/],
    ['approval', () => gatesOfTask(awaitingApproval(), around), /approval of the environment production/],
    ['merge', () => gatesOfTask(apply(tasks.merging(), { ...refusal, blocked: true }), around), /A review is missing/],
    ['merge', () => gatesOfTask(apply(tasks.merging(), refusal), around), /A review is missing/],
  ] as const;

  test.each(answers)('%s', (name, gates, words) => {
    const found = holding(gates());
    expect(found.map((gate) => gate.name)).toEqual([name]);
    expect(found[0]?.words).toMatch(words);
    expect(whyAnswer(gates(), '')).toContain(`It is held by the gate “${name}”`);
  });

  test('and none is missing', () => {
    expect([...new Set(answers.map(([name]) => name))]).toEqual([...gateNames]);
  });
});

test.each(['preparing', 'running', 'committing', 'pausing', 'complete', 'cancelled'] as const)(
  'nothing holds a task that is %s',
  (kind) => {
    expect(holding(gatesOfTask(tasks[kind](), around))).toEqual([]);
  },
);

test('every gate is named, with its place in a task’s life', () => {
  const gates = gatesOfTask(tasks.running(), around);
  expect(gates.map(({ name }) => name)).toEqual([...gateNames]);
  expect(gates.find(({ name }) => name === 'slot')?.state).toBe('passed');
  expect(gates.find(({ name }) => name === 'votes')?.state).toBe('ahead');
  // Without production the merge is a person's.
  const open = gatesOfTask(tasks.complete(), around).filter(({ state }) => state !== 'passed');
  expect(open.map(({ name }) => name)).toEqual(['merge']);
});

describe('the breaker', () => {
  const errored = (endedAt: number) => ({ verdict: 'errored', endedAt });
  const row = [errored(500), errored(400), errored(300)];
  const options = { errors: 3, pauseMs: 1_000, now: 600 };

  test.each([
    ['is open after errors in a row', row, options, 1_500],
    ['is closed before there are enough', row.slice(1), options, null],
    [
      'is closed once one of them succeeded',
      [errored(500), { verdict: 'succeeded', endedAt: 450 }, errored(400)],
      options,
      null,
    ],
    ['is closed after a rejection, which is no error', [{ verdict: 'rejected', endedAt: 500 }, ...row], options, null],
    ['lets the next one try when its time is over', row, { ...options, now: 1_500 }, null],
    ['passes over what was voided', [{ verdict: 'void', endedAt: 550 }, ...row], options, 1_500],
    ['is closed where nothing has happened', [], options, null],
  ])('%s', (_, attempts, about, until) => {
    expect(breakerOpenUntil(attempts, about)).toBe(until);
  });
});
