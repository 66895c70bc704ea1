// What a tool has used over its turns: by its own words, by what passed the proxy, and held against what it may use.
import type { Limits } from '../../../../src/contract/request.ts';
import type { Usage } from '../../../../src/contract/result.ts';
import type { AnswerUsage } from '../../confinement/answer-usage.ts';
import { tokens } from '../../usage/amounts.ts';

type Used = Omit<Usage, 'who'>;

export interface Account {
  /**
   * One turn: what the tool told of it, and all that has passed the proxy so far, if there is one. Of both the larger counts: a tool
   * that is ended tells nothing, and a hostile one what it likes. `null`: nobody knows of anything.
   */
  add(told: Used, passed: AnswerUsage | null): Used | null;
  /** Whether a limit is reached by what is known. */
  spent(): boolean;
}

export function openAccount(limits: Pick<Limits, 'tokens' | 'costUsd'>): Account {
  let before: AnswerUsage = { inputTokens: 0, outputTokens: 0 };
  let tokensUsed = 0;
  let usdUsed = 0;
  return {
    add(told, passed) {
      const input = passedInTurn(passed?.inputTokens, before.inputTokens);
      const output = passedInTurn(passed?.outputTokens, before.outputTokens);
      before = passed ?? before;
      const used = {
        inputTokens: larger(told.inputTokens, input),
        outputTokens: larger(told.outputTokens, output),
        costUsd: told.costUsd,
      };
      tokensUsed += (used.inputTokens ?? 0) + (used.outputTokens ?? 0);
      usdUsed += used.costUsd ?? 0;
      return Object.values(used).every((amount) => amount === null) ? null : used;
    },
    spent: () =>
      (limits.tokens !== null && tokensUsed >= limits.tokens) || (limits.costUsd !== null && usdUsed >= limits.costUsd),
  };
}

/** `null` when nothing has passed, or more than can be believed. */
function passedInTurn(now: number | undefined, before: number): number | null {
  return now === undefined || now === before ? null : tokens.parse(now - before);
}

const larger = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
