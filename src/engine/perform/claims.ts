// Claims of a task's deployments: refs that nobody needs once no run of the task can come any more.
import type { Effect } from '../../core/effect.ts';
import { claimedAttempts, isTerminal } from '../../core/task.ts';
import { done, type Performer, repeatable } from './performer.ts';

/** A run that GitHub started twice finds the claim as long as it may still come: a job waits for a runner 24 hours at most. */
const restMs = 25 * 3_600_000;

export const dropClaims: Performer<Extract<Effect, { kind: 'drop_claims' }>> = {
  find: repeatable,
  async perform({ github, now }, task) {
    // People have brought it back: its next end asks again.
    if (!isTerminal(task.state)) return done();
    const at = task.state.at + restMs;
    if (now() < at) return { kind: 'held', at, note: 'A run that was started twice may still come.' };
    for (const attempt of claimedAttempts(task)) await github.dropClaim(task.repository, attempt);
    return done();
  },
};
