// What one use of a model may cost, and what it has cost so far. Every request is counted here before it is sent.
import type { Limits, ModelSettings } from '../../../src/contract/request.ts';
import type { Usage } from '../../../src/contract/result.ts';
import { ModelFailure } from './model-failure.ts';

export interface Spending {
  /** Throws when nothing is left; counts the request otherwise. */
  request(): void;
  /** Time that is left, in milliseconds. */
  leftMs(): number;
  add(tokens: { readonly input: number; readonly output: number }): void;
  /** Whether another request would be refused. */
  spent(): boolean;
  usage(who: string): Usage;
}

export interface SpendingOptions {
  readonly limits: Limits;
  readonly costPerMillion: ModelSettings['costPerMillion'];
  readonly requestsMax: number;
  /** Milliseconds since some moment. */
  readonly now?: () => number;
}

export function openSpending({ limits, costPerMillion, requestsMax, now = Date.now }: SpendingOptions): Spending {
  const end = now() + limits.minutes * 60_000;
  let requests = 0;
  let input = 0;
  let output = 0;
  const cost = (): number | null =>
    costPerMillion === null ? null : (input * costPerMillion.input + output * costPerMillion.output) / 1_000_000;
  const reached = (): string | null => {
    if (limits.tokens !== null && input + output >= limits.tokens) return `its ${limits.tokens} tokens`;
    if (limits.costUsd !== null && (cost() ?? 0) >= limits.costUsd) return `its $${limits.costUsd}`;
    if (requests >= requestsMax) return `its ${requestsMax} requests`;
    return now() >= end ? `its ${limits.minutes} minutes` : null;
  };
  return {
    request() {
      const limit = reached();
      if (limit !== null) throw new ModelFailure('limit', `The model has used up ${limit}.`);
      requests += 1;
    },
    leftMs: () => Math.max(0, end - now()),
    add(tokens) {
      input += tokens.input;
      output += tokens.output;
    },
    spent: () => reached() !== null,
    usage: (who) => ({ who: who.slice(0, 200), inputTokens: input, outputTokens: output, costUsd: cost() }),
  };
}
