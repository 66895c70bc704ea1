// Effects: what is to be done outside, recorded in the same transaction as the state that asks for it.
// Each has a key: within a task, two effects with one key are one effect.
import type { TaskEvent } from './event.ts';
import type { AttemptId, CommitId, RunId } from './identifier.ts';
import type { Repository } from './task.ts';

export type Effect =
  /** A reaction on the issue: the request has been seen. */
  | { readonly kind: 'react'; readonly key: string }
  /** Branch with an empty first commit, so that a pull request can be opened on it. */
  | { readonly kind: 'open_branch'; readonly key: string; readonly name: string }
  | { readonly kind: 'open_pull_request'; readonly key: string }
  | { readonly kind: 'dispatch'; readonly key: string; readonly attempt: AttemptId }
  | { readonly kind: 'read_result'; readonly key: string; readonly attempt: AttemptId; readonly runId: RunId }
  /** Look whether somebody else has deployed the attempt's commit already. */
  | { readonly kind: 'find_deployment'; readonly key: string; readonly attempt: AttemptId }
  /** Merge the pull request, if its head is still this one. */
  | { readonly kind: 'merge'; readonly key: string; readonly head: CommitId }
  /** Open a pull request that takes the merged change back. */
  | { readonly kind: 'revert'; readonly key: string }
  /** `late`: the run of an attempt that had been closed before the run was known. */
  | { readonly kind: 'cancel_run'; readonly key: string; readonly runId: RunId; readonly late?: AttemptId }
  /** Commit the attempt's change set on top of `parent`. */
  | { readonly kind: 'commit'; readonly key: string; readonly attempt: AttemptId; readonly parent: CommitId }
  /** Put the screenshots before and after, as the attempt has proven them, where the pull request can show them. */
  | { readonly kind: 'publish_pictures'; readonly key: string; readonly attempt: AttemptId }
  /**
   * Bring the check run, the status comment and the pull request's description up to date; the newest one stands for
   * all before it.
   */
  | { readonly kind: 'show'; readonly key: string }
  /** Tell people on the issue that the task waits or has failed; `asked` is the version at which it came to that. */
  | { readonly kind: 'ask'; readonly key: string; readonly asked: number }
  /** Take the pull request out of draft. */
  | { readonly kind: 'mark_ready'; readonly key: string }
  | { readonly kind: 'close_pull_request'; readonly key: string }
  /** Post the attempt's verdict as the guardian App, where GitHub has refused it from the job. */
  | { readonly kind: 'post_review'; readonly key: string; readonly attempt: AttemptId }
  /**
   * Take back a verdict that does not hold any more: the job's review, or the guardian App's. One that nobody has read is
   * looked for when the run has ended that may have posted it.
   */
  | {
      readonly kind: 'dismiss_review';
      readonly key: string;
      readonly review: number | { readonly attempt: AttemptId; readonly runId: RunId };
      readonly by?: 'guardian_app';
    }
  /** Remove the refs with which the task's deployments were claimed. */
  | { readonly kind: 'drop_claims'; readonly key: string }
  /** Feed the event back at its time. */
  | { readonly kind: 'wake'; readonly key: string; readonly event: TaskEvent };

export type EffectKind = Effect['kind'];

/** What is to be done in a repository without a task: an answer, a reaction, a label, the set-up. */
export type LooseEffect = { readonly key: string; readonly repository: Repository } & (
  | { readonly kind: 'comment'; readonly issue: number; readonly body: string }
  | { readonly kind: 'react_to_comment'; readonly comment: number; readonly content: 'eyes' | 'rocket' | 'confused' }
  | { readonly kind: 'label'; readonly issue: number; readonly label: string }
  /** Open the pull request that prepares the repository. */
  | { readonly kind: 'set_up' }
);

/** Effects that only show things to people, or tidy up: when they fail for good they are parked, and the task goes on. */
export const cosmeticEffects: readonly EffectKind[] = [
  'react',
  'publish_pictures',
  'show',
  'ask',
  'mark_ready',
  'close_pull_request',
  'post_review',
  'dismiss_review',
  'cancel_run',
  'drop_claims',
];
