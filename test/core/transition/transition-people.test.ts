// What follows when people push to the branch or answer a waiting task, told as short stories.
import { describe, expect, test } from '@jest/globals';
import type { Task } from '../../../src/core/task.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import {
  apply,
  attemptIn,
  base,
  commit,
  end,
  errorOf,
  feature,
  finding,
  land,
  newTask,
  policy,
  rejection,
  releasing,
  runningPhase,
  started,
} from '../samples.ts';

const at = 100_000;
const push = (task: Task, digits: string) => apply(task, { kind: 'head_moved', head: commit(digits), by: 'mona', at });
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

describe('a push by somebody else', () => {
  test.each([
    ['e2e_test_generation', 'e2e_test_generation'],
    ['code_implementation', 'code_implementation'],
    ['guardian_review', 'guardian_review'],
    ['staging_deployment', 'guardian_review'],
    ['e2e_validation', 'guardian_review'],
  ] as const)('during %s leads to %s, on the new head', (phase, next) => {
    const task = push(runningPhase(phase), 'e');
    expect(attemptIn(task)).toMatchObject({ phase: next, head: next === 'e2e_test_generation' ? base : commit('e') });
    expect(task.history.at(-1)).toMatchObject({ phase, verdict: 'void' });
    expect(task.proofs).toMatchObject({ greenOnHead: null, greenOnStaging: null });
  });

  test('while a change is being committed lets the coder hand in that change again', () => {
    const committing = end(runningPhase('code_implementation'));
    const sha256 = committing.seen.changes.at(-1) ?? '';
    const task = push(committing, 'e');
    const output = {
      phase: 'code_implementation' as const,
      coder: 'x',
      turns: 1,
      tests: 'green' as const,
      changes: { sha256, files: 1 },
    };
    expect(end(task, { verdict: 'succeeded', output }).state.kind).toBe('committing');
  });

  test.each(['guardian_review', 'staging_deployment', 'e2e_validation'] as const)(
    'while the task waits in %s: its answer is a review of what was pushed',
    (phase) => {
      const waiting = end(runningPhase(phase), errorOf('no_criteria'));
      expect(attemptIn(resume(push(waiting, 'e')))).toMatchObject({ phase: 'guardian_review', head: commit('e') });
    },
  );

  test('after the last rejection: the person’s fix is reviewed, not overwritten by the coder', () => {
    let task = runningPhase('guardian_review');
    for (const title of ['a', 'b']) task = codeAgain(reject(task, title));
    const fixed = resume(push(reject(task, 'c'), 'e'));
    expect(attemptIn(fixed)).toMatchObject({ phase: 'guardian_review', head: commit('e'), round: 4 });
  });

  test('between the answer and the slot counts too', () => {
    const waiting = end(runningPhase('e2e_validation'), errorOf('no_criteria'));
    const queued = apply(waiting, {
      kind: 'resumed',
      by: 'mona',
      feature,
      priority: 5,
      questions: [],
      cause: 'comment:1',
      at,
    });
    const task = apply(push(queued, 'e'), { kind: 'slot_granted', slot: 1, at });
    expect(attemptIn(task)).toMatchObject({ phase: 'guardian_review', head: commit('e') });
  });

  test('before there is a test leads to a test still', () => {
    const waiting = end(started(), errorOf('no_criteria'));
    expect(attemptIn(resume(push(waiting, 'e')))).toMatchObject({ phase: 'e2e_test_generation', head: base });
  });

  test('cannot slip past review and validation into production', () => {
    const merging = end(runningPhase('e2e_validation', started(newTask({ policy: releasing }))));
    expect(attemptIn(push(merging, 'e')).phase).toBe('guardian_review');
    const refused = apply(merging, { kind: 'merge_refused', message: 'a review is missing', at: 64_000 });
    expect(attemptIn(resume(push(refused, 'e'))).phase).toBe('guardian_review');
  });
});

describe('an answer', () => {
  const waiting = () => {
    let task = runningPhase('guardian_review');
    for (const title of ['a', 'b']) task = codeAgain(reject(task, title));
    return reject(task, 'c');
  };

  test('with the same text goes on with the coder, with fresh limits and the test kept', () => {
    const task = resume(waiting());
    expect(task).toMatchObject({
      round: 4,
      limits: { rounds: 6 },
      state: { attempt: { phase: 'code_implementation' } },
    });
    expect(task.limits.results).toBe(task.results + policy.resultsMax);
    expect(task.test?.path).toBe('e2e/issue-12.spec.ts');
  });

  test('with another text gets another test', () => {
    const task = resume(waiting(), { text: 'Something else.' });
    expect(task).toMatchObject({
      test: null,
      feature: { text: 'Something else.' },
      state: { attempt: { phase: 'e2e_test_generation', head: base } },
    });
    expect(task.proofs.redOnBase).toBeNull();
  });

  test('to a refused branch opens it again under another key', () => {
    const first = transition(newTask(), { kind: 'slot_granted', slot: 1, at });
    const refused = apply(first.task, { kind: 'step_refused', step: 'open_branch', attempt: null, message: 'no', at });
    const queued = apply(refused, {
      kind: 'resumed',
      by: 'mona',
      feature,
      priority: 5,
      questions: [],
      cause: 'comment:1',
      at,
    });
    const second = transition(queued, { kind: 'slot_granted', slot: 1, at });
    expect(second.effects.map((effect) => effect.kind)).toEqual(['open_branch']);
    expect(second.effects[0]?.key).not.toBe(first.effects[0]?.key);
  });
});
