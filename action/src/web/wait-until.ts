// Waiting with an end: asks again and again until the answer is good or the time is over.

export type Answer<Good, Bad> =
  | { readonly kind: 'good'; readonly value: Good }
  | { readonly kind: 'bad'; readonly value: Bad };

const pauseMs = 100;

/**
 * Asks until `ask` gives a good answer; after `seconds` the last bad one stands. Asks at least once.
 * `ask` hears how many milliseconds are left, so that its own waiting can end with ours.
 */
export async function waitUntil<Good, Bad>(
  seconds: number,
  ask: (leftMs: number) => Promise<Answer<Good, Bad>>,
): Promise<Answer<Good, Bad>> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask(deadline - Date.now());
    if (answer.kind === 'good' || Date.now() + pauseMs > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
