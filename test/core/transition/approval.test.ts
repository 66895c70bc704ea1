// A run that waits until GitHub lets it into its environment: neither the alarm nor the lease nor the budget counts that.
import { describe, expect, test } from '@jest/globals';
import type { TaskEvent } from '../../../src/core/event.ts';
import { gatesOfTask } from '../../../src/core/gates/gates-of-task.ts';
import { runId } from '../../../src/core/identifier.ts';
import { leaseEndsAt } from '../../../src/core/lease.ts';
import type { Task } from '../../../src/core/task.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import { spentBy } from '../../../src/core/usage.ts';
import { checkRunOf } from '../../../src/core/wording/check-run.ts';
import { statusText } from '../../../src/core/wording/status-comment.ts';
import { apply, attemptIn, newTask, releasing, runningPhase, sharing, started } from '../samples.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const run = runId(555);
const url = 'http://gh.test/runs/555';
const awaited = (at: number, environments = ['production']): TaskEvent => ({
  kind: 'approval_awaited',
  runId: run,
  environments,
  url,
  at,
});
const given = (at: number): TaskEvent => ({ kind: 'approval_given', runId: run, at });

/** A task whose deployment has its run. */
function deploying(phase: 'staging_deployment' | 'production_deployment' = 'production_deployment'): Task {
  const task = runningPhase(
    phase,
    started(newTask({ policy: phase === 'production_deployment' ? releasing : sharing })),
  );
  return apply(task, { kind: 'run_dispatched', attempt: attemptIn(task).id, runId: run, at: 70_000 });
}
const begun = (task: Task): number => attemptIn(task).startedAt;
const overdue = (task: Task, at: number) =>
  transition(task, { kind: 'attempt_overdue', attempt: attemptIn(task).id, at });

describe('the alarm', () => {
  const waiting = apply(deploying(), awaited(begun(deploying()) + 2 * minute));
  const released = apply(waiting, given(begun(deploying()) + 2 * day));

  test.each([
    ['of a run that nothing holds rings after its time and the queue’s', deploying(), 75 * minute],
    ['of one that waits for its approval, when GitHub gives that up', waiting, 30 * day],
    ['of one that has been let in, after its time and the queue’s from then', released, 2 * day + 75 * minute],
  ])('%s', (_, task, after) => {
    const early = overdue(task, begun(task) + after - 1);
    expect([early.task, early.effects]).toEqual([task, []]);
    expect(overdue(task, begun(task) + after).task.state.kind).toBe('waiting');
  });

  test.each([
    ['the wait begins', deploying(), awaited(80_000), 30 * day],
    ['it is over', waiting, given(begun(waiting) + 2 * day), 2 * day + 75 * minute],
  ])('is set anew when %s', (_, task, event, after) => {
    const { effects } = transition(task, event);
    expect(effects.map(({ kind }) => kind)).toEqual(['wake', 'show']);
    expect(effects[0]).toMatchObject({ event: { kind: 'attempt_overdue', at: begun(task) + after } });
  });

  test('after 30 days without an approval a person is asked, and the run is cancelled', () => {
    const step = overdue(waiting, begun(waiting) + 30 * day);
    expect(step.effects.map(({ kind }) => kind)).toEqual(['cancel_run', 'show', 'ask']);
    expect(step.task.state).toMatchObject({
      reason: { failure: { message: expect.stringContaining('the environment production for 30 days') } },
    });
  });

  test.each([
    ['the same wait, told of again', waiting, awaited(90_000)],
    ['an end of no wait', deploying(), given(90_000)],
    ['the wait of another run', deploying(), { ...awaited(90_000), runId: runId(4) } as TaskEvent],
  ])('changes nothing: %s', (_, task, event) => {
    expect(transition(task, event).task).toBe(task);
  });
});

test('the lease on a shared staging environment lasts as long as the wait, and then as long as the deployment may take', () => {
  const task = deploying('staging_deployment');
  const waiting = apply(task, awaited(begun(task) + minute, ['staging']));
  expect(leaseEndsAt(waiting)).toBe(begun(task) + 30 * day + 10 * minute);
  expect(leaseEndsAt(apply(waiting, given(begun(task) + day)))).toBe(begun(task) + day + 85 * minute);
});

test.each([
  ['twice, and was let in', [awaited(200_000), given(260_000), awaited(500_000), given(560_000)], 120_000],
  ['and was sent away', [awaited(200_000)], 500_000],
])('what a run waited does not count as time that it took: %s', (_, events, waitedMs) => {
  const before = deploying();
  const end: TaskEvent = { kind: 'run_ended', runId: run, conclusion: 'failure', at: 700_000 };
  const failure = { class: 'machinery' as const, message: 'x' };
  const attempt = attemptIn(before).id;
  const result: TaskEvent = {
    kind: 'attempt_ended',
    attempt,
    outcome: { verdict: 'errored', failure },
    usage: null,
    at: 700_000,
  };
  const spent = spentBy(apply(before, ...events, end, result)).minutes - spentBy(before).minutes;
  expect(spent).toBe((700_000 - begun(before) - waitedMs) / minute);
});

test('people are told where to approve it, until it is approved', () => {
  const waiting = apply(deploying(), awaited(80_000));
  const view = { now: 90_000, runUrl: () => url, fileUrl: () => 'http://x.test' };
  const words = `Waits for the approval of the environment \`production\`: its reviewers, or its other protection rules, have to let [the run](${url}) in.`;
  const holding = (task: Task) =>
    gatesOfTask(task, { now: 0, slotsHeld: 0, ahead: 0, breakerUntil: null, leaseHolder: null, leaseAhead: 0 }).filter(
      ({ state }) => state !== 'passed',
    );
  expect(statusText(waiting)).toContain(words);
  expect(checkRunOf(waiting, view).summary).toContain(words);
  expect(checkRunOf(waiting, view).summary).toContain('🙋 waits for an approval');
  expect(checkRunOf(waiting, view).title).toContain('waits for an approval');
  expect(holding(waiting)).toMatchObject([{ name: 'approval', state: 'holds' }]);
  const released = apply(waiting, given(90_000));
  expect(statusText(released)).not.toContain('approval');
  expect(checkRunOf(released, view).title).not.toContain('approval');
  expect(holding(released)).toEqual([]);
});
