// How long to pause before the next try: doubling, with a ceiling. No chance in it; jitter belongs to the caller.

/** Longest pause between two tries, in milliseconds. */
export const pauseMsMax = 300_000;

/** Pause after the n-th error in a row (n from 1), in milliseconds. */
export function pauseMs(errors: number, firstMs: number): number {
  return Math.min(pauseMsMax, firstMs * 2 ** Math.min(errors - 1, 20));
}
