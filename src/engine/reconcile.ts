// Webhooks get lost: compares what is running with GitHub, and asks GitHub for what it could not deliver.
// Its cost grows with running attempts, not with history.
import { openAttempt } from '../core/task.ts';
import { applyEvent } from './apply-event.ts';
import type { EngineParts } from './parts.ts';

/** How far back failed deliveries are asked for, in milliseconds; GitHub keeps them for three days. */
const redeliverMs = 3 * 24 * 3_600_000;

export async function reconcile(parts: EngineParts): Promise<void> {
  const { store, github, now, log } = parts;
  for (const task of await store.openTasks()) {
    const attempt = openAttempt(task.state);
    if (attempt === null || attempt.runId === null || attempt.conclusion !== null) continue;
    const run = await github.run(task.repository, attempt.runId);
    if (run?.status !== 'completed') continue;
    const conclusion = run.conclusion ?? 'unknown';
    log.info({ task: task.id, run: run.id }, 'a run has ended that no webhook told of');
    await applyEvent(parts, task.id, { kind: 'run_ended', runId: attempt.runId, conclusion, at: now() });
  }
  await github.redeliverFailed(now() - redeliverMs);
}
