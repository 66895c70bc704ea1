// What the engine asks of GitHub, in its own words. Every call is about one repository and its installation.
import type { ChangeSet } from '../contract/change-set.ts';
import type { Finding } from '../core/finding.ts';
import type { AttemptId, CommitId, RunId, TaskId } from '../core/identifier.ts';
import type { Repository } from '../core/task.ts';
import type { CheckRunView } from '../core/wording/check-run.ts';
import type { IssueSnapshot, Person, ReviewSnapshot } from './signal.ts';

/**
 * A call that did not do what it was asked to.
 * `refused`: GitHub said no, and would say no again; nothing happened. `limited`: nothing happened, try again at `until`.
 * `unclear`: it may or may not have happened (time-out, reset, 5xx); look before repeating.
 */
export class CallFailure extends Error {
  readonly kind: 'refused' | 'limited' | 'unclear';
  readonly status: number | null;
  /** Milliseconds since 1970; only with `limited`. */
  readonly until: number | null;

  constructor(
    kind: CallFailure['kind'],
    message: string,
    options: { status?: number; until?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CallFailure';
    this.kind = kind;
    this.status = options.status ?? null;
    this.until = options.until ?? null;
  }
}

export interface RunSnapshot {
  readonly id: RunId;
  readonly status: string;
  readonly conclusion: string | null;
  /** Path of the workflow file, without a ref. */
  readonly path: string;
  readonly event: string;
  readonly headBranch: string | null;
  /** The evaluated `run-name`. */
  readonly title: string;
  /** Who started the run. */
  readonly actor: Person | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A deployment with its newest status. */
export interface DeploymentSnapshot {
  readonly id: number;
  readonly environment: string;
  /** Whether end users see it. */
  readonly production: boolean;
  /** GitHub's word: `success`, `failure`, `error`, `in_progress`, … */
  readonly state: string;
  readonly url: string | null;
}

export type ArtifactReading =
  | { readonly kind: 'found'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'missing' }
  /** Too large, too many entries, a path that leaves the archive, not a zip file: with what was wrong. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Questions: they change nothing and may be asked as often as needed. */
export interface GitHubQuestions {
  /** Address of a run's page; asks nobody. */
  runUrl(repository: Repository, run: RunId): string;
  /** Address of a file's page in a commit; asks nobody. */
  fileUrl(repository: Repository, commit: CommitId, path: string): string;
  /** The text of a file on the default branch; `null` when it is not there. */
  readFile(repository: Repository, path: string): Promise<string | null>;
  /** The text of a file in the owner's `.github` repository; `null` when there is none that the app may read. */
  readOwnersFile(repository: Repository, path: string): Promise<string | null>;
  /** The repository of this name, as the installation sees it; `null` when it does not. */
  findRepository(installation: number, name: { owner: string; name: string }): Promise<Repository | null>;
  /** The issue as it is now; `null` when there is none, or it is elsewhere. */
  readIssue(repository: Repository, issue: number): Promise<IssueSnapshot | null>;
  /** Whether the person may write to the repository, asked at this moment. */
  mayWrite(repository: Repository, login: string): Promise<boolean>;
  /** The app's comment with this hidden marker on the issue, or `null`. */
  findComment(repository: Repository, issue: number, marker: string): Promise<number | null>;
  /** The branch, if it exists and its first commit was made for this task. */
  findBranch(
    repository: Repository,
    branch: { name: string; marker: string },
  ): Promise<{ base: CommitId; head: CommitId } | null>;
  findPullRequest(repository: Repository, branch: string): Promise<{ number: number; url: string } | null>;
  /** The run whose `run-name` ends with the attempt, the oldest if there are several; `besides` is none of them. */
  findRun(repository: Repository, attempt: { id: string; startedAt: number; besides?: RunId }): Promise<RunId | null>;
  run(repository: Repository, run: RunId): Promise<RunSnapshot | null>;
  /** Environments whose rules do not let the run in yet. */
  pendingEnvironments(repository: Repository, run: RunId): Promise<readonly string[]>;
  readArtifact(repository: Repository, run: RunId, name: string): Promise<ArtifactReading>;
  /** The commit on top of `parent` whose message holds the marker, if it is the branch's head. */
  findCommit(repository: Repository, branch: string, marker: string): Promise<CommitId | null>;
  /** The commit that a task's ref of pictures points to, if its message holds the marker. */
  findPictures(repository: Repository, task: TaskId, marker: string): Promise<CommitId | null>;
  /** Who has deployed a commit and how it ended, the newest first. */
  deploymentsOf(repository: Repository, head: CommitId): Promise<readonly DeploymentSnapshot[]>;
  /** The review with this hidden marker by this bot, or `null`; also one that is only a comment. */
  findReview(
    repository: Repository,
    review: { pullRequest: number; marker: string; by: string },
  ): Promise<{ readonly review: number } | null>;
  /** What a person wrote at lines in one review. */
  reviewComments(
    repository: Repository,
    review: { pullRequest: number; review: number; by: string },
  ): Promise<readonly Finding[]>;
  /** The newest verdicts that people have submitted as reviews, oldest first; one that was dismissed abstains. */
  reviewsByPeople(repository: Repository, pullRequest: number): Promise<readonly ReviewSnapshot[]>;
  /** The commit that a merged pull request became; `null` when it is not merged. */
  mergeCommitOf(repository: Repository, pullRequest: number): Promise<CommitId | null>;
  findCheckRun(repository: Repository, head: CommitId, externalId: string): Promise<number | null>;
  readPullRequest(repository: Repository, pullRequest: number): Promise<PullRequestReading>;
}

/** Deeds: each is done at most once a call; nothing here repeats a request that may have had its effect. */
export interface GitHubDeeds {
  react(repository: Repository, issue: number): Promise<void>;
  reactToComment(
    repository: Repository,
    reaction: { comment: number; content: 'eyes' | 'rocket' | 'confused' },
  ): Promise<void>;
  /** Returns the comment's id. */
  comment(repository: Repository, issue: number, body: string): Promise<number>;
  /** `gone`: somebody has deleted the comment. */
  editComment(repository: Repository, comment: number, body: string): Promise<'edited' | 'gone'>;
  /** Puts a label on an issue; one that is on already stays. */
  label(repository: Repository, issue: number, label: string): Promise<void>;
  /** Takes back a review that was a verdict; one that does not stand any more counts as taken back. */
  dismissReview(
    repository: Repository,
    review: { pullRequest: number; review: number; message: string },
  ): Promise<void>;
  /** Makes an empty commit on the default branch's head and a branch on it. `taken`: the name exists already. */
  openBranch(
    repository: Repository,
    branch: { name: string; message: string },
  ): Promise<{ kind: 'opened'; base: CommitId; head: CommitId } | { kind: 'taken' }>;
  openPullRequest(
    repository: Repository,
    pullRequest: { branch: string; title: string; body: string },
  ): Promise<{ kind: 'opened'; number: number; url: string } | { kind: 'taken' }>;
  /** Starts the phase workflow; `null` when GitHub does not say which run it made. */
  dispatch(repository: Repository, inputs: Readonly<Record<string, string>>): Promise<RunId | null>;
  /** Cancels a run; one that has ended already counts as cancelled. */
  cancelRun(repository: Repository, run: RunId): Promise<void>;
  /** Commits a change set on top of `parent`; `moved` when the branch's head is another commit by now. */
  commit(
    repository: Repository,
    commit: { branch: string; parent: CommitId; changes: ChangeSet; message: string },
  ): Promise<{ kind: 'committed'; commit: CommitId } | { kind: 'moved'; head: CommitId }>;
  /** Commits files by themselves on the task's ref of pictures, in the place of those that were there. */
  publishPictures(
    repository: Repository,
    pictures: { task: TaskId; files: ReadonlyMap<string, Uint8Array>; message: string },
  ): Promise<CommitId>;
  createCheckRun(
    repository: Repository,
    checkRun: { head: CommitId; externalId: string; detailsUrl: string; view: CheckRunView },
  ): Promise<number>;
  updateCheckRun(repository: Repository, id: number, view: CheckRunView): Promise<void>;
  updateDescription(repository: Repository, pullRequest: number, body: string): Promise<void>;
  markReady(repository: Repository, nodeId: string): Promise<void>;
  closePullRequest(repository: Repository, pullRequest: number): Promise<void>;
  /** Merges if the head is still this one; `refused` with GitHub's words otherwise, or when something is missing. */
  mergePullRequest(
    repository: Repository,
    merge: { pullRequest: number; head: CommitId; method: 'merge' | 'squash' | 'rebase' },
  ): Promise<{ kind: 'merged'; commit: CommitId } | { kind: 'refused'; reason: string }>;
  /** Opens a pull request that takes a merged one back, on the branch `revert-<number>-<head branch>`. */
  openRevert(
    repository: Repository,
    revert: { nodeId: string; title: string; body: string },
  ): Promise<{ kind: 'opened'; number: number; url: string } | { kind: 'refused'; reason: string }>;
  /**
   * Takes the attempt's claim, so that no run of it deploys any more; `taken` when a run has it. What this app has
   * taken before is `claimed` again.
   */
  claim(repository: Repository, claim: { attempt: AttemptId; commit: CommitId }): Promise<'claimed' | 'taken'>;
  /** Removes the ref with which the attempt's deployment was claimed, if there is one. */
  dropClaim(repository: Repository, attempt: AttemptId): Promise<void>;
  /** Asks GitHub to send again what it could not deliver since `since`; returns how many. */
  redeliverFailed(since: number): Promise<number>;
}

/** A pull request as GitHub shows it now. */
export interface PullRequestReading {
  readonly body: string;
  readonly nodeId: string;
  readonly draft: boolean;
  readonly open: boolean;
  readonly merged: boolean;
  readonly head: CommitId;
  /**
   * Whether it could be merged: `blocked` by a rule of the base branch that asks for a review, a check or a newer base;
   * `unknown` while GitHub has not worked it out.
   */
  readonly mergeable: 'yes' | 'blocked' | 'conflict' | 'unknown';
}

export interface GitHub extends GitHubQuestions, GitHubDeeds {}
