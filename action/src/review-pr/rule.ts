// The one interface of all review rules. A rule looks at a snapshot and never fetches.
import type { Finding } from '../../../src/contract/finding.ts';
import type { Diff } from './diff.ts';

/** Every rule's name: it stands in findings, and in the name of the rule's page. */
export type RuleName =
  | 'test-tampering'
  | 'protected-paths'
  | 'secrets'
  | 'injected-instructions'
  | 'dangerous-code'
  | 'new-dependencies'
  | 'lockfile-drift'
  | 'migrations'
  | 'size'
  | 'dead-code'
  | 'disabled-tests'
  | 'missing-tests'
  | 'generated-files'
  | 'debug-output';

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
  /** Whole texts of the changed files; `null` is a side where the file is not there, is binary or is too large. */
  readonly texts: ReadonlyMap<string, FileTexts>;
  /** Every path of the head commit. */
  readonly paths: readonly string[];
  /** Texts of the head commit's settings of npm and Yarn: they name the registries that packages may come from. */
  readonly registrySettings: string;
}

export interface FileTexts {
  readonly before: string | null;
  readonly after: string | null;
}

export interface Rule {
  readonly name: RuleName;
  /** The rule in a few words. */
  readonly title: string;
  /** What in a change the rule objects to. */
  readonly looksFor: string;
  /** Why that matters. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly examples?: { readonly bad: string; readonly good: string };
  /** `diff` leaves out the generated test, which Chimera wrote itself. */
  check(diff: Diff, context: ReviewContext): readonly Finding[] | Promise<readonly Finding[]>;
}
