// Amounts that tools and endpoints tell of their usage, held to what the contract can carry. Nothing here throws: what is no amount is unknown.
import { z } from 'zod';

/** Nothing uses more in one job; whoever says so is not believed, and all sums stay whole numbers. */
const tokensMax = 1e12;
const usdMax = 1e6;

const given = z.number().nonnegative().max(tokensMax).transform(Math.round);

/** `null`: unknown. */
export const tokens = given.nullable().catch(null);

/** A part of an amount, which is left out when it is 0. */
export const partOfTokens = given
  .nullish()
  .transform((told): number | null => told ?? 0)
  .catch(null);

/** `null`: unknown. */
export const usd = z.number().nonnegative().max(usdMax).nullable().catch(null);

export const sumOfTokens = (amounts: readonly (number | null)[]): number | null => tokens.parse(sum(amounts));

export const sumOfUsd = (amounts: readonly (number | null)[]): number | null => usd.parse(sum(amounts));

/** `null` when there are none, or one of them is unknown. */
function sum(amounts: readonly (number | null)[]): number | null {
  if (amounts.length === 0) return null;
  return amounts.reduce((total, one) => (total === null || one === null ? null : total + one), 0);
}
