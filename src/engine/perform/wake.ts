// An alarm rings: the event comes back at its time. Before an attempt counts as overdue GitHub is asked, because the
// record may not have heard what holds the run, that it has ended, or that somebody else has deployed.
import type { Effect } from '../../core/effect.ts';
import type { TaskEvent } from '../../core/event.ts';
import type { Task } from '../../core/task.ts';
import { CallFailure } from '../../github/github.ts';
import { applyEvent } from '../apply-event.ts';
import { newsOfRun } from '../news-of-run.ts';
import type { EngineParts } from '../parts.ts';
import { awaitedHead, heardOf, reportOf } from '../receive/deployment.ts';
import { done, type Performance, type Performer, repeatable } from './performer.ts';

/** Pause before the alarm rings again, in milliseconds: GitHub does not answer, or the result is being read. */
const againMs = 300_000;

type Overdue = Extract<TaskEvent, { kind: 'attempt_overdue' }>;

export const wake: Performer<Extract<Effect, { kind: 'wake' }>> = {
  find: repeatable,
  /** An alarm that could not be told from a false one is not given up: hours without GitHub are no news of the run. */
  async perform(parts, task, { event }) {
    const rung = { ...event, at: Math.max(event.at, parts.now()) };
    if (rung.kind !== 'attempt_overdue' || !isOpen(task, rung)) return done(rung);
    try {
      return await lookFirst(parts, task, rung);
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      parts.log.warn({ task: task.id, err: error }, 'an overdue attempt could not be looked at');
      return error.kind === 'refused' ? done(rung) : again(parts, 'GitHub does not say how it stands.');
    }
  },
};

const isOpen = ({ state }: Task, { attempt }: Overdue): boolean =>
  state.kind === 'running' && state.attempt.id === attempt;

async function lookFirst(parts: EngineParts, task: Task, overdue: Overdue): Promise<Performance> {
  const head = awaitedHead(task);
  if (head !== null) {
    const deployments = await parts.github.deploymentsOf(task.repository, head);
    const report = reportOf(task, deployments);
    return done(report === null ? { ...overdue, heard: heardOf(task, deployments) } : { ...report, at: overdue.at });
  }
  const news = await newsOfRun(parts, task);
  if (news?.kind !== 'run_ended') return done(news ?? overdue);
  await applyEvent(parts, task.id, news);
  return again(parts, 'The run has ended; its result is being read.');
}

const again = ({ now }: EngineParts, note: string): Performance => ({ kind: 'again', at: now() + againMs, note });
