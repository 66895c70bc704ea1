/** The part of a pull request that an issue does not have, and its reviews. */
import type { Account } from './account.ts';
import type { Issue, Reaction } from './issue.ts';
import type { Written } from './world.ts';

export interface PullRequest {
  readonly id: number;
  /** Branch names without `refs/heads/`; both branches are of the same repository (the sandbox has no forks). */
  readonly headRef: string;
  baseRef: string;
  /** Follows the branch while the pull request is open. */
  headSha: string;
  /** The base branch's commit when the pull request was opened or last changed. */
  baseSha: string;
  draft: boolean;
  mergedMs: number | undefined;
  mergedBy: Account | undefined;
  mergeCommitSha: string | null;
  maintainerCanModify: boolean;
  requestedReviewers: Account[];
  /** Figures of the diff base...head, kept in step with both branches. */
  size: PullSize;
}

export interface PullSize {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
  /** Whether git can merge it without a conflict; false for a merged one. */
  readonly mergeable: boolean;
}

/** An issue that is known to be a pull request. */
export type PullIssue = Issue & { readonly pull: PullRequest };

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== undefined;
}

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

export interface Review extends Written {
  readonly issue: PullIssue;
  readonly author: Account;
  state: ReviewState;
  body: string;
  readonly commitSha: string;
  submittedMs: number | undefined;
}

export interface ReviewComment extends Written {
  readonly issue: PullIssue;
  /** Undefined only while it is being made. */
  readonly review: Review;
  readonly author: Account;
  readonly path: string;
  readonly side: 'LEFT' | 'RIGHT';
  /** Line of the file on `side`; null for a comment on the whole file. */
  readonly line: number | null;
  readonly startLine: number | null;
  readonly startSide: 'LEFT' | 'RIGHT' | null;
  /** Lines below the first `@@` of the file's diff. */
  readonly position: number | null;
  readonly diffHunk: string;
  readonly commitSha: string;
  readonly inReplyTo: ReviewComment | undefined;
  body: string;
  updatedMs: number;
  readonly reactions: Reaction[];
}
