// The one interface of all review rules. A rule looks at a snapshot and never fetches.
import type { Finding } from '../../../src/contract/finding.ts';
import type { Diff } from './diff.ts';

export interface ReviewContext {
  readonly test: {
    readonly path: string;
    /** Text as it was recorded. */
    readonly frozen: string;
    /** Text in the head commit, `null` when it is gone. */
    readonly current: string | null;
  };
  readonly protectedPaths: readonly string[];
  /** Changed lines above which the change counts as too large to review. */
  readonly linesMax: number;
}

/** `diff` leaves out the generated test, which Chimera wrote itself. */
export type Rule = (diff: Diff, context: ReviewContext) => Finding[] | Promise<Finding[]>;
