// Effects on the issue: the reaction, and a question to people.
import type { Effect } from '../../core/effect.ts';
import { askComment } from '../../core/wording/ask.ts';
import { marker } from '../../core/wording/markdown/marker.ts';
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

export const ask: Performer<EffectOf<'ask'>> = {
  async find({ github }, task, effect) {
    const mark = marker('ask', task.id, effect.asked);
    return (await github.findComment(task.repository, task.issue, mark)) === null ? null : done();
  },
  async perform({ github }, task, effect) {
    // Somebody was faster than the question.
    if (task.state.kind !== 'waiting' && task.state.kind !== 'failed') return done();
    await github.comment(task.repository, task.issue, askComment(task, effect.asked));
    return done();
  },
};
