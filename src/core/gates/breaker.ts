// The circuit breaker of a repository: when everything fails, starting more tasks only makes more failures. It is
// derived from the newest attempts, so nothing has to be reset: the next success closes it.

export interface EndedAttempt {
  readonly verdict: string;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/**
 * Until when no task of the repository starts, or `null` when the breaker is closed.
 * @param newest the repository's latest attempts that have ended, the newest first; voided ones say nothing
 */
export function breakerOpenUntil(
  newest: readonly EndedAttempt[],
  { errors, pauseMs, now }: { readonly errors: number; readonly pauseMs: number; readonly now: number },
): number | null {
  const telling = newest.filter(({ verdict }) => verdict !== 'void').slice(0, errors);
  const [last] = telling;
  if (last === undefined || telling.length < errors || telling.some(({ verdict }) => verdict !== 'errored'))
    return null;
  const until = last.endedAt + pauseMs;
  return now < until ? until : null;
}
