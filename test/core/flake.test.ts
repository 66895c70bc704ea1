// What is kept of a test that does not always end the same way.
import { expect, test } from '@jest/globals';
import { flakeRate } from '../../src/core/flake.ts';
import { transition } from '../../src/core/transition/transition.ts';
import { checkRunOf } from '../../src/core/wording/check-run.ts';
import { apply, attemptIn, rejection, tasks } from './samples.ts';

const flake = { title: 'Counts | what is left', passed: 3, of: 5 };
const view = { now: 100_000, runUrl: () => 'http://gh.test/run', fileUrl: () => 'http://gh.test/file' };

test('the attempt keeps it, and the check run shows it with its rate', () => {
  const running = tasks.running();
  const { id, runId } = attemptIn(running);
  const ready =
    runId === null ? apply(running, { kind: 'run_dispatched', attempt: id, runId: 1_003 as never, at: 4 }) : running;
  const { task } = transition(ready, {
    kind: 'attempt_ended',
    attempt: id,
    outcome: rejection(),
    usage: null,
    flake,
    at: 5,
  });
  expect(task.history.at(-1)).toMatchObject({ id, verdict: 'rejected', flake });
  // The red run of the first phase and this one.
  expect(flakeRate(task)).toEqual({ flaky: 1, of: 2 });
  const { summary, text } = checkRunOf(task, view);
  expect(summary).toContain('The test was flaky in 1 of 2 attempts.');
  expect(text).toContain('passed in 3 of 5 runs');
  expect(text).not.toContain('Counts | what');
});

test('a steady test is not spoken of', () => {
  expect(flakeRate(tasks.complete())).toEqual({ flaky: 0, of: 3 });
  expect(checkRunOf(tasks.complete(), view).summary).not.toContain('flaky');
});
