// The other checks of the commit: a change that breaks the repository's own CI is not good, whatever the score.
import type { PostedReview } from '../../../src/contract/result.ts';

/** A check run or a commit status, as the review needs it. */
export interface OtherCheck {
  readonly name: string;
  /** `pending` until it has ended. */
  readonly state: 'pending' | 'passed' | 'failed';
  readonly url: string | null;
}

export interface OtherChecks {
  readonly failed: PostedReview['failedChecks'];
  /** Names of those that had not ended when the time was over. */
  readonly pending: readonly string[];
}

interface Waiting {
  readonly seconds: number;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Pause between two looks: a check takes minutes, and each look costs two requests. */
const lookMs = 10_000;

/**
 * Looks until none is pending, or the time is over; at least once. GitHub shows nothing of a check that has not begun, so
 * what begins later is not waited for.
 */
export async function otherChecks(
  look: () => Promise<readonly OtherCheck[]>,
  { seconds, now, pause }: Waiting,
): Promise<OtherChecks> {
  const end = now() + seconds * 1_000;
  for (;;) {
    const checks = await look();
    const failed = checks.filter(({ state }) => state === 'failed');
    const pending = checks.filter(({ state }) => state === 'pending');
    // One that has failed decides; the others change nothing any more.
    if (pending.length === 0 || failed.length > 0 || now() + lookMs > end) {
      return {
        failed: failed.slice(0, 50).map(({ name, url }) => ({ name: name.slice(0, 300), url })),
        pending: pending.map(({ name }) => name),
      };
    }
    await pause(lookMs);
  }
}
