// When the claims of a task's deployments are to be removed: at its end, if it has deployed anything.
import { expect, test } from '@jest/globals';
import type { TaskEvent } from '../../../src/core/event.ts';
import { runId } from '../../../src/core/identifier.ts';
import { claimedAttempts, type Task } from '../../../src/core/task.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import { apply, attemptIn, end, mergeCommit, runningPhase, tasks } from '../samples.ts';

const at = 500_000;
const cancel: TaskEvent = { kind: 'cancel_requested', by: 'mona', reason: 'enough', at };
const dispatched = (task: Task): Task =>
  apply(task, { kind: 'run_dispatched', attempt: attemptIn(task).id, runId: runId(77), at: 1 });
const onProduction = (): Task =>
  dispatched(apply(tasks.merging(), { kind: 'merged', commit: mergeCommit, by: null, at: 70_000 }));

const rows: readonly (readonly [string, () => Task, TaskEvent, number])[] = [
  ['cancelled before anything was deployed', tasks.running, cancel, 0],
  ['cancelled during a deployment', () => dispatched(runningPhase('staging_deployment')), cancel, 1],
  ['cancelled before the run of its deployment was known', () => runningPhase('staging_deployment'), cancel, 0],
  ['cancelled after the staging deployment', () => end(runningPhase('staging_deployment')), cancel, 1],
  ['cancelled during production', onProduction, cancel, 2],
  ['abandoned', onProduction, { kind: 'abandoned', reason: 'uninstalled', at }, 0],
];
test('the run of a deployment that becomes known after the end has its claim removed, too', () => {
  const task = runningPhase('staging_deployment');
  const late: TaskEvent = { kind: 'run_dispatched', attempt: attemptIn(task).id, runId: runId(77), at };
  const { task: known, effects } = transition(apply(task, cancel), late);
  expect(effects.map(({ kind }) => kind)).toEqual(['cancel_run', 'show', 'drop_claims']);
  expect(claimedAttempts(known)).toHaveLength(1);
});

test.each(rows)('a task that is %s', (_, of, event, claims) => {
  const { task, effects } = transition(of(), event);
  expect(effects.filter(({ kind }) => kind === 'drop_claims')).toHaveLength(claims === 0 ? 0 : 1);
  if (claims > 0) expect(claimedAttempts(task)).toHaveLength(claims);
});
