// What a webhook means to Chimera, free of GitHub's payloads.
import type { CommitId, RunId } from '../core/identifier.ts';
import type { Repository } from '../core/task.ts';

interface Person {
  readonly id: number;
  readonly login: string;
}

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

export type Signal =
  | {
      readonly kind: 'issue_labelled';
      readonly repository: Repository;
      readonly issue: Issue;
      readonly label: string;
      readonly sender: Person;
    }
  | {
      readonly kind: 'issue_unlabelled';
      readonly repository: Repository;
      readonly issue: Issue;
      readonly label: string;
      readonly sender: Person;
    }
  | { readonly kind: 'issue_closed'; readonly repository: Repository; readonly issue: Issue; readonly sender: Person }
  | {
      readonly kind: 'head_pushed';
      readonly repository: Repository;
      readonly pullRequest: number;
      readonly head: CommitId;
      readonly sender: Person;
    }
  | {
      readonly kind: 'pull_request_closed';
      readonly repository: Repository;
      readonly pullRequest: number;
      readonly merged: boolean;
      readonly sender: Person;
    }
  | {
      readonly kind: 'run_changed';
      readonly repository: Repository;
      readonly run: RunId;
      /** The evaluated `run-name`; it ends with the attempt's id. */
      readonly title: string;
      readonly conclusion: string | null;
    };
