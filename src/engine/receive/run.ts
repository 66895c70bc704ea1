// Runs of the phase workflow: one has ended, or one has shown up that no attempt is known to have.
import { describePhase } from '../../core/phase.ts';
import { openAttempt } from '../../core/task.ts';
import type { Signal } from '../../github/signal.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';
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
 * A run that no attempt is known to have. Its dispatch may still be on its way back; or GitHub has started one dispatch
 * twice, and the twin of a known run is cancelled before it does everything again.
 */
async function hearOfUnknownRun(parts: EngineParts, signal: RunChanged): Promise<Reception> {
  const { store, github, log } = parts;
  for (const task of await store.openTasks()) {
    if (task.repository.id !== signal.repository.id) continue;
    const open = openAttempt(task.state);
    const attempts = open === null ? task.history : [...task.history, open];
    const attempt = attempts.find(({ id }) => signal.title.endsWith(` ${id}`));
    if (attempt === undefined) continue;
    if (attempt.runId === null) return attempt === open ? 'later' : 'done';
    if (attempt.runId === signal.run || signal.conclusion !== null) return 'done';
    // Of two deployments the one with the claim goes on by itself, and the other ends by itself.
    if (describePhase(attempt.phase).environment !== null) return 'done';
    log.warn({ task: task.id, attempt: attempt.id, run: signal.run }, 'a dispatch started two runs; one is cancelled');
    await github.cancelRun(signal.repository, signal.run);
    return 'done';
  }
  return 'done';
}
