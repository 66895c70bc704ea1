// What a coder says about itself; what it did is read from git.
import type { Usage } from '../../../src/contract/result.ts';

export interface CoderReport {
  /** For the commit message and the pull request, for example `recorded change set 1`. */
  readonly coder: string;
  readonly summary: string;
  /** What it has used, where it says so. */
  readonly usage: Omit<Usage, 'who'> | null;
}

export interface Prompt {
  readonly text: string;
  /** Outside the checkout, so that it cannot become part of the change. */
  readonly file: string;
}

/** What a coder is asked to do in one turn. */
export interface Turn {
  readonly number: number;
  readonly prompt: Prompt;
  /** Time that is left, in minutes. */
  readonly minutes: number;
}
