// Runs of the phase workflow: one has ended, or one has shown up that no attempt is known to have.
import { taskOfAttempt } from '../../core/identifier.ts';
import { describePhase } from '../../core/phase.ts';
import { isOutOfReach, openAttempt } from '../../core/task.ts';
import type { Signal } from '../../github/signal.ts';
import { applyEvent } from '../apply-event.ts';
import { doubtRun } from '../doubt-run.ts';
import type { EngineParts } from '../parts.ts';
import { stopRun } from '../stop-run.ts';
import type { Reception } from './reception.ts';

type RunChanged = Extract<Signal, { kind: 'run_changed' }>;

/** A run is believed only when the record knows it as the run of an attempt; its title alone proves nothing. */
export async function hearOfRun(parts: EngineParts, signal: RunChanged): Promise<Reception> {
  const { store, github, now } = parts;
  const task = await store.taskOfRun(signal.run);
  if (task === null) return await hearOfUnknownRun(parts, signal);
  if (signal.conclusion === null) return 'done';
  // The payload is a hint; what counts is what GitHub says about the run when asked.
  const run = await github.run(signal.repository, signal.run);
  if (run === null || run.status !== 'completed') return 'later';
  const conclusion = run.conclusion ?? 'unknown';
  await applyEvent(parts, task.id, { kind: 'run_ended', runId: signal.run, conclusion, at: now() });
  return 'done';
}

/**
 * A run that no attempt is known to have. Its dispatch may still be on its way back; or its attempt was closed before;
 * or GitHub has started one dispatch twice, and the twin of a known run is cancelled before it does everything again.
 */
async function hearOfUnknownRun(parts: EngineParts, signal: RunChanged): Promise<Reception> {
  const id = taskOfAttempt(signal.title.split(' ').at(-1) ?? '');
  const task = id === null ? null : await parts.store.task(id);
  if (task === null || task.repository.id !== signal.repository.id || isOutOfReach(task)) return 'done';
  const open = openAttempt(task.state);
  const attempt = [...(open === null ? [] : [open]), ...task.history].find((one) =>
    signal.title.endsWith(` ${one.id}`),
  );
  if (attempt === undefined || attempt.runId === signal.run) return 'done';
  if (attempt === open && attempt.runId === null) return 'later';
  // Of two deployments the one with the claim goes on by itself, and the other ends by itself.
  if (attempt === open && describePhase(attempt.phase).environment !== null) return 'done';
  if (attempt.runId !== null && signal.conclusion !== null) return 'done';
  const run = await parts.github.run(signal.repository, signal.run);
  if (run === null) return 'later';
  const foreign = doubtRun(parts, task, attempt.id, run);
  if (foreign !== null) {
    parts.log.warn({ task: task.id, run: run.id, foreign }, 'a run that looks like one of an attempt is left alone');
    return 'done';
  }
  if (attempt.runId === null) {
    const event = { kind: 'run_dispatched', attempt: attempt.id, runId: signal.run, at: parts.now() } as const;
    await applyEvent(parts, task.id, event);
  } else await stopRun(parts, task, { attempt, run: signal.run });
  return 'done';
}
