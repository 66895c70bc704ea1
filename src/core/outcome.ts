// What an attempt found, as the core sees it: the verdict and what the next phases need of it.
import type { Failure } from './failure.ts';
import type { Finding } from './finding.ts';
import type { CommitId, RunId } from './identifier.ts';
import type { Vote } from './votes.ts';

/** One link of the proof chain: a run of the frozen test on a known commit. */
export interface Proof {
  readonly commit: CommitId;
  readonly runId: RunId;
  /** Address that was tested. */
  readonly url: string;
  readonly tests: number;
  /** Times that it ran with this outcome. */
  readonly runs: number;
  /** Paths in the run's artifact `chimera-result`. */
  readonly report: string;
  readonly screenshot: string | null;
  readonly trace: string | null;
}

export interface Proofs {
  readonly redOnBase: Proof | null;
  readonly greenOnHead: Proof | null;
  readonly greenOnStaging: Proof | null;
}

/** The pull request review as it was posted. */
export interface PostedReview {
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  readonly url: string;
  /** GitHub's words when it refused the approval or the rejection. */
  readonly refused: string | null;
}

/** What became of the verdict when the guardian App was asked to post it, because GitHub had refused it from the job. */
export type DecisiveReview =
  | {
      readonly kind: 'posted';
      readonly state: 'APPROVED' | 'CHANGES_REQUESTED';
      /** GitHub's id of it. */
      readonly review: number;
      readonly url: string;
      /** Login of the guardian App's bot, like `by` below. */
      readonly by: string;
    }
  | { readonly kind: 'not_configured' }
  | { readonly kind: 'not_installed'; readonly by: string }
  /** With GitHub's words. */
  | { readonly kind: 'refused'; readonly by: string; readonly words: string };

/** Names a change set without carrying it: the files themselves stay with the attempt's result. */
export interface ChangeSummary {
  readonly sha256: string;
  readonly files: number;
}

export type Output =
  | {
      readonly phase: 'e2e_test_generation';
      readonly test: { readonly path: string; readonly sha256: string };
      readonly testOutput: string;
      readonly red: Proof;
      readonly changes: ChangeSummary;
    }
  | {
      readonly phase: 'code_implementation';
      readonly changes: ChangeSummary;
      readonly coder: string;
      /** Times that the coder was called. */
      readonly turns: number;
      /** How the tests ended in the coder's own job. */
      readonly tests: 'green' | 'red' | 'not-run';
    }
  | {
      readonly phase: 'guardian_review';
      readonly score: number;
      readonly votes: readonly Vote[];
      readonly green: Proof;
      readonly review: PostedReview | null;
    }
  | {
      readonly phase: 'staging_deployment' | 'production_deployment';
      readonly url: string;
      readonly commit: CommitId;
    }
  | { readonly phase: 'e2e_validation'; readonly green: Proof };

export type Outcome =
  | { readonly verdict: 'succeeded'; readonly output: Output }
  | {
      readonly verdict: 'rejected';
      readonly summary: string;
      readonly findings: readonly Finding[];
      readonly score: number | null;
      readonly votes: readonly Vote[];
      readonly review: PostedReview | null;
      /** After a deployment that failed its validation: whether the version before is back. */
      readonly rolledBack: boolean | null;
    }
  | { readonly verdict: 'errored'; readonly failure: Failure };

/** A scenario whose runs on one build ended differently. */
export interface Flake {
  /** Title of the scenario. */
  readonly title: string;
  readonly passed: number;
  readonly of: number;
}
