// Effects on the issue: the reaction, the acknowledgement, a question to people.
import type { Effect } from '../../core/effect.ts';
import { queueOrder } from '../../core/schedule.ts';
import type { Task } from '../../core/task.ts';
import { acknowledgement } from '../../core/wording/acknowledgement.ts';
import { askComment } from '../../core/wording/ask.ts';
import { markerOf } from '../../core/wording/marker.ts';
import type { EngineParts } from '../parts.ts';
import { done, type Performer, repeatable } from './performer.ts';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** GitHub answers a second reaction of the same kind with the first one. */
export const react: Performer<EffectOf<'react'>> = {
  find: repeatable,
  async perform({ github }, task) {
    await github.react(task.repository, task.issue);
    return done();
  },
};

export const acknowledge: Performer<EffectOf<'acknowledge'>> = {
  async find({ github }, task) {
    const marker = markerOf('task', task.id);
    return (await github.hasComment(task.repository, task.issue, marker)) ? done() : null;
  },
  async perform(parts, task) {
    const body = acknowledgement(task, await placeInQueue(parts, task));
    await parts.github.comment(task.repository, task.issue, `${body}\n\n${markerOf('task', task.id)}`);
    return done();
  },
};

export const ask: Performer<EffectOf<'ask'>> = {
  async find({ github }, task, effect) {
    const marker = markerOf('ask', `${task.id}:${effect.key}`);
    return (await github.hasComment(task.repository, task.issue, marker)) ? done() : null;
  },
  async perform({ github }, task, effect) {
    // Somebody was faster than the question.
    if (task.state.kind !== 'waiting' && task.state.kind !== 'failed') return done();
    const marker = markerOf('ask', `${task.id}:${effect.key}`);
    await github.comment(task.repository, task.issue, `${askComment(task)}\n\n${marker}`);
    return done();
  },
};

/** How many tasks start before this one; 0 when it starts at once or has started. */
async function placeInQueue({ store }: EngineParts, task: Task): Promise<number> {
  if (task.state.kind !== 'queued') return 0;
  const open = (await store.openTasks()).filter((other) => other.repository.id === task.repository.id);
  const queued = open
    .filter((other) => other.state.kind === 'queued')
    .map(({ id, priority, createdAt, policy }) => ({ id, priority, createdAt, parallel: policy.parallel }));
  const free = task.policy.parallel - open.filter((other) => 'slot' in other.state).length;
  const place = queueOrder(queued).findIndex((other) => other.id === task.id);
  return place < free ? 0 : place + 1;
}
