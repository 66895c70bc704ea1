// Events: facts about a task. Each says when it happened; nothing in the core asks a clock.
import type { AttemptId, CommitId, RunId } from './identifier.ts';
import type { Outcome } from './outcome.ts';
import type { FeatureRequest } from './task.ts';

export type TaskEvent = { readonly at: number } & (
  | { readonly kind: 'slot_granted'; readonly slot: number }
  | { readonly kind: 'branch_opened'; readonly name: string; readonly base: CommitId; readonly head: CommitId }
  | { readonly kind: 'pull_request_opened'; readonly number: number; readonly url: string }
  | { readonly kind: 'run_dispatched'; readonly attempt: AttemptId; readonly runId: RunId }
  | { readonly kind: 'run_ended'; readonly runId: RunId; readonly conclusion: string }
  | { readonly kind: 'attempt_ended'; readonly attempt: AttemptId; readonly outcome: Outcome }
  | { readonly kind: 'committed'; readonly attempt: AttemptId; readonly commit: CommitId }
  | { readonly kind: 'retry_due'; readonly attempt: AttemptId }
  | { readonly kind: 'attempt_overdue'; readonly attempt: AttemptId }
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
  /** A person answered a waiting task. */
  | { readonly kind: 'resumed'; readonly by: string; readonly feature: FeatureRequest; readonly priority: number }
);

export type EventKind = TaskEvent['kind'];

export const eventKinds: readonly EventKind[] = [
  'slot_granted',
  'branch_opened',
  'pull_request_opened',
  'run_dispatched',
  'run_ended',
  'attempt_ended',
  'committed',
  'retry_due',
  'attempt_overdue',
  'head_moved',
  'step_refused',
  'cancel_requested',
  'resumed',
];
