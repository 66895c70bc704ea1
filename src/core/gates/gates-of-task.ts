// The gates of a task that is there: which are behind it, which one holds it, which are still ahead.
import { openApproval, placesOf } from '../approval.ts';
import { phaseNames } from '../phase.ts';
import type { Task, TaskState } from '../task.ts';
import { moment } from '../wording/markdown/quantity.ts';
import { currentPhase } from '../wording/progress.ts';
import { type Gate, type GateName, gateNames } from './gate.ts';

/** What the gates need to know of the rest of the repository. */
export interface Surroundings {
  readonly now: number;
  /** Slots that other tasks hold. */
  readonly slotsHeld: number;
  /** Queued tasks that come before this one. */
  readonly ahead: number;
  /** Until when the breaker is open, or `null`. */
  readonly breakerUntil: number | null;
  /** Issue whose task holds the shared staging environment, or `null`. */
  readonly leaseHolder: number | null;
  /** Tasks that get that environment before this one, besides its holder. */
  readonly leaseAhead: number;
}

/** All gates in their order; at most one holds. A task at work, and one that has ended, is held by none. */
export function gatesOfTask(task: Task, around: Surroundings): readonly Gate[] {
  const holding = holdingGate(task, around);
  const reached = holding === null ? reachedGate(task) : gateNames.indexOf(holding.name);
  return gateNames.map((name, index) => {
    if (name === holding?.name) return { name, state: 'holds', words: holding.words };
    // An approval may be asked for before the merge and after it.
    const behind = index < reached || (name === 'merge' && task.merged !== null);
    const passed = behind && !(name === 'pause' && task.pause !== null);
    return { name, state: passed ? 'passed' : 'ahead', words: wordsOf(name, task, around) };
  });
}

function holdingGate(task: Task, around: Surroundings): { name: GateName; words: string } | null {
  const { state, policy } = task;
  if (state.kind === 'queued') return queueGate(task, around);
  if (state.kind === 'leasing') {
    const holder = around.leaseHolder === null ? 'another task' : `the task of #${around.leaseHolder}`;
    const turn = around.leaseAhead === 0 ? 'It is next.' : `${around.leaseAhead} more come before it.`;
    return {
      name: 'staging lease',
      words: `The environment ${policy.staging.environment} is ${holder}’s until its validation has ended. ${turn}`,
    };
  }
  const approval = openApproval(task);
  if (approval !== null) {
    const words = `GitHub waits for the approval of ${placesOf(approval, (name) => name)} before it lets the run in.`;
    return { name: 'approval', words };
  }
  if (state.kind === 'failed') return { name: 'errors', words: `${state.failure.class}: ${state.failure.message}` };
  return state.kind === 'waiting' ? waitGate(task, state) : null;
}

function queueGate(task: Task, around: Surroundings): { name: GateName; words: string } | null {
  const { policy } = task;
  if (task.blockedBy.length > 0) {
    return {
      name: 'dependency',
      words: `Open issues come first: ${task.blockedBy.map((issue) => `#${issue}`).join(', ')}.`,
    };
  }
  if (around.breakerUntil !== null) {
    const words = `The last ${policy.breaker.errors} attempts of this repository ended in errors, so nothing starts before ${moment(around.breakerUntil)}.`;
    return { name: 'breaker', words };
  }
  if (around.slotsHeld < policy.parallel && around.ahead === 0) return null;
  if (around.ahead > 0) {
    const words = `${around.ahead} in the queue before it, more urgent or older; its priority is ${task.priority} of 10.`;
    return { name: 'priority', words };
  }
  return { name: 'slot', words: `All ${policy.parallel} slots are taken; it is next.` };
}

function waitGate(task: Task, { reason }: Extract<TaskState, { kind: 'waiting' }>): { name: GateName; words: string } {
  switch (reason.kind) {
    case 'needs_info':
      return { name: 'criteria', words: reason.questions.join(' ') };
    case 'paused':
      return { name: 'pause', words: `Paused by ${reason.by}.` };
    case 'results_exhausted':
      return { name: 'budget', words: `All ${reason.results} phase results are used up (max_iterations).` };
    case 'merge_blocked':
      return { name: 'merge', words: reason.message };
    case 'budget_exhausted':
      return { name: 'budget', words: `${budgetWords[reason.budget]} is used up (${reason.allowed}).` };
    case 'approval_missing':
      return {
        name: 'votes',
        words: 'The guardian has approved; the vote of a person with write access is missing (guardian.require_human).',
      };
    case 'rounds_exhausted':
      return {
        name: 'votes',
        words: `The guardian’s vote is no after ${reason.rounds} rounds: ${task.feedback?.summary ?? ''}`,
      };
    case 'no_progress':
      return {
        name: 'votes',
        words: `The guardian’s vote stays no, and another round would bring the same: ${task.feedback?.summary ?? ''}`,
      };
    case 'needs_person':
      if (reason.failure.class === 'merge_refused') return { name: 'merge', words: reason.failure.message };
      return { name: 'errors', words: `${reason.failure.class}: ${reason.failure.message}` };
    default:
      return reason satisfies never;
  }
}

const budgetWords = {
  costUsd: 'What it may cost in USD (budget.max_cost_usd)',
  tokens: 'What it may use in tokens (budget.max_tokens)',
  minutes: 'What its runs may take in minutes (budget.max_minutes)',
} as const;

/** How many gates are behind a task that none holds. */
function reachedGate(task: Task): number {
  const merge = task.merged === null ? gateNames.indexOf('merge') : gateNames.length;
  if (task.state.kind === 'complete' || task.state.kind === 'cancelled') return merge;
  if (task.state.kind === 'queued') return gateNames.indexOf('slot');
  const phase = currentPhase(task);
  const reviewed = phase !== null && phaseNames.indexOf(phase) > phaseNames.indexOf('guardian_review');
  return reviewed ? merge : gateNames.indexOf('votes');
}

function wordsOf(name: GateName, task: Task, around: Surroundings): string {
  const { policy, requestedBy, limits } = task;
  switch (name) {
    case 'label':
      return `Asked for with the label ${policy.label} or /chimera start.`;
    case 'permission':
      return `${requestedBy.login} had write access at that moment.`;
    case 'configuration':
      return '.github/chimera.yml was valid; the task keeps it as it was.';
    case 'criteria':
      return 'The issue says what is to be seen.';
    case 'limit per person':
      return `${requestedBy.login} was within the limit of open tasks.`;
    case 'dependency':
      return 'No open issue comes first.';
    case 'breaker':
      return 'Attempts of this repository do not all fail.';
    case 'priority':
      return `Priority ${task.priority} of 10.`;
    case 'slot':
      return `${around.slotsHeld} of ${policy.parallel} slots are held by other tasks.`;
    case 'pause':
      return task.pause === null ? 'Nobody has paused it.' : `${task.pause.by} wants it to stop before its next phase.`;
    case 'budget':
      return `${task.results} of ${limits.results} phase results and round ${task.round} of ${limits.rounds}.`;
    case 'errors':
      return `At most ${policy.triesMax} tries at a phase in a row.`;
    case 'votes':
      return task.approval === null
        ? `The guardian’s score must reach ${policy.guardian.threshold.toFixed(2)}, with the test green.`
        : `${task.approval.by} approved in the guardian’s place; the test must be green.`;
    case 'staging lease':
      return policy.staging.shared
        ? `One task at a time deploys to ${policy.staging.environment} and is validated there.`
        : 'Each task deploys to an address of its own.';
    case 'approval':
      return 'Where an environment asks for one, its reviewers let the deployment in.';
    case 'merge':
      if (task.merged !== null) return `Merged as ${task.merged.slice(0, 7)}.`;
      return policy.production === null
        ? 'A person merges it.'
        : 'It is merged once it is validated, and GitHub’s rules for the branch allow it.';
    default:
      return name satisfies never;
  }
}
