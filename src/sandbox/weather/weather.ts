/** What can go wrong at GitHub, as settings. All zero is a calm day. */
export interface Weather {
  /** Seed of all chances below: the same seed and the same requests give the same weather. */
  readonly seed: number;
  readonly webhooks: {
    /** Chance (0..1) that a webhook is never sent; the deliveries API shows it as failed. */
    readonly lost: number;
    /** Chance that a webhook comes twice, with the same delivery id. */
    readonly repeated: number;
    /** Chance that a webhook waits until the next one has gone out. */
    readonly reordered: number;
    /** Milliseconds that a webhook is late, evenly between both. */
    readonly lateMs: readonly [number, number];
  };
  /** Milliseconds for which what was just written is missing from reads. Unique names are enforced at once. */
  readonly readLagMs: number;
  /** Dispatch of a workflow: chance that it answers 502 although the run started, and that it starts two runs. */
  readonly dispatch: { readonly lostAnswer: number; readonly twice: number };
  readonly errors: {
    /** Chance of a 502 before anything was done. */
    readonly before: number;
    /** Chance of a 502 after a writing request was carried out. */
    readonly after: number;
    /** Chance of a 429 with `retry-after`. */
    readonly tooMany: number;
    /** Chance of a 403 "secondary rate limit" with `retry-after`. */
    readonly secondaryLimit: number;
    readonly retryAfterSeconds: number;
    /** Milliseconds that every answer is slow. */
    readonly slowMs: number;
  };
  /** After so many incidents (a lost webhook, a 502, …) it is calm again; undefined: never. Lag is no incident. */
  readonly next: number | undefined;
  /** Enforce GitHub's secondary limits: 80 content-creating requests a minute, 500 an hour, for each token's owner. */
  readonly secondaryLimits: boolean;
}

export const calm: Weather = {
  seed: 1,
  webhooks: { lost: 0, repeated: 0, reordered: 0, lateMs: [0, 0] },
  readLagMs: 0,
  dispatch: { lostAnswer: 0, twice: 0 },
  errors: { before: 0, after: 0, tooMany: 0, secondaryLimit: 0, retryAfterSeconds: 60, slowMs: 0 },
  next: undefined,
  secondaryLimits: false,
};
