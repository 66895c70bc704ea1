/** Issues, their labels, comments and reactions; a pull request is an issue with a branch to pull. */
import type { Account, App } from './account.ts';
import type { Written } from './written.ts';

export interface Label extends Written {
  name: string;
  /** Six hexadecimal digits without `#`. */
  color: string;
  description: string | null;
  readonly default: boolean;
}

export const lockReasons = ['off-topic', 'too heated', 'resolved', 'spam'] as const;
export type LockReason = (typeof lockReasons)[number];

export interface Issue extends Written {
  readonly number: number;
  readonly author: Account;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  labels: Label[];
  assignees: Account[];
  locked: boolean;
  /** Why it was locked, when somebody said so. */
  lockReason?: LockReason | undefined;
  /** Moves with title, body, state and comments, but not with labels, as reported from GitHub. */
  updatedMs: number;
  closedMs: number | undefined;
  closedBy: Account | undefined;
  readonly reactions: Reaction[];
  /** The app that made it, when one did. */
  readonly viaApp: App | undefined;
  /** There when this issue is a pull request. */
  readonly pull?: PullRequest;
}

/** The part of a pull request that an issue does not have. */
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

export interface IssueComment extends Written {
  readonly issue: Issue;
  readonly author: Account;
  readonly viaApp: App | undefined;
  body: string;
  updatedMs: number;
  readonly reactions: Reaction[];
}

export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;
export type ReactionContent = (typeof reactionContents)[number];

export interface Reaction extends Written {
  readonly account: Account;
  readonly content: ReactionContent;
}
