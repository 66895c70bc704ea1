// Every form of sentence, in order of precedence.
import { actions } from './actions.ts';
import { addressAssertion, assertions } from './assertions.ts';
import { events } from './events.ts';
import type { Form } from './form.ts';
import { gestures } from './gestures.ts';
import { properties } from './properties.ts';

export const doing: readonly Form[] = [...gestures, ...actions];
export const checking: readonly Form[] = [...events, ...properties, ...assertions];

/** After `Then` a sentence says what is seen, if it can. */
export const afterThen: readonly Form[] = [addressAssertion, ...checking, ...doing];
export const otherwise: readonly Form[] = [...doing, ...checking];

/** For people who are looking for words: the most usual ones first. */
export const familiar: readonly Form[] = [...actions, ...assertions, ...gestures, ...properties, ...events];
