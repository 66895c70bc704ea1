// Events: facts about a task. Each says when it happened; nothing in the core asks a clock.

import type { Usage } from './budget.ts';
import type { Finding } from './finding.ts';
import type { AttemptId, CommitId, RunId } from './identifier.ts';
import type { DecisiveReview, Flake, Outcome } from './outcome.ts';
import type { PhaseName } from './phase.ts';
import type { Pictures } from './pictures.ts';
import type { FeatureRequest, Repository } from './task.ts';

/** What a person asked for. `cause` names the comment, button or delivery, so that each counts once. */
interface Asked {
  readonly by: string;
  readonly cause: string;
}

export type TaskEvent = { readonly at: number } & (
  | { readonly kind: 'slot_granted'; readonly slot: number }
  | { readonly kind: 'branch_opened'; readonly name: string; readonly base: CommitId; readonly head: CommitId }
  | { readonly kind: 'pull_request_opened'; readonly number: number; readonly url: string }
  | { readonly kind: 'run_dispatched'; readonly attempt: AttemptId; readonly runId: RunId }
  /** A run became known when its attempt was closed and its deployment to production had begun; it goes on. */
  | { readonly kind: 'run_left'; readonly attempt: AttemptId }
  /** The run that was known has left the work to its twin: GitHub had started one dispatch twice. */
  | { readonly kind: 'run_replaced'; readonly attempt: AttemptId; readonly runId: RunId }
  /** GitHub does not let the run into its environments yet: somebody has to approve it, or another rule holds it. */
  | {
      readonly kind: 'approval_awaited';
      readonly runId: RunId;
      readonly environments: readonly string[];
      /** The run's page. */
      readonly url: string;
    }
  /** The run has been let in. */
  | { readonly kind: 'approval_given'; readonly runId: RunId }
  | { readonly kind: 'run_ended'; readonly runId: RunId; readonly conclusion: string }
  | {
      readonly kind: 'attempt_ended';
      readonly attempt: AttemptId;
      readonly outcome: Outcome;
      readonly usage: Usage | null;
      /** What of the generated test ended differently from run to run; left out when nothing did. */
      readonly flake?: Flake;
    }
  | { readonly kind: 'committed'; readonly attempt: AttemptId; readonly commit: CommitId }
  /** The guardian App has posted the attempt's verdict, or cannot. */
  | { readonly kind: 'review_posted'; readonly attempt: AttemptId; readonly review: DecisiveReview }
  | { readonly kind: 'pictures_published'; readonly pictures: Pictures }
  | { readonly kind: 'retry_due'; readonly attempt: AttemptId }
  /** `heard`: what is known of the work of somebody else that was waited for. */
  | { readonly kind: 'attempt_overdue'; readonly attempt: AttemptId; readonly heard?: string }
  /** Somebody else pushed to the task's branch. */
  | { readonly kind: 'head_moved'; readonly head: CommitId; readonly by: string }
  /** A step outside GitHub Actions was refused for good, or failed too often. */
  | {
      readonly kind: 'step_refused';
      readonly step: string;
      readonly attempt: AttemptId | null;
      readonly message: string;
    }
  | { readonly kind: 'cancel_requested'; readonly by: string; readonly reason: string }
  /** A person answered a waiting or failed task. With questions, the answer was not enough. */
  | ({
      readonly kind: 'resumed';
      readonly feature: FeatureRequest;
      readonly priority: number;
      readonly questions: readonly string[];
    } & Asked)
  /** Try again, from this phase or from the one that the task is in. */
  | ({ readonly kind: 'retry_asked'; readonly phase: PhaseName | null } & Asked)
  /** Stop before the next phase. */
  | ({ readonly kind: 'pause_asked' } & Asked)
  | ({ readonly kind: 'resume_asked' } & Asked)
  /** A person approves the head in the guardian's place. */
  | ({ readonly kind: 'approved' } & Asked)
  /** A person is not content with the change. */
  | ({ readonly kind: 'change_rejected'; readonly why: string } & Asked)
  | ({ readonly kind: 'guided'; readonly text: string } & Asked)
  | ({ readonly kind: 'priority_set'; readonly priority: number } & Asked)
  /** The issue's text is another one than the task took, or (`same`) is that one again. */
  | ({ readonly kind: 'issue_edited'; readonly same: boolean } & Asked)
  /** A person accepts the issue's new text. */
  | ({ readonly kind: 'feature_updated'; readonly feature: FeatureRequest; readonly priority: number } & Asked)
  /** A person with write access has reviewed the pull request. */
  | ({
      readonly kind: 'reviewed';
      readonly vote: 'approve' | 'reject' | 'abstain';
      readonly head: CommitId;
      readonly url: string;
      readonly why: string;
      /** What they wrote at lines of the change. */
      readonly findings: readonly Finding[];
    } & Asked)
  /** Somebody else has deployed a commit, or failed to. */
  | {
      readonly kind: 'deployment_reported';
      readonly head: CommitId;
      readonly state: 'success' | 'failure';
      /** Where it is; `null` when nobody has said. */
      readonly url: string | null;
      readonly words: string;
    }
  /** The pull request is on the default branch, as this commit. */
  | { readonly kind: 'merged'; readonly commit: CommitId; readonly by: string | null }
  /** `blocked`: what is missing may still come, a review or a check for example. */
  | { readonly kind: 'merge_refused'; readonly message: string; readonly blocked?: true }
  /** Nothing stands in the way of the merge any more. */
  | { readonly kind: 'merge_unblocked' }
  /** A pull request is open that takes the merged change back; or GitHub did not make one. */
  | { readonly kind: 'revert_opened'; readonly number: number; readonly url: string }
  | { readonly kind: 'revert_refused'; readonly message: string }
  /** An issue that the task waited for has been closed. */
  | { readonly kind: 'blocker_closed'; readonly issue: number }
  /** The shared staging environment is the task's until its validation has ended. */
  | { readonly kind: 'lease_granted' }
  /** The task has held the environment for too long without progress. */
  | { readonly kind: 'lease_expired' }
  /** The repository has another name or owner. */
  | { readonly kind: 'repository_moved'; readonly repository: Repository }
  /** Nothing can be done or said there any more: the app was uninstalled, the repository deleted. */
  | { readonly kind: 'abandoned'; readonly reason: string }
);

/** The events by which people steer a task. */
export type Steering = Extract<TaskEvent, Asked>;

export type EventKind = TaskEvent['kind'];

export const eventKinds: readonly EventKind[] = [
  'slot_granted',
  'branch_opened',
  'pull_request_opened',
  'run_dispatched',
  'run_left',
  'run_replaced',
  'approval_awaited',
  'approval_given',
  'run_ended',
  'attempt_ended',
  'committed',
  'review_posted',
  'pictures_published',
  'retry_due',
  'attempt_overdue',
  'head_moved',
  'step_refused',
  'cancel_requested',
  'resumed',
  'retry_asked',
  'pause_asked',
  'resume_asked',
  'approved',
  'change_rejected',
  'guided',
  'priority_set',
  'issue_edited',
  'feature_updated',
  'reviewed',
  'deployment_reported',
  'merged',
  'merge_refused',
  'merge_unblocked',
  'revert_opened',
  'revert_refused',
  'blocker_closed',
  'lease_granted',
  'lease_expired',
  'repository_moved',
  'abandoned',
];
