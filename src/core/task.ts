// A task: one feature request of one issue, and all that the rules need to know of it. Plain JSON.

import type { Budget, BudgetName, Usage } from './budget.ts';
import type { Failure } from './failure.ts';
import type { Finding } from './finding.ts';
import type { AttemptId, CommitId, RunId, TaskId } from './identifier.ts';
import type { DecisiveReview, Flake, PostedReview, Proofs } from './outcome.ts';
import type { PhaseName } from './phase.ts';
import type { Pictures } from './pictures.ts';
import type { Policy } from './policy.ts';
import type { HumanVote, Vote } from './votes.ts';

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly installationId: number;
  readonly defaultBranch: string;
}

/** The issue as it was when a person with write access labelled it. */
export interface FeatureRequest {
  readonly title: string;
  readonly text: string;
  readonly targetUrl: string | null;
  readonly stagingUrl: string | null;
}

/** A wait for GitHub to let a run into its environments. */
export interface Approval {
  /** Environments that the run waits for, or has waited for last. */
  readonly environments: readonly string[];
  /** The run's page, where its reviewers let it in. */
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** When the wait was over, in milliseconds since 1970; `null` while it lasts. */
  readonly until: number | null;
  /** Milliseconds that waits of the attempt have taken which are over. */
  readonly waitedMs: number;
}

export interface Attempt {
  readonly id: AttemptId;
  readonly phase: PhaseName;
  readonly round: number;
  /** Tries at this phase in a row, this one included; more than one after an error. */
  readonly tryNumber: number;
  readonly head: CommitId;
  readonly startedAt: number;
  /** `null` until the dispatch is known to have made a run. */
  readonly runId: RunId | null;
  /** Conclusion of the run, once it has ended. */
  readonly conclusion: string | null;
  /** The run that has left the work to this one, its twin. */
  readonly replaced?: RunId;
  /** Left out when its run never had to wait for an environment. */
  readonly approval?: Approval;
}

/** An attempt that has ended, as the check run shows it. */
export interface AttemptRecord extends Attempt {
  readonly endedAt: number;
  readonly verdict: 'succeeded' | 'rejected' | 'errored' | 'void';
  /** One sentence: why it ended so. */
  readonly summary: string;
  readonly score: number | null;
  readonly review: PostedReview | null;
  /** Where GitHub refused the job's review, once the guardian App was asked. */
  readonly decisive?: DecisiveReview;
  /** How the guardian's reviewers voted, after a review. */
  readonly votes: readonly Vote[];
  /** What coders and models used; `null` where none was at work. */
  readonly usage: Usage | null;
  /** Left out when the test always ended the same way, or did not run. */
  readonly flake?: Flake;
  /** Its run became known after its end, when it could not be stopped any more. */
  readonly ranOn?: true;
}

export interface Feedback {
  readonly from: 'guardian_review' | 'e2e_validation' | 'guardrails' | 'person';
  readonly round: number;
  readonly summary: string;
  readonly findings: readonly Finding[];
}

export type WaitReason =
  | { readonly kind: 'rounds_exhausted'; readonly rounds: number }
  | { readonly kind: 'results_exhausted'; readonly results: number }
  | { readonly kind: 'no_progress'; readonly same: 'findings' | 'changes' }
  | { readonly kind: 'needs_person'; readonly failure: Failure }
  /** The criteria cannot be turned into a test; an answer goes on. */
  | { readonly kind: 'needs_info'; readonly questions: readonly string[] }
  /** A person with write access has to approve the pull request first. */
  | { readonly kind: 'approval_missing' }
  /** GitHub does not let the validated pull request be merged yet; it is tried again when that changes. */
  | { readonly kind: 'merge_blocked'; readonly message: string }
  | { readonly kind: 'budget_exhausted'; readonly budget: BudgetName; readonly allowed: number }
  | { readonly kind: 'paused'; readonly by: string };

/** What a person told the coder, besides the issue. */
export interface Guidance {
  readonly by: string;
  readonly text: string;
}

export type TaskState =
  | { readonly kind: 'queued'; readonly phase: PhaseName | null }
  | { readonly kind: 'preparing'; readonly slot: number }
  /** Waits for the shared staging environment, and keeps its slot. */
  | { readonly kind: 'leasing'; readonly slot: number; readonly since: number }
  | { readonly kind: 'running'; readonly slot: number; readonly attempt: Attempt }
  /** The result is accepted and its change set is being committed. */
  | { readonly kind: 'committing'; readonly slot: number; readonly attempt: Attempt }
  | {
      readonly kind: 'pausing';
      readonly slot: number;
      readonly attempt: Attempt;
      readonly until: number;
      readonly failure: Failure;
    }
  /** The validated pull request is being merged, before the production deployment. */
  | { readonly kind: 'merging'; readonly slot: number; readonly since: number }
  | { readonly kind: 'waiting'; readonly phase: PhaseName; readonly reason: WaitReason; readonly since: number }
  | { readonly kind: 'complete'; readonly at: number }
  | { readonly kind: 'failed'; readonly phase: PhaseName; readonly failure: Failure; readonly at: number }
  | { readonly kind: 'cancelled'; readonly by: string; readonly reason: string; readonly at: number };

export interface Task {
  readonly id: TaskId;
  /** Events applied so far; the store refuses a write that does not follow the version it read. */
  readonly version: number;
  readonly repository: Repository;
  readonly issue: number;
  readonly requestedBy: { readonly id: number; readonly login: string };
  readonly feature: FeatureRequest;
  /** 1 (least) to 10 (most urgent). */
  readonly priority: number;
  readonly policy: Policy;
  readonly createdAt: number;
  readonly state: TaskState;
  readonly round: number;
  /** Phase results consumed. */
  readonly results: number;
  readonly attemptsStarted: number;
  /** What may still be spent; a person who resumes the task raises it. */
  readonly limits: { readonly rounds: number; readonly results: number; readonly budget: Budget };
  readonly branch: { readonly name: string; readonly base: CommitId; readonly head: CommitId } | null;
  readonly pullRequest: { readonly number: number; readonly url: string } | null;
  readonly test: {
    readonly path: string;
    readonly sha256: string;
    readonly commit: CommitId;
    readonly output: string;
  } | null;
  readonly proofs: Proofs;
  /** What was published last; tasks of before the pictures have none. */
  readonly pictures?: Pictures;
  readonly staging: { readonly url: string; readonly commit: CommitId } | null;
  /** The commit of the default branch that holds the merged change. */
  readonly merged: CommitId | null;
  readonly production: { readonly url: string; readonly commit: CommitId } | null;
  /** What takes the merged change back; absent where nothing has to. */
  readonly revert?: Revert;
  /** How often it has lost the lease on staging, since a person or another round let it begin anew. */
  readonly leasesLost?: number;
  readonly feedback: Feedback | null;
  /** What people told the coder, oldest first. */
  readonly guidance: readonly Guidance[];
  /** Who approved this head in the guardian's place; the test must be green all the same. */
  readonly approval: { readonly by: string; readonly head: CommitId } | null;
  /** Reviews by people, oldest first. */
  readonly votes: readonly HumanVote[];
  /** Who asked the task to stop before its next phase. */
  readonly pause: { readonly by: string; readonly at: number } | null;
  /** Who edited the issue after the task took its text. */
  readonly changedSince: { readonly by: string; readonly at: number } | null;
  /** Issues that must be closed before the task starts. */
  readonly blockedBy: readonly number[];
  /** The newest comments, buttons and labels that have had their effect: each counts once. */
  readonly causes: readonly string[];
  /** Fingerprints since the last resumption, to see a loop that goes nowhere. */
  readonly seen: { readonly changes: readonly string[]; readonly findings: readonly string[] };
  readonly history: readonly AttemptRecord[];
}

/** The pull request that takes a merged change back, or why there is none. */
export type Revert =
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly number: number; readonly url: string }
  | { readonly kind: 'refused'; readonly message: string };

export type TerminalKind = 'complete' | 'failed' | 'cancelled';

/** Whether the task has ended for good. */
export function isTerminal(state: TaskState): state is Extract<TaskState, { kind: TerminalKind }> {
  return state.kind === 'complete' || state.kind === 'failed' || state.kind === 'cancelled';
}

/** Whether nothing can be done or said there any more: the app was uninstalled, the repository deleted. */
export const isOutOfReach = ({ state }: Pick<Task, 'state'>): boolean =>
  state.kind === 'cancelled' && state.by === 'GitHub';

/** The slot that the task holds, or `null`: a waiting task holds none. */
export function slotOf(state: TaskState): number | null {
  return 'slot' in state ? state.slot : null;
}

/** The phase that an open or failed task is in; `null` before the first one and after the end. */
export function phaseOf(state: TaskState): PhaseName | null {
  if ('attempt' in state) return state.attempt.phase;
  if (state.kind === 'leasing') return 'staging_deployment';
  if (state.kind === 'merging') return 'production_deployment';
  return 'phase' in state ? state.phase : null;
}

/** Whether a validated task waits for its merge alone: it has passed the gate, whoever merges it. */
export const awaitsMerge = ({ state, merged }: Task): boolean =>
  state.kind === 'waiting' &&
  merged === null &&
  // A result may name any class of failure; only here it is about a merge.
  state.phase === 'production_deployment' &&
  (state.reason.kind === 'merge_blocked' ||
    (state.reason.kind === 'needs_person' && state.reason.failure.class === 'merge_refused'));

/** Attempts whose run may have claimed a deployment. */
export function claimedAttempts({ history }: Task): readonly AttemptId[] {
  const deployed = history.filter(
    ({ phase, runId }) => (phase === 'staging_deployment' || phase === 'production_deployment') && runId !== null,
  );
  return [...new Set(deployed.map(({ id }) => id))];
}

/** The attempt that is under way, or `null`. */
export function openAttempt(state: TaskState): Attempt | null {
  return state.kind === 'running' ? state.attempt : null;
}
