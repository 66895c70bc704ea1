// People's reviews as votes, the budget, and the way to production, as the transition sees them.
import { describe, expect, test } from '@jest/globals';
import type { TaskEvent } from '../../../src/core/event.ts';
import { runId } from '../../../src/core/identifier.ts';
import type { Policy } from '../../../src/core/policy.ts';
import type { Task } from '../../../src/core/task.ts';
import { obstacleTo } from '../../../src/core/transition/obstacle.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import { exhaustedBudget, leftOf, spentBy } from '../../../src/core/usage.ts';
import {
  apply,
  attemptIn,
  base,
  commit,
  end,
  errorOf,
  finding,
  mergeCommit,
  newTask,
  policy,
  rejection,
  releasing,
  runningPhase,
  started,
} from '../samples.ts';

let causes = 0;
const nextCause = (): string => {
  causes += 1;
  return `review:${causes}`;
};
const review = (
  task: Task,
  vote: 'approve' | 'reject' | 'abstain',
  more: Partial<Extract<TaskEvent, { kind: 'reviewed' }>> = {},
): TaskEvent => ({
  kind: 'reviewed',
  by: 'lisa',
  vote,
  head: task.branch?.head ?? base,
  url: 'https://github.test/pull/4#pullrequestreview-9',
  why: vote === 'reject' ? 'The label is misleading.' : '',
  findings: [],
  cause: nextCause(),
  at: 70_000,
  ...more,
});

const under = (changed: Partial<Policy>): Task => started(newTask({ policy: { ...policy, ...changed } }));
const careful = { guardian: { ...policy.guardian, requireHuman: true } };

describe('a review by a person', () => {
  test('that requests changes sends the task back with the comments, whatever it was at', () => {
    const validating = runningPhase('e2e_validation');
    const comment = finding({ rule: 'person', title: 'Comment by lisa', path: 'app.js', line: 3 });
    const task = apply(validating, review(validating, 'reject', { findings: [comment] }));
    expect(attemptIn(task)).toMatchObject({ phase: 'code_implementation', round: 2 });
    expect(task.feedback).toMatchObject({ from: 'person', summary: 'The label is misleading.' });
    expect(task.feedback?.findings.map(({ title }) => title)).toEqual(['Rejected by lisa', 'Comment by lisa']);
  });

  test('that says nothing but at lines needs no words of its own', () => {
    const validating = runningPhase('e2e_validation');
    const comment = finding({ rule: 'person', title: 'Comment by lisa' });
    const task = apply(validating, review(validating, 'reject', { why: '', findings: [comment] }));
    expect(task.feedback?.findings).toEqual([comment]);
  });

  test('that requests changes on a complete task takes it up again', () => {
    const complete = end(runningPhase('e2e_validation'));
    expect(apply(complete, review(complete, 'reject')).state).toEqual({ kind: 'queued', phase: 'code_implementation' });
  });

  test('that comes while the guardian judges outranks the guardian’s approval', () => {
    const committing = end(runningPhase('code_implementation'));
    const voted = apply(committing, review(committing, 'reject', { head: commit('c2') }));
    expect(voted.state.kind).toBe('committing');
    const reviewing = apply(voted, {
      kind: 'committed',
      attempt: attemptIn(voted).id,
      commit: commit('c2'),
      at: 61_000,
    });
    const task = end(reviewing);
    expect(attemptIn(task)).toMatchObject({ phase: 'code_implementation', round: 2 });
    expect(task.feedback).toMatchObject({ from: 'person' });
  });

  const line = finding({ rule: 'person', title: 'Comment by lisa', path: 'app.js', line: 3 });
  const landing = (task: Task): Task =>
    apply(task, { kind: 'committed', attempt: attemptIn(task).id, commit: commit('c2'), at: 71_000 });
  const committing = () => end(runningPhase('code_implementation'));
  const lisasFindings = (task: Task) => task.feedback?.findings.map(({ title }) => title);

  test.each([
    ['the commit before', {}],
    ['the commit that is being made', { head: commit('c2') }],
  ])('of %s, while that one is being made, reaches the coder with its comments', (_, about) => {
    const more = { ...about, why: '', findings: [line] };
    const reviewing = landing(apply(committing(), review(committing(), 'reject', more)));
    expect(attemptIn(reviewing)).toMatchObject({ phase: 'guardian_review', head: commit('c2') });
    const task = end(reviewing);
    expect(attemptIn(task)).toMatchObject({ phase: 'code_implementation', round: 2 });
    expect(task.feedback).toMatchObject({ from: 'person', findings: [line] });
    expect(task.feedback?.summary).not.toContain('gave no reason');
    // What they asked for has been handed on: the next commit is judged anew.
    const next = apply(end(task), { kind: 'committed', attempt: attemptIn(task).id, commit: commit('c3'), at: 72_000 });
    expect(attemptIn(end(next)).phase).toBe('staging_deployment');
  });

  test('that came while the change was being committed stands beside what the guardian rejects', () => {
    const reviewing = landing(apply(committing(), review(committing(), 'reject', { findings: [line] })));
    const task = end(reviewing, rejection([finding({ title: 'Debug output' })]));
    expect(task.feedback).toMatchObject({ from: 'guardian_review', summary: 'Not good enough.' });
    expect(lisasFindings(task)).toEqual(['Debug output', 'Rejected by lisa', 'Comment by lisa']);
  });

  test('that came while the change was being committed stands beside the next person’s', () => {
    const reviewing = landing(apply(committing(), review(committing(), 'reject', { findings: [line] })));
    const task = apply(reviewing, review(reviewing, 'reject', { by: 'bob', why: 'Too slow.' }));
    expect(lisasFindings(task)).toEqual(['Rejected by bob', 'Rejected by lisa', 'Comment by lisa']);
  });

  test.each([
    ['approves the commit', 'approve' as const, { head: commit('c2'), url: 'x' }],
    ['has it dismissed', 'abstain' as const, {}],
  ])('that came while the change was being committed is forgotten when its writer %s', (_, vote, more) => {
    const reviewing = landing(apply(committing(), review(committing(), 'reject')));
    expect(attemptIn(end(apply(reviewing, review(committing(), vote, more)))).phase).toBe('staging_deployment');
  });

  test.each([
    ['is being committed', () => end(runningPhase('e2e_test_generation'))],
    ['is being written', () => runningPhase('e2e_test_generation')],
  ])('that comes while the test %s is kept for the coder', (_, about) => {
    const before = about();
    const task = apply(before, review(before, 'reject'));
    expect([task.state.kind, task.guidance]).toEqual([
      before.state.kind,
      [{ by: 'lisa', text: 'The label is misleading.' }],
    ]);
  });

  test('that comes while the coder works is told to the coder', () => {
    const coding = runningPhase('code_implementation');
    const task = apply(coding, review(coding, 'reject'));
    expect(task.guidance).toEqual([{ by: 'lisa', text: 'The label is misleading.' }]);
    expect(attemptIn(task)).toMatchObject({ phase: 'code_implementation' });
    expect(attemptIn(task).id).not.toBe(attemptIn(coding).id);
  });

  test('counts once', () => {
    const validating = runningPhase('e2e_validation');
    const event = review(validating, 'reject');
    const once = apply(validating, event);
    expect(transition(once, event).task).toBe(once);
  });

  test.each([
    ['is dismissed', 'abstain' as const],
    ['approves after all', 'approve' as const],
  ])('whose writer %s has no say any more', (_, second) => {
    const reviewing = runningPhase('guardian_review');
    const voted: Task = {
      ...reviewing,
      votes: [{ who: 'lisa', vote: 'reject', why: 'no', head: attemptIn(reviewing).head, at: 1, url: 'x' }],
    };
    const task = end(apply(voted, review(voted, second, { url: 'x' })));
    expect(attemptIn(task).phase).toBe('staging_deployment');
  });

  test('loses its own vote alone when it is dismissed', () => {
    const reviewing = runningPhase('guardian_review', under(careful));
    const approved = apply(reviewing, review(reviewing, 'approve', { url: 'second' }));
    const task = apply(approved, review(approved, 'abstain', { url: 'first' }));
    expect(task.votes.map(({ vote, url }) => [vote, url])).toEqual([['approve', 'second']]);
    expect(attemptIn(end(task)).phase).toBe('staging_deployment');
  });
});

describe('where a person has to approve', () => {
  const waiting = () => end(runningPhase('guardian_review', under(careful)));

  test('the task waits, without its slot, until one does', () => {
    const task = waiting();
    expect(task.state).toMatchObject({
      kind: 'waiting',
      phase: 'staging_deployment',
      reason: { kind: 'approval_missing' },
    });
    const approved = apply(task, review(task, 'approve'));
    expect(approved.state).toEqual({ kind: 'queued', phase: 'staging_deployment' });
    const on = apply(approved, { kind: 'slot_granted', slot: 2, at: 90_000 });
    expect(attemptIn(on).phase).toBe('staging_deployment');
    expect(on.proofs.greenOnHead?.commit).toBe(on.branch?.head);
  });

  test('the command does as well as a review', () => {
    const approved = apply(waiting(), { kind: 'approved', by: 'lisa', cause: 'comment:7', at: 80_000 });
    expect(approved.state).toEqual({ kind: 'queued', phase: 'staging_deployment' });
  });

  test('the command of a bot does not, even where bots may steer', () => {
    const approve = { kind: 'approved', by: 'github-actions[bot]', cause: 'comment:8', at: 80_000 } as const;
    const task = waiting();
    expect(obstacleTo(task, approve)).toBe('person_must_approve');
    expect(transition(task, approve).task).toBe(task);
    const reviewing = runningPhase('guardian_review', under(careful));
    expect(end(apply(reviewing, approve)).state).toMatchObject({ reason: { kind: 'approval_missing' } });
  });

  test.each([
    ['a dismissed review', 'abstain' as const, {}],
    ['an approval of another commit', 'approve' as const, { head: commit('dead') }],
  ])('%s is not enough', (_, vote, more) => {
    const task = waiting();
    expect(apply(task, review(task, vote, more)).state.kind).toBe('waiting');
  });

  test('an approval given before the guardian has voted counts', () => {
    const reviewing = runningPhase('guardian_review', under(careful));
    expect(attemptIn(end(apply(reviewing, review(reviewing, 'approve')))).phase).toBe('staging_deployment');
  });

  test('an approval does not outlive the commit it was given for', () => {
    const reviewing = runningPhase('guardian_review', under(careful));
    const approved = apply(reviewing, review(reviewing, 'approve'));
    const pushed = apply(approved, { kind: 'head_moved', head: commit('e'), by: 'mona', at: 75_000 });
    expect(end(pushed).state).toMatchObject({ kind: 'waiting', reason: { kind: 'approval_missing' } });
  });

  test.each([
    ['a review', (task: Task) => review(task, 'approve')],
    ['/chimera approve', () => ({ kind: 'approved', by: 'mona', cause: nextCause(), at: 72_000 }) as const],
  ])(
    'an approval by %s of what was pushed while the task waited for one has it reviewed before it is deployed',
    (_, word) => {
      const waiting = end(runningPhase('guardian_review', under(careful)));
      expect(waiting.state).toMatchObject({ kind: 'waiting', phase: 'staging_deployment' });
      const pushed = apply(waiting, { kind: 'head_moved', head: commit('e'), by: 'mona', at: 71_000 });
      expect(apply(pushed, word(pushed)).state).toEqual({ kind: 'queued', phase: 'guardian_review' });
    },
  );
});

describe('the budget', () => {
  const budget = { costUsd: 1, tokens: 10_000, minutes: null };
  const costly = { costUsd: 0.6, tokens: 4_000 };
  const coding = () => runningPhase('code_implementation', under({ budget }));

  test('what attempts used adds up, whatever came of them', () => {
    const once = end(coding(), errorOf(), 60_000, costly);
    expect(spentBy(once)).toMatchObject(costly);
    expect(leftOf(once)).toEqual({ costUsd: 0.4, tokens: 6_000, minutes: null });
    expect(exhaustedBudget(once)).toBeNull();
  });

  test('when it is used up, a person is asked; another go has the same once more', () => {
    let task = end(coding(), errorOf(), 60_000, costly);
    task = apply(task, { kind: 'retry_due', attempt: attemptIn(task).id, at: 90_000 });
    task = end(task, errorOf(), 95_000, costly);
    const stopped = apply(task, { kind: 'retry_due', attempt: attemptIn(task).id, at: 99_000 });
    expect(stopped.state).toMatchObject({
      kind: 'waiting',
      phase: 'code_implementation',
      reason: { kind: 'budget_exhausted', budget: 'costUsd', allowed: 1 },
    });
    const again = apply(stopped, { kind: 'retry_asked', phase: null, by: 'mona', cause: 'comment:1', at: 100_000 });
    expect(again.state).toEqual({ kind: 'queued', phase: 'code_implementation' });
    expect(again.limits.budget.costUsd).toBeCloseTo(2.2);
    expect(attemptIn(apply(again, { kind: 'slot_granted', slot: 1, at: 101_000 })).phase).toBe('code_implementation');
  });

  test('what nobody tells counts as nothing, and no budget is no limit', () => {
    const task = end(coding(), errorOf(), 60_000, { costUsd: null, tokens: null });
    expect(spentBy(task)).toMatchObject({ costUsd: 0, tokens: 0 });
    expect(exhaustedBudget(end(runningPhase('code_implementation'), errorOf(), 60_000, costly))).toBeNull();
  });
});

describe('staging by somebody else', () => {
  const elsewhere = under({ staging: { ...policy.staging, command: null } });
  const waiting = () => runningPhase('guardian_review', elsewhere);
  const told = (task: Task, more: Partial<Extract<TaskEvent, { kind: 'deployment_reported' }>> = {}): TaskEvent => ({
    kind: 'deployment_reported',
    head: attemptIn(task).head,
    state: 'success',
    url: 'https://preview.test/',
    words: 'The deployment ended.',
    at: 80_000,
    ...more,
  });

  test('starts no run: it looks for a deployment and waits for word', () => {
    const reviewing = waiting();
    const attempt = attemptIn(reviewing);
    const run = apply(reviewing, { kind: 'run_dispatched', attempt: attempt.id, runId: runId(9), at: 5 });
    const ended = apply(run, { kind: 'run_ended', runId: runId(9), conclusion: 'success', at: 6 });
    const { outcome } = goodReview(ended);
    const step = transition(ended, { kind: 'attempt_ended', attempt: attempt.id, outcome, usage: null, at: 7 });
    expect(step.effects.map(({ kind }) => kind)).toEqual(['find_deployment', 'wake', 'show', 'publish_pictures']);
  });

  test('goes on with the address that is told, for the right commit alone', () => {
    const task = end(waiting());
    const foreign = told(task, { head: commit('f00d') });
    expect(transition(task, foreign).task).toBe(task);
    const on = apply(task, told(task));
    expect(on.staging).toEqual({ url: 'https://preview.test/', commit: task.branch?.head });
    expect(attemptIn(on).phase).toBe('e2e_validation');
  });

  test.each([
    ['it failed', { state: 'failure' as const }],
    ['it names no address and nobody has said one', { url: null }],
  ])('when %s, it is tried again', (_, more) => {
    const task = end(waiting());
    const without: Task = { ...task, feature: { ...task.feature, stagingUrl: null } };
    expect(apply(without, told(task, more)).state).toMatchObject({
      kind: 'pausing',
      failure: { class: 'command_failed' },
    });
  });

  function goodReview(task: Task) {
    const { head } = attemptIn(task);
    const green = {
      commit: head,
      runId: runId(9),
      url: 'x',
      tests: 1,
      runs: 5,
      report: 'r',
      screenshot: null,
      trace: null,
    };
    const output = { phase: 'guardian_review' as const, score: 1, votes: [], green, review: null };
    return { outcome: { verdict: 'succeeded' as const, output } };
  }
});

describe('production', () => {
  const merging = () => end(runningPhase('e2e_validation', under({ production: releasing.production })));

  test('begins with the merge of the validated head', () => {
    const validating = runningPhase('e2e_validation', under({ production: releasing.production }));
    const task = merging();
    expect(task.state.kind).toBe('merging');
    expect(task.branch?.head).toBe(validating.branch?.head);
  });

  test('deploys the merged commit, and is complete with it', () => {
    const deploying = apply(merging(), { kind: 'merged', commit: mergeCommit, by: null, at: 70_000 });
    expect(attemptIn(deploying)).toMatchObject({ phase: 'production_deployment', head: mergeCommit });
    const complete = end(deploying);
    expect(complete.state.kind).toBe('complete');
    expect(complete.production?.commit).toBe(mergeCommit);
  });

  test('a refused merge waits for a person, who may merge it themselves', () => {
    const refused = apply(merging(), { kind: 'merge_refused', message: 'A review is missing.', at: 70_000 });
    expect(refused.state).toMatchObject({
      kind: 'waiting',
      reason: { kind: 'needs_person', failure: { class: 'merge_refused' } },
    });
    const byHand = apply(refused, { kind: 'merged', commit: mergeCommit, by: 'mona', at: 80_000 });
    expect(byHand.state).toEqual({ kind: 'queued', phase: 'production_deployment' });
    const again = apply(refused, { kind: 'retry_asked', phase: null, by: 'mona', cause: 'comment:5', at: 80_000 });
    expect(apply(again, { kind: 'slot_granted', slot: 1, at: 81_000 }).state.kind).toBe('merging');
  });

  test('a merge before the validation ends the task: nothing unproved goes to production', () => {
    const validating = runningPhase('e2e_validation', under({ production: releasing.production }));
    const merged = apply(validating, { kind: 'merged', commit: mergeCommit, by: 'mona', at: 70_000 });
    expect(merged.state).toMatchObject({ kind: 'cancelled', by: 'mona' });
  });

  test.each([
    ['a lost result', { class: 'deployment_lost' as const, message: 'x' }],
    ['a failed command', { class: 'command_failed' as const, message: 'x' }],
    ['a lost runner', { class: 'machinery' as const, message: 'x' }],
  ])('%s is never repeated by itself', (_, failure) => {
    const deploying = apply(merging(), { kind: 'merged', commit: mergeCommit, by: null, at: 70_000 });
    const task = end(deploying, { verdict: 'errored', failure });
    expect(task.state).toMatchObject({ kind: 'waiting', reason: { kind: 'needs_person', failure } });
  });

  test.each([
    ['the version before is back', true, ['show', 'ask', 'drop_claims']],
    ['a pull request takes the change back', false, ['show', 'revert', 'drop_claims']],
  ])('when the test fails there, %s', (_, rolledBack, effects) => {
    const deploying = apply(merging(), { kind: 'merged', commit: mergeCommit, by: null, at: 70_000 });
    const attempt = attemptIn(deploying);
    const run = apply(
      deploying,
      { kind: 'run_dispatched', attempt: attempt.id, runId: runId(8), at: 1 },
      { kind: 'run_ended', runId: runId(8), conclusion: 'success', at: 2 },
    );
    const outcome = { ...rejection(), rolledBack } as Parameters<typeof end>[1] & object;
    const step = transition(run, { kind: 'attempt_ended', attempt: attempt.id, outcome, usage: null, at: 90_000 });
    expect(step.task.state).toMatchObject({ kind: 'failed', failure: { class: 'production_failed' } });
    expect(step.effects.map(({ kind }) => kind)).toEqual(effects);
  });

  test('the merge that closes the issue, or a push to the old branch, changes nothing any more', () => {
    const deploying = apply(merging(), { kind: 'merged', commit: mergeCommit, by: null, at: 70_000 });
    const pushed = transition(deploying, { kind: 'head_moved', head: commit('e'), by: 'mona', at: 71_000 });
    expect(pushed.task).toBe(deploying);
    const reject = { kind: 'change_rejected' as const, why: 'no', by: 'mona', cause: 'comment:6', at: 72_000 };
    expect(transition(deploying, reject).task).toBe(deploying);
  });
});

describe('one dispatch that GitHub started twice', () => {
  const ended = () => {
    const deploying = runningPhase('staging_deployment');
    const attempt = attemptIn(deploying);
    return apply(
      deploying,
      { kind: 'run_dispatched', attempt: attempt.id, runId: runId(8), at: 1 },
      { kind: 'run_ended', runId: runId(8), conclusion: 'success', at: 2 },
    );
  };
  const replace = (task: Task, run: number): TaskEvent => ({
    kind: 'run_replaced',
    attempt: attemptIn(task).id,
    runId: runId(run),
    at: 3,
  });

  test('the run without the claim leaves the work to its twin, once', () => {
    const twin = apply(ended(), replace(ended(), 9));
    expect(attemptIn(twin)).toMatchObject({ runId: 9, conclusion: null, replaced: 8 });
    const again = apply(twin, { kind: 'run_ended', runId: runId(9), conclusion: 'success', at: 4 });
    expect(transition(again, replace(again, 8)).task).toBe(again);
  });

  test('a run that has not ended is not replaced', () => {
    const deploying = runningPhase('staging_deployment');
    expect(transition(deploying, replace(deploying, 9)).task).toBe(deploying);
  });
});
