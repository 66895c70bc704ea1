// The last word of a phase: its result, or an error in its place when the result cannot be carried.
import type { Flake, ResultVerdict, Usage } from '../../src/contract/result.ts';
import type { Identity } from './read-request.ts';
import type { ResultDirectory } from './result-directory.ts';
import { errored } from './run-work.ts';

/** What is told with every result, whatever its verdict. */
export interface Kept {
  /** What coders and models use. */
  readonly usage: Usage[];
  flake: Flake | null;
}

/** A result that does not fit the contract is an error of ours, and says so instead. */
export function finish(
  directory: ResultDirectory,
  identity: Identity,
  { kept, result }: { readonly kept: Kept; readonly result: ResultVerdict },
): ResultVerdict {
  try {
    directory.write({ version: 1, ...identity, ...kept, result });
    return result;
  } catch (error) {
    const instead = errored('machinery', `The action made a result that does not fit the contract: ${String(error)}`);
    // What was kept may be what does not fit.
    directory.write({ version: 1, ...identity, usage: [], flake: null, result: instead });
    return instead;
  }
}
