/** Issues that are pull requests, and their reviews. */
import type { Account } from './account.ts';
import type { Issue, PullRequest, Reaction } from './issue.ts';
import type { Written } from './written.ts';

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
