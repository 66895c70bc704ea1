// What a command is carried out with, and what comes of it.
import type { ConfigOutcome } from '../../core/config/parse-config.ts';
import type { Repository } from '../../core/task.ts';
import type { IssueSnapshot, Person } from '../../github/signal.ts';

export interface CommandContext {
  readonly repository: Repository;
  /** What was commented on; the pull request itself when `onPullRequest`. */
  readonly issue: IssueSnapshot;
  readonly onPullRequest: boolean;
  readonly person: Person;
  readonly config: ConfigOutcome;
  /** The comment, button or delivery, so that it counts once. */
  readonly cause: string;
}

/** `words` is what to answer, if anything. */
export interface Result {
  readonly ok: boolean;
  readonly words: string | null;
}

export const done: Result = { ok: true, words: null };
export const refused = (words: string): Result => ({ ok: false, words });
export const answered = (words: string): Result => ({ ok: true, words });
