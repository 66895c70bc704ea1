// An alarm rings: the event comes back at its time. Before an attempt counts as overdue its run is looked at, because
// the record may not have heard what holds it, or that it has ended.
import type { Effect } from '../../core/effect.ts';
import type { TaskEvent } from '../../core/event.ts';
import type { Task } from '../../core/task.ts';
import { CallFailure } from '../../github/github.ts';
import { applyEvent } from '../apply-event.ts';
import { newsOfRun } from '../news-of-run.ts';
import type { EngineParts } from '../parts.ts';
import { done, type Performance, type Performer, repeatable } from './performer.ts';

/** Pause before the run is looked at again, in milliseconds: GitHub does not answer, or its result is being read. */
const againMs = 300_000;

export const wake: Performer<Extract<Effect, { kind: 'wake' }>> = {
  find: repeatable,
  async perform(parts, task, { event }) {
    const rung = { ...event, at: Math.max(event.at, parts.now()) };
    if (event.kind !== 'attempt_overdue' || !isOpen(task, event.attempt)) return done(rung);
    const news = await askForNews(parts, task);
    if (news === 'unknown') return again(parts, 'GitHub does not say how the run is.');
    if (news === null) return done(rung);
    if (news.kind !== 'run_ended') return done(news);
    await applyEvent(parts, task.id, news);
    return again(parts, 'The run has ended; its result is being read.');
  },
};

const isOpen = ({ state }: Task, attempt: string): boolean => state.kind === 'running' && state.attempt.id === attempt;

/** An alarm that could not be told from a false one is not given up: hours without GitHub are no news of the run. */
async function askForNews(parts: EngineParts, task: Task): Promise<TaskEvent | 'unknown' | null> {
  try {
    return await newsOfRun(parts, task);
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    parts.log.warn({ task: task.id, err: error }, 'the run of an overdue attempt could not be looked at');
    return error.kind === 'refused' ? null : 'unknown';
  }
}

const again = ({ now }: EngineParts, note: string): Performance => ({ kind: 'again', at: now() + againMs, note });
