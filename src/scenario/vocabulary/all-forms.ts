// Every form of sentence, in order of precedence.
import { actions, beginnings } from './actions.ts';
import { assertions } from './assertions.ts';
import { events } from './events.ts';
import type { Form } from './form.ts';
import { gestures } from './gestures.ts';
import { properties } from './properties.ts';

export const doing: readonly Form[] = [...gestures, ...actions];
export const checking: readonly Form[] = [...events, ...properties, ...assertions];

/** Where somebody is says how a scenario begins, */
export const atFirst: readonly Form[] = [...beginnings, ...doing, ...checking];
/** and what is done for it; */
export const afterGiven: readonly Form[] = [...doing, ...beginnings, ...checking];
/** from then on it says what has come of it. */
export const afterWhen: readonly Form[] = [...doing, ...checking];
/** After `Then` a sentence says what is seen, if it can. */
export const afterThen: readonly Form[] = [...checking, ...doing];

/** For people who are looking for words: the most usual ones first. */
export const familiar: readonly Form[] = [
  ...actions,
  ...assertions,
  ...beginnings,
  ...gestures,
  ...properties,
  ...events,
];
