// A validated change that GitHub does not let be merged yet: what goes on by itself, and what is shown meanwhile.
import { describe, expect, test } from '@jest/globals';
import type { TaskEvent } from '../../../src/core/event.ts';
import { awaitsMerge, type Task, type TaskState } from '../../../src/core/task.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import { askComment } from '../../../src/core/wording/ask.ts';
import { checkRunOf } from '../../../src/core/wording/check-run.ts';
import { apply, base, commit, mergeCommit, tasks } from '../samples.ts';

const view = {
  now: 100_000,
  runUrl: (run: number) => `http://gh.test/runs/${run}`,
  fileUrl: (at: string, path: string) => `http://gh.test/blob/${at}/${path}`,
};
const at = 80_000;
const message = 'GitHub did not merge pull request #4: At least 1 approving review is required.';
const refused = (blocked: boolean): Task =>
  apply(tasks.merging(), { kind: 'merge_refused', message, ...(blocked ? { blocked } : {}), at: 70_000 });

const review = (task: Task, vote: 'approve' | 'reject', more: object = {}): TaskEvent => ({
  ...{ kind: 'reviewed', by: 'lisa', vote, head: task.branch?.head ?? base, url: 'http://x.test', why: 'So.' },
  ...{ findings: [], cause: 'review:1', at },
  ...more,
});
const production = { kind: 'queued', phase: 'production_deployment' } as const;
const again = { kind: 'queued', phase: 'guardian_review' } as const;

describe('a merge that a rule of the branch blocks', () => {
  const rows: readonly (readonly [string, (task: Task) => TaskEvent, Partial<TaskState>])[] = [
    ['the approval of its head', (task) => review(task, 'approve'), production],
    ['the approval of an older head', (task) => review(task, 'approve', { head: commit('e') }), { kind: 'waiting' }],
    ['a rejection', (task) => review(task, 'reject'), { kind: 'queued', phase: 'code_implementation' }],
    ['GitHub seeing nothing in the way', () => ({ kind: 'merge_unblocked', at }), production],
    [
      'a push, which has to prove itself first',
      () => ({ kind: 'head_moved', head: commit('e'), by: 'mona', at }),
      again,
    ],
    ['a merge by a person', () => ({ kind: 'merged', commit: mergeCommit, by: 'mona', at }), production],
    ['/chimera retry', () => ({ kind: 'retry_asked', phase: null, by: 'mona', cause: 'c', at }), production],
  ];
  test.each(rows)('goes on, or not, after %s', (_, event, state) => {
    const task = refused(true);
    expect(apply(task, event(task)).state).toMatchObject(state);
  });

  test('is merged again once it has a slot; a person may be faster even then', () => {
    const queued = apply(refused(true), { kind: 'merge_unblocked', at });
    expect(apply(queued, { kind: 'slot_granted', slot: 1, at }).state.kind).toBe('merging');
    const merged = apply(queued, { kind: 'merged', commit: mergeCommit, by: 'mona', at });
    expect(merged).toMatchObject({ merged: mergeCommit, state: production });
  });
});

test('where GitHub sees nothing in the way and refuses, it is not tried again by itself', () => {
  const task = refused(false);
  expect(transition(task, { kind: 'merge_unblocked', at }).task).toBe(task);
  expect(apply(task, review(task, 'approve')).state.kind).toBe('waiting');
});

test.each([true, false])('blocked %s: the gate stays open, and the reason is shown', (blocked) => {
  const task = refused(blocked);
  expect(awaitsMerge(task)).toBe(true);
  const shown = checkRunOf(task, view);
  expect(shown).toMatchObject({
    conclusion: 'success',
    title: expect.stringContaining('GitHub does not merge it yet'),
  });
  expect(askComment(task, task.version)).toContain('At least 1 approving review is required.');
  expect(askComment(task, task.version).includes('It goes on by itself when GitHub does')).toBe(blocked);
});
