// What a webhook means to Chimera, free of GitHub's payloads.
import type { CommitId, RunId } from '../core/identifier.ts';
import type { Repository } from '../core/task.ts';

export interface Person {
  readonly id: number;
  readonly login: string;
  /** Not a person at all, but a bot. */
  readonly bot: boolean;
}

/** An issue as it was when GitHub wrote the webhook. */
export interface IssueSnapshot {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly labels: readonly string[];
  readonly author: Person;
}

interface AboutIssue {
  readonly repository: Repository;
  readonly issue: IssueSnapshot;
  readonly sender: Person;
}

/** A review as it stands on a pull request. */
export interface ReviewSnapshot {
  readonly vote: 'approve' | 'reject' | 'abstain';
  /** The commit that it is about. */
  readonly head: CommitId;
  readonly review: { readonly id: number; readonly body: string; readonly url: string };
  /** Whose review it is; somebody else may have dismissed it. */
  readonly author: Person;
}

interface AboutPullRequest {
  readonly repository: Repository;
  readonly pullRequest: number;
  readonly sender: Person;
}

export type Signal =
  | ({ readonly kind: 'issue_labelled'; readonly label: string } & AboutIssue)
  | ({ readonly kind: 'issue_unlabelled'; readonly label: string } & AboutIssue)
  | ({ readonly kind: 'issue_closed' } & AboutIssue)
  | ({ readonly kind: 'issue_reopened' } & AboutIssue)
  | ({ readonly kind: 'issue_edited' } & AboutIssue)
  /** The issue is not where it was. */
  | ({ readonly kind: 'issue_gone'; readonly how: 'deleted' | 'transferred' } & AboutIssue)
  /** On an issue or a pull request; `issue` is then the pull request as an issue. */
  | ({
      readonly kind: 'comment_written';
      readonly comment: { readonly id: number; readonly body: string };
      readonly onPullRequest: boolean;
    } & AboutIssue)
  /** A review that is a verdict was submitted, or (`abstain`) dismissed. */
  | ({ readonly kind: 'review_written' } & ReviewSnapshot & AboutPullRequest)
  /** Somebody has deployed a commit, or failed to. */
  | {
      readonly kind: 'deployed';
      readonly repository: Repository;
      /** The deployment's. */
      readonly id: number;
      readonly head: CommitId;
      readonly environment: string;
      readonly production: boolean;
      /** GitHub's word for it. */
      readonly state: string;
      readonly url: string | null;
    }
  | ({ readonly kind: 'head_pushed'; readonly head: CommitId } & AboutPullRequest)
  | ({ readonly kind: 'pull_request_closed'; readonly merged: boolean } & AboutPullRequest)
  /** A button of our check run, or its "Re-run" (`retry`). */
  | {
      readonly kind: 'button_pressed';
      readonly repository: Repository;
      readonly identifier: string;
      /** The task's id, as we wrote it into the check run; `null` for all check runs of the commit. */
      readonly externalId: string | null;
      readonly head: CommitId;
      readonly sender: Person;
    }
  | {
      readonly kind: 'run_changed';
      readonly repository: Repository;
      readonly run: RunId;
      /** The evaluated `run-name`; it ends with the attempt's id. */
      readonly title: string;
      readonly conclusion: string | null;
    }
  | { readonly kind: 'repository_moved'; readonly repository: Repository }
  | { readonly kind: 'repository_gone'; readonly repository: number; readonly how: 'deleted' | 'archived' }
  /** The app may work on these repositories from now on. */
  | {
      readonly kind: 'repositories_added';
      readonly installation: number;
      readonly repositories: readonly RepositoryName[];
    }
  | { readonly kind: 'repositories_removed'; readonly installation: number; readonly repositories: readonly number[] }
  | { readonly kind: 'installation_deleted'; readonly installation: number }
  | { readonly kind: 'installation_suspended'; readonly installation: number; readonly suspended: boolean };

/** Installation webhooks do not say what the default branch is. */
export interface RepositoryName {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}
