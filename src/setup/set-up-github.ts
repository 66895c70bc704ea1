// What the set-up of a repository asks of GitHub, in its own words.
import type { CommitId } from '../core/identifier.ts';
import type { Repository } from '../core/task.ts';

/** The files of a repository, wherever they lie. Paths are relative to its top, with `/`. */
export interface Files {
  /** Names in a directory (`''` is the top); none when there is no such directory. */
  list(directory: string): Promise<string[]>;
  /** A file's text; `null` when there is none, or none that can be read as text: too large, not a file. */
  read(path: string): Promise<string | null>;
}

/** `empty`: without a single commit. `gone`: not there, or the app may not see it. */
export type RepositoryState =
  | { readonly kind: 'ready'; readonly defaultBranch: string }
  | { readonly kind: 'empty' | 'archived' | 'gone' };

export interface SetUpPullRequest {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
}

/** Questions may be asked as often as needed; each deed is done at most once a call. */
export interface SetUpGitHub {
  repositoryState(repository: Repository): Promise<RepositoryState>;
  /** The files on the default branch. */
  files(repository: Repository): Files;
  findBranch(repository: Repository, name: string): Promise<{ head: CommitId; message: string } | null>;
  /** The newest pull request that was ever opened from this branch of the repository itself, whatever became of it. */
  findPullRequest(repository: Repository, branch: string): Promise<SetUpPullRequest | null>;
  /**
   * One commit with these files on top of the default branch, and a branch on it. `taken`: the name exists already.
   * `refused`: the app may not write there, or not write workflow files.
   */
  createBranch(
    repository: Repository,
    branch: { name: string; message: string; files: readonly { path: string; content: string }[] },
  ): Promise<{ kind: 'created' | 'taken' } | { kind: 'refused'; words: string }>;
  openPullRequest(
    repository: Repository,
    pullRequest: { branch: string; title: string; body: string },
  ): Promise<{ kind: 'opened'; number: number; url: string } | { kind: 'taken' }>;
  createLabel(
    repository: Repository,
    label: { name: string; color: string; description: string },
  ): Promise<'created' | 'present'>;
}
