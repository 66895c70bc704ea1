/** Issues, their labels, comments and reactions. */
import type { Account, App } from './account.ts';
import type { PullRequest } from './pull-request.ts';
import type { Written } from './world.ts';

export interface Label extends Written {
  name: string;
  /** Six hexadecimal digits without `#`. */
  color: string;
  description: string | null;
  readonly default: boolean;
}

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
