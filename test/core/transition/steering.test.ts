// What people ask of a task, told as short stories: what follows, and what stands in the way.
import { describe, expect, test } from '@jest/globals';
import type { Steering } from '../../../src/core/event.ts';
import { commitId } from '../../../src/core/identifier.ts';
import type { Task } from '../../../src/core/task.ts';
import { createTask } from '../../../src/core/transition/create-task.ts';
import { obstacleTo } from '../../../src/core/transition/obstacle.ts';
import { transition } from '../../../src/core/transition/transition.ts';
import { obstacleWords } from '../../../src/core/wording/obstacles.ts';
import {
  apply,
  attemptIn,
  commit,
  end,
  feature,
  finding,
  land,
  newTask,
  rejection,
  request,
  runningPhase,
  sharing,
  started,
  tasks,
} from '../samples.ts';

let causes = 0;
const asked = () => ({ by: 'mona', cause: `comment:${++causes}`, at: 100_000 });
const wish = {
  retry: (phase: Extract<Steering, { kind: 'retry_asked' }>['phase'] = null) =>
    ({ kind: 'retry_asked', phase, ...asked() }) as const,
  pause: () => ({ kind: 'pause_asked', ...asked() }) as const,
  resume: () => ({ kind: 'resume_asked', ...asked() }) as const,
  approve: () => ({ kind: 'approved', ...asked() }) as const,
  reject: (why = 'too slow') => ({ kind: 'change_rejected', why, ...asked() }) as const,
  guide: (text = 'use a set') => ({ kind: 'guided', text, ...asked() }) as const,
  priority: (priority = 9) => ({ kind: 'priority_set', priority, ...asked() }) as const,
  update: (text = 'other') =>
    ({ kind: 'feature_updated', feature: { ...feature, text }, priority: 5, ...asked() }) as const,
  answer: (questions: string[] = [], text = feature.text) =>
    ({ kind: 'resumed', feature: { ...feature, text }, priority: 5, questions, ...asked() }) as const,
};
const slot = { kind: 'slot_granted', slot: 1, at: 100_001 } as const;
const disputed = (): Task => {
  const first = land(end(end(runningPhase('guardian_review'), rejection([finding({ title: 'a' })]))));
  return end(first, rejection([finding({ title: 'a' })]));
};
const asking = () => createTask({ ...request, questions: ['What is to be seen?'] }).task;

test('a wish counts once, whatever happens in between', () => {
  const again = wish.retry();
  const task = apply(tasks.waiting(), again, slot);
  expect(transition(task, again).task).toBe(task);
  const guided = wish.guide();
  expect(apply(tasks.queued(), guided, guided).guidance).toHaveLength(1);
});

describe('retry', () => {
  test('starts the phase again in its slot, and writes off what was under way', () => {
    const before = runningPhase('staging_deployment');
    const task = apply(before, wish.retry());
    expect(attemptIn(task)).toMatchObject({ phase: 'staging_deployment', tryNumber: 1 });
    expect(task.history.at(-1)).toMatchObject({ id: attemptIn(before).id, verdict: 'void' });
  });

  test.each(['e2e_test_generation', 'code_implementation', 'guardian_review', 'staging_deployment'] as const)(
    'from %s forgets what came of it and after it',
    (phase) => {
      const task = apply(runningPhase('e2e_validation'), wish.retry(phase));
      expect(attemptIn(task).phase).toBe(phase);
      expect(task.test === null).toBe(phase === 'e2e_test_generation');
      expect(task.proofs.greenOnHead === null).toBe(phase !== 'staging_deployment');
      expect(task.proofs.greenOnStaging).toBeNull();
    },
  );

  test('brings a failed task back, with fresh limits', () => {
    const failed = tasks.failed();
    const task = apply(failed, wish.retry(), slot);
    expect(attemptIn(task)).toMatchObject({ phase: 'staging_deployment', tryNumber: 1 });
    expect(task.limits.results).toBeGreaterThan(failed.limits.results);
  });

  test('has a complete task prove itself again', () => {
    const task = apply(tasks.complete(), wish.retry(), slot);
    expect(attemptIn(task).phase).toBe('guardian_review');
    expect(task.proofs).toMatchObject({ greenOnHead: null, greenOnStaging: null });
  });
});

describe('pause', () => {
  test('lets the phase end, and then gives the slot back', () => {
    const task = end(apply(runningPhase('guardian_review'), wish.pause()));
    expect(task.state).toMatchObject({
      kind: 'waiting',
      phase: 'staging_deployment',
      reason: { kind: 'paused', by: 'mona' },
    });
  });

  test('keeps a queued task out, and asks nobody anything', () => {
    const { task, effects } = transition(tasks.queued(), wish.pause());
    expect(task.state).toMatchObject({ kind: 'waiting', reason: { kind: 'paused' } });
    expect(effects.map(({ kind }) => kind)).toEqual(['show']);
    expect(attemptIn(started(apply(task, wish.resume()))).phase).toBe('e2e_test_generation');
  });

  test('is taken back before it had an effect', () => {
    const task = apply(runningPhase('guardian_review'), wish.pause(), wish.resume());
    expect(attemptIn(end(task)).phase).toBe('staging_deployment');
  });

  test('ends with a resumption where it stopped', () => {
    const paused = end(apply(runningPhase('guardian_review'), wish.pause()));
    expect(attemptIn(apply(paused, wish.resume(), slot)).phase).toBe('staging_deployment');
  });
});

describe('approve', () => {
  test('has the review run again on the same head, under the name of the person', () => {
    const before = disputed();
    const task = apply(before, wish.approve(), slot);
    expect(attemptIn(task)).toMatchObject({ phase: 'guardian_review', head: before.branch?.head, round: before.round });
    expect(task.approval).toEqual({ by: 'mona', head: before.branch?.head });
    expect(attemptIn(end(task)).phase).toBe('staging_deployment');
  });

  test('counts for that head only', () => {
    const task = apply(disputed(), wish.approve(), slot, { kind: 'head_moved', head: commit('e'), by: 'eve', at: 1 });
    expect(task.approval?.head).not.toBe(task.branch?.head);
  });

  test('does not make a red test green', () => {
    const red = apply(disputed(), wish.approve(), slot);
    expect(end(red, rejection([finding({ title: 'b' })])).proofs.greenOnHead).toBeNull();
  });
});

describe('reject', () => {
  test.each(['guardian_review', 'staging_deployment', 'e2e_validation'] as const)(
    'during %s goes back to the coder',
    (phase) => {
      const task = apply(runningPhase(phase), wish.reject('The button is too small.'));
      expect(attemptIn(task)).toMatchObject({ phase: 'code_implementation', round: 2 });
      expect(task.feedback).toMatchObject({ from: 'person', summary: 'The button is too small.' });
      expect(task.proofs.greenOnHead).toBeNull();
    },
  );

  test('reopens what was complete', () => {
    expect(attemptIn(apply(tasks.complete(), wish.reject(), slot))).toMatchObject({
      phase: 'code_implementation',
      round: 2,
    });
  });

  test('is a round of its own even when they are used up', () => {
    const task = apply(disputed(), wish.reject(), slot);
    expect(task.round).toBeLessThanOrEqual(task.limits.rounds);
  });
});

describe('guide', () => {
  test('has a coder at work start over', () => {
    const before = runningPhase('code_implementation');
    const task = apply(before, wish.guide());
    expect(attemptIn(task)).toMatchObject({ phase: 'code_implementation', round: 1 });
    expect(attemptIn(task).id).not.toBe(attemptIn(before).id);
    expect(task.guidance).toEqual([{ by: 'mona', text: 'use a set' }]);
  });

  test('waits for the next round while others work', () => {
    const before = runningPhase('guardian_review');
    const task = apply(before, wish.guide());
    expect(attemptIn(task).id).toBe(attemptIn(before).id);
    expect(task.guidance).toHaveLength(1);
  });

  test('answers a dispute', () => {
    const before = disputed();
    expect(attemptIn(apply(before, wish.guide(), slot))).toMatchObject({
      phase: 'code_implementation',
      round: before.round + 1,
    });
  });

  test('does not end a pause', () => {
    const paused = end(apply(runningPhase('e2e_test_generation'), wish.pause()));
    const landed = land(paused);
    expect(landed.state).toMatchObject({ kind: 'waiting', reason: { kind: 'paused' } });
    expect(apply(landed, wish.guide()).state.kind).toBe('waiting');
  });
});

describe('the issue’s text', () => {
  const edited = (same: boolean) => ({ kind: 'issue_edited', same, ...asked() }) as const;

  test('is shown as changed, and no more when it is the same again', () => {
    const task = apply(tasks.running(), edited(false));
    expect(task.changedSince).toMatchObject({ by: 'mona' });
    expect(attemptIn(task).phase).toBe('guardian_review');
    expect(apply(task, edited(true)).changedSince).toBeNull();
  });

  test('once accepted gets a new test', () => {
    const task = apply(tasks.running(), edited(false), wish.update());
    expect(attemptIn(task).phase).toBe('e2e_test_generation');
    expect([task.feature.text, task.changedSince, task.test]).toEqual(['other', null, null]);
  });

  test('is taken at once by a task that has not begun', () => {
    expect(apply(tasks.queued(), wish.update())).toMatchObject({
      state: { kind: 'queued', phase: null },
      feature: { text: 'other' },
    });
  });
});

describe('questions', () => {
  test('keep a new task from the queue, and are asked', () => {
    const { task, effects } = createTask({ ...request, questions: ['What is to be seen?'] });
    expect(task.state).toMatchObject({
      kind: 'waiting',
      reason: { kind: 'needs_info', questions: ['What is to be seen?'] },
    });
    expect(effects.map(({ kind }) => kind)).toEqual(['react', 'show', 'ask']);
  });

  test('that are answered let it start', () => {
    const task = apply(asking(), wish.answer([], 'new text'));
    expect(task.feature.text).toBe('new text');
    expect(attemptIn(started(task)).phase).toBe('e2e_test_generation');
  });

  test('that are not answered are asked again', () => {
    const { task, effects } = transition(asking(), wish.answer(['Still: what is to be seen?']));
    expect(task.state).toMatchObject({ kind: 'waiting', reason: { questions: ['Still: what is to be seen?'] } });
    expect(effects.map(({ kind }) => kind)).toEqual(['show', 'ask']);
  });
});

describe('a shared staging environment', () => {
  const leased = (task: Task) => apply(task, { kind: 'lease_granted', at: 1 });

  test('is waited for with the slot in hand, and then deployed to', () => {
    const waits = end(runningPhase('guardian_review', started(newTask({ policy: sharing }))));
    expect(waits.state).toMatchObject({ kind: 'leasing', slot: 1 });
    expect(attemptIn(leased(waits)).phase).toBe('staging_deployment');
  });

  test('is kept from the deployment to the end of the validation, errors included', () => {
    const deploying = leased(end(runningPhase('guardian_review', started(newTask({ policy: sharing })))));
    const validating = end(deploying);
    expect(attemptIn(validating).phase).toBe('e2e_validation');
    const pausing = end(validating, { verdict: 'errored', failure: { class: 'machinery', message: 'x' } });
    const again = apply(pausing, { kind: 'retry_due', attempt: attemptIn(pausing).id, at: 2 });
    expect(attemptIn(again).phase).toBe('e2e_validation');
  });

  test('may be another one’s after a wait, so the validation begins with a deployment', () => {
    const validating = end(leased(end(runningPhase('guardian_review', started(newTask({ policy: sharing }))))));
    const waiting = end(validating, { verdict: 'errored', failure: { class: 'refused', message: 'x' } });
    expect(apply(waiting, wish.retry(), slot).state.kind).toBe('leasing');
  });
});

describe('a stale rejection', () => {
  const url = 'http://gh.test/pull/4#pullrequestreview-77';
  const rejected = () =>
    end(runningPhase('guardian_review'), {
      verdict: 'rejected',
      summary: 'no',
      findings: [finding()],
      score: 0.6,
      votes: [],
      review: { state: 'CHANGES_REQUESTED', url, refused: null },
      rolledBack: null,
    });
  const dismissed = { kind: 'dismiss_review', key: 'dismiss_review:77', review: 77 };

  test('is taken back when the coder’s next commit lands', () => {
    const committing = end(rejected());
    const step = transition(committing, {
      kind: 'committed',
      attempt: attemptIn(committing).id,
      commit: commit('f'),
      at: 1,
    });
    expect(step.effects).toContainEqual(dismissed);
  });

  test('is taken back when a person pushes', () => {
    expect(transition(rejected(), { kind: 'head_moved', head: commit('e'), by: 'eve', at: 1 }).effects).toContainEqual(
      dismissed,
    );
  });

  test('stays while its head stands', () => {
    expect(transition(rejected(), wish.priority()).effects).not.toContainEqual(dismissed);
  });
});

test('a push after completion voids what was proved, and the gate closes again', () => {
  const task = apply(tasks.complete(), { kind: 'head_moved', head: commitId('e'.repeat(40)), by: 'eve', at: 1 });
  expect(task).toMatchObject({ state: { kind: 'queued', phase: 'guardian_review' }, proofs: { greenOnHead: null } });
  expect(attemptIn(apply(task, slot))).toMatchObject({ phase: 'guardian_review', head: 'e'.repeat(40) });
});

describe('what stands in the way, with what to do instead', () => {
  test.each<[string, () => Task, () => Steering, string]>([
    ['retry of a queued task', tasks.queued, wish.retry, 'not_started'],
    ['retry while committing', tasks.committing, wish.retry, 'being_committed'],
    ['retry of a cancelled task', tasks.cancelled, wish.retry, 'ended'],
    ['retry of open questions', asking, wish.retry, 'needs_answers'],
    ['retry of a phase to come', tasks.running, () => wish.retry('e2e_validation'), 'phase_ahead'],
    ['pause of a waiting task', tasks.waiting, wish.pause, 'waits_already'],
    ['pause of a complete task', tasks.complete, wish.pause, 'ended'],
    ['pause of a paused task', () => apply(tasks.running(), wish.pause()), wish.pause, 'already_paused'],
    ['resume of a running task', tasks.running, wish.resume, 'not_paused'],
    ['resume of open questions', asking, wish.resume, 'needs_answers'],
    ['approve before there is a change', () => runningPhase('code_implementation'), wish.approve, 'nothing_to_approve'],
    [
      'approve of a test that is red on staging',
      () => {
        const again = land(end(end(runningPhase('e2e_validation'), rejection([finding({ title: 'red' })]))));
        return end(runningPhase('e2e_validation', again), rejection([finding({ title: 'red' })]));
      },
      wish.approve,
      'test_is_red',
    ],
    ['approve of an error', tasks.waiting, wish.approve, 'nothing_to_approve'],
    ['reject before there is a change', () => runningPhase('code_implementation'), wish.reject, 'nothing_to_reject'],
    ['reject while committing', tasks.committing, wish.reject, 'being_committed'],
    ['reject of a failed task', tasks.failed, wish.reject, 'ended'],
    ['guide of a complete task', tasks.complete, wish.guide, 'ended'],
    [
      'guide without an end',
      () => apply(tasks.queued(), ...Array.from({ length: 20 }, () => wish.guide())),
      wish.guide,
      'too_much_guidance',
    ],
    ['the same priority', tasks.queued, () => wish.priority(5), 'same_priority'],
    ['update to the same text', tasks.running, () => wish.update(feature.text), 'same_text'],
    ['update while committing', tasks.committing, wish.update, 'being_committed'],
    ['an answer that nobody asked for', tasks.running, wish.answer, 'nobody_asked'],
  ])('%s', (_, task, make, obstacle) => {
    const about = task();
    expect(obstacleTo(about, make())).toBe(obstacle);
    expect(obstacleWords(obstacle as never, about)).toMatch(/^[A-Z].*\.$/);
    expect(transition(about, make()).task).toBe(about);
  });
});
