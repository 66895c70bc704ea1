// Why something that a person asks for cannot be done in the state that a task is in. The rules are said once: the
// transition obeys them, the answer quotes them, and a button is offered only when nothing stands in its way.
import type { Steering } from '../event.ts';
import { type PhaseName, phaseNames } from '../phase.ts';
import { isTerminal, phaseOf, type Task, type WaitReason } from '../task.ts';

export type Obstacle =
  | 'ended'
  | 'not_started'
  | 'being_committed'
  | 'needs_answers'
  | 'phase_ahead'
  | 'already_paused'
  | 'waits_already'
  | 'not_paused'
  | 'nothing_to_approve'
  | 'person_must_approve'
  | 'test_is_red'
  | 'nothing_to_reject'
  | 'too_much_guidance'
  | 'same_priority'
  | 'same_text'
  | 'nobody_asked'
  | 'already_merged';

/** Most pieces of guidance that a task carries to the coder. */
const guidanceMax = 20;

/** `null`: nothing stands in the way. */
export function obstacleTo(task: Task, wish: Steering): Obstacle | null {
  switch (wish.kind) {
    case 'resumed':
      return task.state.kind === 'waiting' || task.state.kind === 'failed' ? null : 'nobody_asked';
    case 'retry_asked':
      return toRetry(task, wish.phase);
    case 'pause_asked':
      if (isTerminal(task.state)) return 'ended';
      if (task.pause !== null) return 'already_paused';
      return task.state.kind === 'waiting' ? 'waits_already' : null;
    case 'resume_asked':
      return toResume(task);
    case 'approved':
      return task.policy.guardian.requireHuman && isBot(wish.by) ? 'person_must_approve' : toApprove(task);
    case 'change_rejected':
      return obstacleToReject(task);
    case 'reviewed':
      return task.state.kind === 'cancelled' || task.pullRequest === null ? 'ended' : null;
    case 'guided':
      if (task.state.kind === 'complete' || task.state.kind === 'cancelled') return 'ended';
      if (task.state.kind === 'failed' && task.state.phase !== 'code_implementation') return 'ended';
      return task.guidance.length >= guidanceMax ? 'too_much_guidance' : null;
    case 'priority_set':
      if (isTerminal(task.state)) return 'ended';
      return task.priority === wish.priority ? 'same_priority' : null;
    case 'issue_edited':
      if (isTerminal(task.state)) return 'ended';
      return wish.same && task.changedSince === null ? 'same_text' : null;
    case 'feature_updated':
      if (isTerminal(task.state)) return 'ended';
      if (task.merged !== null || task.state.kind === 'merging') return 'already_merged';
      if (task.state.kind === 'committing') return 'being_committed';
      if (task.state.kind === 'waiting') return 'nobody_asked';
      return sameFeature(task, wish) ? 'same_text' : null;
    default:
      return wish satisfies never;
  }
}

/** The phase that a retry starts from when none is named: a complete task proves itself again from the review on. */
export const phaseToRetry = ({ state }: Task): PhaseName | null =>
  state.kind === 'complete' ? 'guardian_review' : phaseOf(state);

function toRetry(task: Task, wanted: PhaseName | null): Obstacle | null {
  const { state } = task;
  if (state.kind === 'cancelled') return 'ended';
  if (state.kind === 'queued' || state.kind === 'preparing') return 'not_started';
  if (state.kind === 'committing') return 'being_committed';
  if (state.kind === 'merging') return 'already_merged';
  if (task.merged !== null && (wanted ?? phaseToRetry(task)) !== 'production_deployment') return 'already_merged';
  if (state.kind === 'waiting' && state.reason.kind === 'needs_info') return 'needs_answers';
  if (wanted === null) return null;
  const reached = state.kind === 'complete' ? 'e2e_validation' : phaseToRetry(task);
  return reached !== null && phaseNames.indexOf(wanted) <= phaseNames.indexOf(reached) ? null : 'phase_ahead';
}

function toResume(task: Task): Obstacle | null {
  const { state } = task;
  if (isTerminal(state)) return 'ended';
  if (state.kind === 'waiting') return state.reason.kind === 'needs_info' ? 'needs_answers' : null;
  return task.pause === null ? 'not_paused' : null;
}

/** What may be approved is a rejected head, or one under review: never a red test, and never an empty hand. */
function toApprove(task: Task): Obstacle | null {
  const { state, feedback } = task;
  if (isTerminal(state)) return 'ended';
  const reviewed = (state.kind === 'running' || state.kind === 'pausing') && state.attempt.phase === 'guardian_review';
  if (reviewed) return task.approval?.head === task.branch?.head ? 'nothing_to_approve' : null;
  if (state.kind === 'waiting' && state.reason.kind === 'approval_missing') return null;
  const undecided = state.kind === 'waiting' && state.phase === 'guardian_review' && isUndecided(state.reason);
  if (undecided) return null;
  if (state.kind !== 'waiting' || state.phase !== 'code_implementation') return 'nothing_to_approve';
  if (feedback?.from === 'e2e_validation') return 'test_is_red';
  const disputed = state.reason.kind === 'rounds_exhausted' || state.reason.kind === 'no_progress';
  const rejected = feedback?.from === 'guardian_review' || feedback?.from === 'person';
  return disputed && rejected ? null : 'nothing_to_approve';
}

/** What is merged cannot be sent back to the coder. */
export function obstacleToReject(task: Task): Obstacle | null {
  const { state } = task;
  if (task.merged !== null || state.kind === 'merging') return 'already_merged';
  if (state.kind === 'cancelled' || state.kind === 'failed') return 'ended';
  if (state.kind === 'complete') return null;
  if (state.kind === 'committing') return 'being_committed';
  const phase = phaseToRetry(task);
  const handedIn = task.history.some(
    (record) => record.phase === 'code_implementation' && record.verdict === 'succeeded',
  );
  if (!handedIn || phase === null || phase === 'e2e_test_generation') return 'nothing_to_reject';
  return phase === 'code_implementation' && state.kind !== 'waiting' ? 'nothing_to_reject' : null;
}

/** No login of a person has brackets. */
const isBot = (login: string): boolean => login.endsWith('[bot]');

const isUndecided = (reason: WaitReason): boolean =>
  reason.kind === 'needs_person' && reason.failure.class === 'cannot_judge';

const sameFeature = (task: Task, wish: Extract<Steering, { kind: 'feature_updated' }>): boolean =>
  task.feature.title === wish.feature.title &&
  task.feature.text === wish.feature.text &&
  task.feature.targetUrl === wish.feature.targetUrl &&
  task.feature.stagingUrl === wish.feature.stagingUrl;
