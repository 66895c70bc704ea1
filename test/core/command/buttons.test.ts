// The buttons of the check run: which are offered in which state, and GitHub's limits on them.
import { describe, expect, test } from '@jest/globals';
import { buttonsOf } from '../../../src/core/command/buttons.ts';
import type { Task } from '../../../src/core/task.ts';
import { apply, end, finding, rejection, runningPhase, tasks } from '../samples.ts';

const asked = { by: 'mona', cause: 'comment:9', at: 1 };
const disputed = (): Task => {
  const first = end(runningPhase('guardian_review'), rejection([finding()]));
  return end(runningPhase('guardian_review', first), rejection([finding()]));
};
const paused = () => apply(tasks.queued(), { kind: 'pause_asked', ...asked });

test.each<[string, () => Task, string[]]>([
  ['queued', tasks.queued, ['pause', 'cancel']],
  ['preparing', tasks.preparing, ['pause', 'cancel']],
  ['leasing', tasks.leasing, ['pause', 'cancel']],
  ['under review', tasks.running, ['approve', 'pause', 'cancel']],
  ['implementing', () => runningPhase('code_implementation'), ['pause', 'cancel']],
  ['committing', tasks.committing, ['pause', 'cancel']],
  [
    'pausing between tries',
    () =>
      end(runningPhase('code_implementation'), { verdict: 'errored', failure: { class: 'machinery', message: 'x' } }),
    ['retry', 'pause', 'cancel'],
  ],
  ['waiting after an error', tasks.waiting, ['retry', 'cancel']],
  ['waiting after a dispute', disputed, ['approve', 'retry', 'cancel']],
  ['paused', paused, ['resume', 'cancel']],
  [
    'running, but to be paused',
    () => apply(tasks.running(), { kind: 'pause_asked', ...asked }),
    ['approve', 'resume', 'cancel'],
  ],
  ['complete', tasks.complete, []],
  ['failed', tasks.failed, ['retry']],
  ['cancelled', tasks.cancelled, []],
])('a task that is %s', (_, task, identifiers) => {
  expect(buttonsOf(task()).map(({ identifier }) => identifier)).toEqual(identifiers);
});

describe("GitHub's limits", () => {
  test.each(Object.entries(tasks))('%s', (_, task) => {
    const buttons = buttonsOf(task());
    expect(buttons.length).toBeLessThanOrEqual(3);
    for (const { label, description, identifier } of buttons) {
      expect([label.length <= 20, description.length <= 40, identifier.length <= 20]).toEqual([true, true, true]);
    }
  });
});
