// Stops a run of an attempt that is closed: it works for nobody any more.
import type { RunId } from '../core/identifier.ts';
import type { AttemptRecord, Task } from '../core/task.ts';
import type { EngineParts } from './parts.ts';

/**
 * A deployment to production that is cancelled half way is worse than one of which it is known that it has happened. So
 * there the app takes the attempt's claim first: with it, the run cannot deploy, and is cancelled; without it, the
 * run has begun and is `left` to end, with its test and its rollback. A run that still waits for an approval has its
 * claim, and has not begun.
 */
export async function stopRun(
  { github, log }: EngineParts,
  { repository, id }: Pick<Task, 'repository' | 'id'>,
  { attempt, run }: { attempt: Pick<AttemptRecord, 'id' | 'phase' | 'head'>; run: RunId },
): Promise<'cancelled' | 'left'> {
  if (attempt.phase === 'production_deployment' && (await github.run(repository, run))?.status !== 'waiting') {
    const claim = await github.claim(repository, { attempt: attempt.id, commit: attempt.head });
    if (claim === 'taken') {
      log.warn({ task: id, attempt: attempt.id, run }, 'a run of a closed attempt deploys to production and is left');
      return 'left';
    }
  }
  log.warn({ task: id, attempt: attempt.id, run }, 'a run of a closed attempt is cancelled');
  await github.cancelRun(repository, run);
  return 'cancelled';
}
