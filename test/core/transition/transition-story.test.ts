// What follows from verdicts and errors, told as short stories.
import { describe, expect, test } from '@jest/globals';
import { commitId } from '../../../src/core/identifier.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { Task } from '../../../src/core/task.ts';
import { branchName, transition } from '../../../src/core/transition/transition.ts';
import {
  apply,
  attemptIn,
  base,
  commit,
  end,
  errorOf,
  feature,
  finding,
  goodOutput,
  land,
  newTask,
  policy,
  proof,
  rejection,
  releasing,
  runningPhase,
  started,
  tasks,
} from '../samples.ts';

const at = 100_000;
const resume = (task: Task, more: Partial<typeof feature> = {}) =>
  apply(
    task,
    {
      kind: 'resumed',
      by: 'mona',
      feature: { ...feature, ...more },
      priority: 5,
      questions: [],
      cause: 'comment:1',
      at,
    },
    { kind: 'slot_granted', slot: 1, at },
  );
const reject = (task: Task, title: string) => end(task, rejection([finding({ title })]));
const codeAgain = (task: Task) => land(end(task));

describe('the straight way', () => {
  test('ends complete, with three proofs about the right commits', () => {
    const task = tasks.complete();
    expect(task.state).toEqual({ kind: 'complete', at: 60_000 });
    expect(task.proofs.redOnBase?.commit).toBe(base);
    expect(task.proofs.greenOnHead?.commit).toBe(task.branch?.head);
    expect(task.proofs.greenOnStaging?.commit).toBe(task.branch?.head);
    expect(task.history.map((record) => record.phase)).toEqual([
      'e2e_test_generation',
      'code_implementation',
      'guardian_review',
      'staging_deployment',
      'e2e_validation',
    ]);
  });

  test('with production it passes that phase too', () => {
    const task = runningPhase('production_deployment', started(newTask({ policy: releasing })));
    expect(end(task).state.kind).toBe('complete');
  });

  test('the test is asked for on the base commit, everything else on the head', () => {
    const task = started();
    expect(attemptIn(task).head).toBe(base);
    expect(attemptIn(runningPhase('code_implementation', task)).head).toBe(commit('c1'));
  });
});

describe('a chain with a link missing is never complete, however the task came to that', () => {
  const other = proof(commit('f'));
  const broken: readonly [string, (task: Task) => Partial<Task>][] = [
    ['no frozen test', () => ({ test: null })],
    ['never red', ({ proofs }) => ({ proofs: { ...proofs, redOnBase: null } })],
    ['red on another base', ({ proofs }) => ({ proofs: { ...proofs, redOnBase: other } })],
    ['never green', ({ proofs }) => ({ proofs: { ...proofs, greenOnHead: null } })],
    ['green on another head', ({ proofs }) => ({ proofs: { ...proofs, greenOnHead: other } })],
    ['not deployed', () => ({ staging: null })],
    ['another commit deployed', () => ({ staging: { url: 'http://x.test', commit: commit('f') } })],
  ];
  const wanted = () => started(newTask({ policy: releasing }));
  const failure = { class: 'commit_mismatch' };

  test.each(broken)('%s', (_, more) => {
    const validating = runningPhase('e2e_validation');
    expect(end({ ...validating, ...more(validating) }).state).toMatchObject({ kind: 'pausing', failure });
    const deploying = runningPhase('production_deployment', wanted());
    // What has begun on production is never repeated by itself.
    const reason = { kind: 'needs_person', failure };
    expect(end({ ...deploying, ...more(deploying) }).state).toMatchObject({ kind: 'waiting', reason });
  });

  test.each([
    ['never green on staging', null],
    ['green on staging with another commit', other],
  ])('%s', (_, greenOnStaging) => {
    const deploying = runningPhase('production_deployment', wanted());
    const task = { ...deploying, proofs: { ...deploying.proofs, greenOnStaging } };
    expect(end(task).state).toMatchObject({ kind: 'waiting', reason: { kind: 'needs_person', failure } });
  });
});

describe('rejections', () => {
  test('go back to the coder in the next round, with the feedback', () => {
    const task = reject(runningPhase('guardian_review'), 'a');
    expect(task).toMatchObject({
      round: 2,
      state: { kind: 'running', attempt: { phase: 'code_implementation', round: 2, tryNumber: 1 } },
    });
    expect(task.feedback).toMatchObject({ from: 'guardian_review', round: 1, summary: 'Not good enough.' });
  });

  test('after the last round a person is asked', () => {
    let task = runningPhase('guardian_review');
    for (const title of ['a', 'b']) task = codeAgain(reject(task, title));
    expect(reject(task, 'c').state).toMatchObject({
      kind: 'waiting',
      phase: 'code_implementation',
      reason: { kind: 'rounds_exhausted', rounds: 3 },
    });
  });

  test('the same findings twice in a row are no progress', () => {
    const task = codeAgain(reject(runningPhase('guardian_review'), 'a'));
    expect(reject(task, 'a').state).toMatchObject({
      kind: 'waiting',
      reason: { kind: 'no_progress', same: 'findings' },
    });
  });

  test('the same change twice is no progress', () => {
    const task = reject(runningPhase('guardian_review'), 'a');
    const output = { ...goodOutput(attemptIn(task)), changes: { sha256: task.seen.changes[0] ?? '', files: 1 } };
    const again = end(task, { verdict: 'succeeded', output } as Outcome);
    expect(again.state).toMatchObject({
      kind: 'waiting',
      phase: 'code_implementation',
      reason: { kind: 'no_progress', same: 'changes' },
    });
  });

  test('the validation’s rejection makes the proof on the head void', () => {
    const task = end(runningPhase('e2e_validation'), rejection());
    expect(task.proofs).toMatchObject({ greenOnHead: null, greenOnStaging: null });
    expect(task.staging).toBeNull();
  });

  test.each(['e2e_test_generation', 'staging_deployment'] as const)('%s has nobody to reject to: a person', (phase) => {
    expect(end(runningPhase(phase), rejection()).state).toMatchObject({
      kind: 'waiting',
      phase,
      reason: { kind: 'needs_person' },
    });
  });
});

describe('errors', () => {
  test('are tried again in place, after growing pauses, and then fail', () => {
    let task = runningPhase('staging_deployment');
    for (const pause of [10_000, 20_000]) {
      task = end(task, errorOf(), at);
      expect(task.state).toMatchObject({ kind: 'pausing', until: at + pause });
      task = apply(task, { kind: 'retry_due', attempt: attemptIn(task).id, at });
    }
    expect(attemptIn(task)).toMatchObject({ phase: 'staging_deployment', tryNumber: 3, round: 1 });
    expect(end(task, errorOf()).state).toMatchObject({ kind: 'failed', phase: 'staging_deployment' });
  });

  test('that would only repeat ask a person at once', () => {
    expect(end(started(), errorOf('no_criteria')).state).toMatchObject({
      kind: 'waiting',
      phase: 'e2e_test_generation',
    });
  });

  test('the phase results are bounded', () => {
    const task = started(newTask({ policy: { ...policy, resultsMax: 2 } }));
    const after = land(end(land(end(task))));
    expect(after.state).toMatchObject({
      kind: 'waiting',
      phase: 'guardian_review',
      reason: { kind: 'results_exhausted', results: 2 },
    });
    expect(resume(after).state).toMatchObject({ kind: 'running', attempt: { phase: 'guardian_review' } });
  });

  test.each([
    [
      'about another phase',
      (): Outcome => ({
        verdict: 'succeeded',
        output: {
          phase: 'code_implementation',
          coder: 'x',
          turns: 1,
          tests: 'green',
          changes: { sha256: 'x', files: 1 },
        },
      }),
      'invalid_result',
    ],
    [
      'about another commit',
      (): Outcome => ({
        verdict: 'succeeded',
        output: { phase: 'guardian_review', score: 1, votes: [], green: proof(commit('f')), review: null },
      }),
      'commit_mismatch',
    ],
  ])('a success %s is an error', (_, outcome, name) => {
    expect(end(runningPhase('guardian_review'), outcome()).state).toMatchObject({
      kind: 'pausing',
      failure: { class: name },
    });
  });
});

describe('an attempt that is overdue', () => {
  test('counts as an error; a run that is known is cancelled', () => {
    const task = runningPhase('guardian_review');
    const attempt = attemptIn(task).id;
    const overdue = transition(task, { kind: 'attempt_overdue', attempt, at: 5_000_000 });
    expect(overdue.effects.map((effect) => effect.kind)).toEqual(['wake', 'show']);
    expect(overdue.task.state).toMatchObject({ kind: 'pausing', failure: { class: 'overdue' } });
    expect(overdue.task.results).toBe(task.results + 1);
  });

  test('is woken for after its time limit and the queue’s', () => {
    const task = newTask();
    const [slot, branch] = [
      apply(task, { kind: 'slot_granted', slot: 1, at }),
      { kind: 'branch_opened' as const, name: 'b', base, head: base, at },
    ];
    const step = transition(apply(slot, branch), { kind: 'pull_request_opened', number: 1, url: 'x', at });
    expect(step.effects.find((effect) => effect.kind === 'wake')).toMatchObject({
      event: { at: at + 5 * 60_000 + 3_600_000 },
    });
  });
});

test.each([
  ['Add due dates', 1, 'chimera/12-add-due-dates'],
  ['Add due dates', 2, 'chimera/12-add-due-dates-2'],
  ['../../etc: $(rm -rf /)', 1, 'chimera/12-etc-rm-rf'],
  ['日本語', 1, 'chimera/12-task'],
  ['Ünïcödé', 1, 'chimera/12-unicode'],
  ['x'.repeat(100), 1, `chimera/12-${'x'.repeat(40)}`],
])('the branch of "%s", task %i, is %s', (title, sequence, name) => {
  expect(branchName(newTask({ feature: { ...feature, title }, earlier: sequence - 1 }))).toBe(name);
});

test('commits are compared in full', () => {
  expect(commitId('a')).not.toBe(commit('a'));
});
