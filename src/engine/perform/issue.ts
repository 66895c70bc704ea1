// Effects on the issue: the reaction, the acknowledgement, a question to people.
import type { Effect } from '../../core/effect.ts';
import { queueOrder } from '../../core/schedule.ts';
import type { Task } from '../../core/task.ts';
import { acknowledgement } from '../../core/wording/acknowledgement.ts';
import { askComment } from '../../core/wording/ask.ts';
import { marker } from '../../core/wording/markdown/marker.ts';
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
    const mark = marker('acknowledge', task.id);
    return (await github.hasComment(task.repository, task.issue, mark)) ? done() : null;
  },
  async perform(parts, task) {
    const body = acknowledgement(task, { label: task.policy.label, place: await placeInQueue(parts, task) });
    await parts.github.comment(task.repository, task.issue, body);
    return done();
  },
};

export const ask: Performer<EffectOf<'ask'>> = {
  async find({ github }, task, effect) {
    const mark = marker('ask', task.id, effect.asked);
    return (await github.hasComment(task.repository, task.issue, mark)) ? done() : null;
  },
  async perform({ github }, task, effect) {
    // Somebody was faster than the question.
    if (task.state.kind !== 'waiting' && task.state.kind !== 'failed') return done();
    await github.comment(task.repository, task.issue, askComment(task, effect.asked));
    return done();
  },
};

/** Place among the tasks that cannot start yet, from 1; `null` when it starts at once or has started. */
async function placeInQueue({ store }: EngineParts, task: Task): Promise<number | null> {
  if (task.state.kind !== 'queued') return null;
  const open = (await store.openTasks()).filter((other) => other.repository.id === task.repository.id);
  const queued = open
    .filter((other) => other.state.kind === 'queued')
    .map(({ id, priority, createdAt, policy }) => ({ id, priority, createdAt, parallel: policy.parallel }));
  const free = task.policy.parallel - open.filter((other) => 'slot' in other.state).length;
  const place = queueOrder(queued).findIndex((other) => other.id === task.id);
  return place < free ? null : place - Math.max(0, free) + 1;
}
