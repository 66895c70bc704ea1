// A change that does not work on production and was not rolled back: what takes it back, and what people are told.
import { describe, expect, test } from '@jest/globals';
import type { TaskEvent } from '../../../src/core/event.ts';
import { runId } from '../../../src/core/identifier.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import { askComment } from '../../../src/core/wording/ask.ts';
import { checkRunOf } from '../../../src/core/wording/check-run.ts';
import { apply, attemptIn, mergeCommit, rejection, tasks } from '../samples.ts';

const view = {
  now: 100_000,
  runUrl: (run: number) => `http://gh.test/runs/${run}`,
  fileUrl: (at: string, path: string) => `http://gh.test/blob/${at}/${path}`,
};
const at = 95_000;

function failedOnProduction() {
  const deploying = apply(tasks.merging(), { kind: 'merged', commit: mergeCommit, by: null, at: 70_000 });
  const attempt = attemptIn(deploying).id;
  const outcome = { ...rejection(), rolledBack: false };
  return apply(
    deploying,
    { kind: 'run_dispatched', attempt, runId: runId(8), at: 71_000 },
    { kind: 'run_ended', runId: runId(8), conclusion: 'success', at: 89_000 },
    { kind: 'attempt_ended', attempt, outcome, usage: null, at: 90_000 },
  );
}

test('until it is known what takes it back, nobody is asked', () => {
  expect(checkRunOf(failedOnProduction(), view).summary).toContain('takes the change back is being opened');
});

describe('people are told once', () => {
  const rows: readonly (readonly [string, TaskEvent, string])[] = [
    [
      'of the pull request',
      { kind: 'revert_opened', number: 9, url: 'http://x.test/9', at },
      '**#9 takes the change back:** merge it, then deploy the default branch.',
    ],
    [
      'of a refusal',
      { kind: 'revert_refused', message: 'A conflict.', at },
      '**No pull request takes the change back:** A conflict. Revert it by hand, then deploy.',
    ],
    [
      'that it could not be asked for',
      { kind: 'step_refused', step: 'revert', attempt: null, message: 'No answer.', at },
      '**No pull request takes the change back:** No answer. Revert it by hand, then deploy.',
    ],
  ];
  test.each(rows)('%s', (_, event, words) => {
    const step = transition(failedOnProduction(), event);
    expect(step.task.state.kind).toBe('failed');
    expect(step.effects.map(({ kind }) => kind)).toEqual(['show', 'ask']);
    const comment = askComment(step.task, step.task.version);
    expect(comment).toContain('The change is merged, and it does not work on production');
    expect(comment).toContain(words);
    expect(checkRunOf(step.task, view).summary).toContain(words);
    expect(transition(step.task, event).task).toBe(step.task);
  });
});

test('a task that was brought back meanwhile remembers it, and asks nobody', () => {
  const again = apply(failedOnProduction(), { kind: 'retry_asked', phase: null, by: 'mona', cause: 'comment:1', at });
  const step = transition(again, { kind: 'revert_opened', number: 9, url: 'http://x.test/9', at });
  expect(step.effects.map(({ kind }) => kind)).toEqual(['show']);
  expect(step.task).toMatchObject({ state: { kind: 'queued' }, revert: { kind: 'opened', number: 9 } });
});
