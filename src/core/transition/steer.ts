// What people ask of a task: retry, pause, approve, reject, guide and so on. Each wish counts once, by its cause.
import type { Effect } from '../effect.ts';
import type { Steering } from '../event.ts';
import type { Finding } from '../finding.ts';
import type { PhaseName } from '../phase.ts';
import type { Task } from '../task.ts';
import { asTold, type HumanVote, withVote } from '../votes.ts';
import { resume, withCause, withFreshLimits } from './interrupt.ts';
import { obstacleTo, obstacleToReject, phaseToRetry } from './obstacle.ts';
import { personFindings, rejectionWords } from './person-finding.ts';
import { dismissStale } from './reviews.ts';
import { abandon, backTo, begin, type Step, showEffect, unchanged, wait } from './step.ts';

/** Returns the task itself when the wish has had its effect already, or something stands in its way. */
export function steer(task: Task, wish: Steering): Step {
  if (task.causes.includes(wish.cause) || obstacleTo(task, wish) !== null) return unchanged(task);
  const { state } = task;
  if (wish.kind === 'resumed') {
    return state.kind === 'waiting' || state.kind === 'failed' ? resume(task, state, wish) : unchanged(task);
  }
  const heard: Task = { ...task, causes: withCause(task, wish.cause) };
  switch (wish.kind) {
    case 'retry_asked':
      return restart(withFreshLimits(heard), wish, wish.phase);
    case 'pause_asked':
      return pause(heard, wish);
    case 'resume_asked':
      // Nothing has stopped yet, so nothing starts again.
      if (state.kind !== 'waiting') return shown({ ...heard, pause: null });
      return restart(state.reason.kind === 'paused' ? heard : withFreshLimits(heard), wish, null);
    case 'approved':
      return approve(heard, wish);
    case 'change_rejected':
      return rejectChange(heard, { ...wish, findings: [] });
    case 'reviewed':
      return review(heard, wish);
    case 'guided':
      return guide(heard, wish);
    case 'priority_set':
      return shown({ ...heard, priority: wish.priority });
    case 'issue_edited':
      return shown({ ...heard, changedSince: wish.same ? null : { by: wish.by, at: wish.at } });
    case 'feature_updated':
      return update(heard, wish);
    default:
      return wish satisfies never;
  }
}

type Wish<Kind extends Steering['kind']> = Extract<Steering, { kind: Kind }>;
type When = { readonly by: string; readonly at: number };

function shown(task: Task, ...more: readonly Effect[]): Step {
  return { task, effects: [...more, showEffect(task)] };
}

/** On from a phase: at once in the slot that the task holds, else through the queue. */
function restart(task: Task, { by, at }: When, wanted: PhaseName | null): Step {
  const phase = wanted ?? phaseToRetry(task);
  if (phase === null) throw new Error(`transition: task ${task.id} (${task.state.kind}) has no phase to start from`);
  const { state } = task;
  const told = abandon({ ...task, pause: null }, { at, summary: `Void: ${by} had ${phase} started again.` });
  const ready = backTo(told.task, phase);
  if ('slot' in state && state.kind !== 'preparing') {
    const step = begin(ready, { phase, slot: state.slot, at });
    return { task: step.task, effects: [...told.effects, ...step.effects] };
  }
  return shown({ ...ready, state: { kind: 'queued', phase } }, ...told.effects);
}

/** What runs may end; what waits for its turn waits longer. */
function pause(task: Task, { by, at }: When): Step {
  const { state } = task;
  const asked: Task = { ...task, pause: { by, at } };
  const phase = phaseToRetry(task) ?? 'e2e_test_generation';
  const idle = state.kind === 'queued' || state.kind === 'pausing' || state.kind === 'leasing';
  return idle ? wait(asked, { phase, at, reason: { kind: 'paused', by } }) : shown(asked);
}

/** The review runs again: it must still see the test green on this head, but its score no longer decides. */
function approve(task: Task, wish: Wish<'approved'>): Step {
  if (task.branch === null) return unchanged(task);
  const approved: Task = { ...withFreshLimits(task), approval: { by: wish.by, head: task.branch.head } };
  return restart({ ...approved, round: task.round }, wish, missingOnly(task) ? afterWord(task) : 'guardian_review');
}

/** Whether only a person's word was missing. */
const missingOnly = ({ state }: Task): boolean => state.kind === 'waiting' && state.reason.kind === 'approval_missing';

/** Deployed is what the guardian has seen: after a push it has to look first. */
const afterWord = ({ proofs, branch }: Task): PhaseName =>
  proofs.greenOnHead?.commit === branch?.head ? 'staging_deployment' : 'guardian_review';

/**
 * A vote. A rejection sends the change back where there is one to send back, and is told to the coder where one is still
 * to come; an approval lets a task go on that waits for it. Anything else is kept: it counts when the guardian has
 * voted, too.
 */
function review(task: Task, wish: Wish<'reviewed'>): Step {
  const { by, at, vote, head, url, why, findings } = wish;
  const word: HumanVote = { who: by, vote, why, head, at, url, ...(findings.length === 0 ? {} : { findings }) };
  const voted: Task = { ...task, votes: withVote(task.votes, word) };
  const { state } = task;
  if (vote === 'reject') {
    const obstacle = obstacleToReject(task);
    // About whichever commit of the branch: what they want changed is wanted still.
    if (obstacle === null) return rejectChange(voted, { by, at, why, findings });
    if (state.kind === 'committing' && state.attempt.phase === 'code_implementation') {
      return shown({ ...task, votes: withVote(task.votes, { ...word, untold: true }) });
    }
    const words = [why, ...findings.map(atLine)].filter((text) => text !== '').join('\n');
    const coderIsToCome = obstacle === 'nothing_to_reject' || obstacle === 'being_committed';
    if (!coderIsToCome || words === '') return shown(voted);
    return guide(voted, { kind: 'guided', by, at, text: words, cause: wish.cause });
  }
  if (task.branch?.head !== head) return shown(voted);
  if (vote === 'approve' && missingOnly(task)) return restart(voted, wish, afterWord(task));
  // It may be the very review that the branch's rule asks for; if not, GitHub says so again.
  const blocked = state.kind === 'waiting' && state.reason.kind === 'merge_blocked';
  if (vote === 'approve' && blocked) return restart(voted, wish, 'production_deployment');
  return shown(voted);
}

const atLine = ({ path, line, explanation }: Finding): string =>
  path === null ? explanation : `${path}${line === null ? '' : `:${line}`}: ${explanation}`;

interface Rejection extends When {
  readonly why: string;
  readonly findings: readonly Finding[];
}

function rejectChange(task: Task, wish: Rejection): Step {
  const { why, by, findings } = wish;
  const own = { who: by, why, findings };
  const others = task.votes.filter(({ untold }) => untold === true);
  const round = task.round + 1;
  const fresh = withFreshLimits(task);
  const rejected: Task = {
    ...fresh,
    round,
    limits: { ...fresh.limits, rounds: round - 1 + task.policy.roundsMax },
    approval: null,
    votes: asTold(task.votes),
    feedback: {
      from: 'person',
      round: task.round,
      summary: rejectionWords(own),
      findings: [own, ...others].flatMap(personFindings),
    },
  };
  return restart(rejected, wish, 'code_implementation');
}

/** A coder at work starts over with the guidance; a task that waits for help has got it; else it is kept for later. */
function guide(task: Task, wish: Wish<'guided'>): Step {
  const { state } = task;
  const guided: Task = { ...task, guidance: [...task.guidance, { by: wish.by, text: wish.text }] };
  if (phaseToRetry(task) !== 'code_implementation') return shown(guided);
  if (state.kind === 'running' || state.kind === 'pausing') return restart(guided, wish, 'code_implementation');
  const stuck = (state.kind === 'waiting' && state.reason.kind !== 'paused') || state.kind === 'failed';
  return stuck ? restart(withFreshLimits(guided), wish, 'code_implementation') : shown(guided);
}

/** A new text needs a new test. */
function update(task: Task, wish: Wish<'feature_updated'>): Step {
  const { feature, priority } = wish;
  const updated: Task = { ...task, feature, priority, changedSince: null, approval: null, feedback: null };
  const { state } = task;
  if (state.kind === 'preparing' || (state.kind === 'queued' && state.phase === null)) return shown(updated);
  const step = restart(withFreshLimits(updated), wish, 'e2e_test_generation');
  return { task: step.task, effects: [...dismissStale(step.task), ...step.effects] };
}
