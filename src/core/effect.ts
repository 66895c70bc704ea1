// Effects: what is to be done outside, recorded in the same transaction as the state that asks for it.
// Each has a key: within a task, two effects with one key are one effect.
import type { TaskEvent } from './event.ts';
import type { AttemptId, CommitId, RunId } from './identifier.ts';

export type Effect =
  /** A reaction on the issue: the request has been seen. */
  | { readonly kind: 'react'; readonly key: string }
  /** The one comment that acknowledges the task. */
  | { readonly kind: 'acknowledge'; readonly key: string }
  /** Branch with an empty first commit, so that a pull request can be opened on it. */
  | { readonly kind: 'open_branch'; readonly key: string; readonly name: string }
  | { readonly kind: 'open_pull_request'; readonly key: string }
  | { readonly kind: 'dispatch'; readonly key: string; readonly attempt: AttemptId }
  | { readonly kind: 'read_result'; readonly key: string; readonly attempt: AttemptId; readonly runId: RunId }
  | { readonly kind: 'cancel_run'; readonly key: string; readonly runId: RunId }
  /** Commit the attempt's change set on top of `parent`. */
  | { readonly kind: 'commit'; readonly key: string; readonly attempt: AttemptId; readonly parent: CommitId }
  /** Bring the check run and the pull request's description up to date; the newest one stands for all before it. */
  | { readonly kind: 'show'; readonly key: string }
  /** Tell people on the issue that the task waits or has failed; `asked` is the version at which it came to that. */
  | { readonly kind: 'ask'; readonly key: string; readonly asked: number }
  /** Take the pull request out of draft. */
  | { readonly kind: 'mark_ready'; readonly key: string }
  | { readonly kind: 'close_pull_request'; readonly key: string }
  /** Feed the event back at its time. */
  | { readonly kind: 'wake'; readonly key: string; readonly event: TaskEvent };

export type EffectKind = Effect['kind'];

/** Effects that only show things to people: when they fail for good they are parked, and the task goes on. */
export const cosmeticEffects: readonly EffectKind[] = [
  'react',
  'acknowledge',
  'show',
  'ask',
  'mark_ready',
  'close_pull_request',
  'cancel_run',
];
