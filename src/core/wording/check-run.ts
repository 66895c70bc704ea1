// The check run: where a task stands, for people and for branch protection. All of it follows from the task.
import { describePhase, stepsTotal } from '../phase.ts';
import type { Task } from '../task.ts';
import { choices, nextStep, waysOut } from './advice.ts';
import { matter } from './ask.ts';
import { asBlock, asText } from './markdown/escape.ts';
import { checkRunCharactersMax, fitInto } from './markdown/fit-into.ts';
import { count, duration } from './markdown/quantity.ts';
import { historyTable, phaseTable, type View } from './phase-table.ts';
import { currentPhase, stepsDone } from './progress.ts';
import { linksProven, proofChain } from './proof-chain.ts';
import { verdictWords } from './verdict.ts';

export interface CheckRunView {
  readonly status: 'queued' | 'in_progress' | 'completed';
  /** Only a completed check run has one. */
  readonly conclusion: null | 'success' | 'failure' | 'neutral' | 'cancelled' | 'action_required';
  readonly title: string;
  /** At most 65,535 characters, like `text`. */
  readonly summary: string;
  readonly text: string;
}

/** The check run of a task at this moment. */
export function checkRunOf(task: Task, view: View): CheckRunView {
  const pointer = '… This is cut: see the runs of the phase workflow and the pull request for the rest.';
  const steps = `${stepsDone(task)}/${stepsTotal} phases complete`;
  const summary = [
    headline(task, view),
    phaseTable(task, view),
    `**Next:** ${nextStep(task)}`,
    choices(task),
    problem(task),
  ];
  const proofs = [`### Proof chain: ${linksProven(task)} of 3 links`, proofChain(task, view)];
  const verdict = verdictWords(task);
  const history = historyTable(task, view);
  const text = [
    ...proofs,
    ...(verdict === '' ? [] : ['### Verdict', verdict]),
    ...(history === '' ? [] : ['### Attempts', history]),
  ];
  return {
    ...progressOf(task),
    title: `${titleWords(task)} · ${steps}`,
    summary: fitInto(summary, checkRunCharactersMax, pointer),
    text: fitInto(text, checkRunCharactersMax, pointer),
  };
}

/** The check run on a head that the branch has left: it says where the new one is. */
export function movedCheckRun(head: string): CheckRunView {
  return {
    status: 'completed',
    conclusion: 'neutral',
    title: 'The branch has a newer commit',
    summary: `The branch has moved on to ${head}; the check run there goes on.`,
    text: '',
  };
}

function progressOf(task: Task): Pick<CheckRunView, 'status' | 'conclusion'> {
  switch (task.state.kind) {
    case 'queued':
      return { status: 'queued', conclusion: null };
    case 'preparing':
    case 'running':
    case 'committing':
    case 'pausing':
      return { status: 'in_progress', conclusion: null };
    case 'waiting':
      return { status: 'completed', conclusion: 'action_required' };
    case 'complete':
      return { status: 'completed', conclusion: 'success' };
    case 'failed':
      return { status: 'completed', conclusion: 'failure' };
    case 'cancelled':
      return { status: 'completed', conclusion: 'cancelled' };
    default:
      return task.state satisfies never;
  }
}

function titleWords(task: Task): string {
  switch (task.state.kind) {
    case 'queued':
      return 'In the queue';
    case 'preparing':
      return 'Preparing';
    case 'waiting':
      return 'Waiting for a person';
    case 'complete':
      return 'Complete';
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
    case 'running':
    case 'committing':
    case 'pausing':
      return describePhase(task.state.attempt.phase).title;
    default:
      return task.state satisfies never;
  }
}

/** One paragraph: what stands, since when, in which round. */
function headline(task: Task, { now }: View): string {
  const { state } = task;
  const age = duration(('at' in state ? state.at : now) - task.createdAt);
  const spent = `Round ${task.round} of ${task.limits.rounds}, ${task.results} of ${count(task.limits.results, 'phase result')}, ${age} since the label.`;
  if (state.kind === 'waiting' || state.kind === 'failed') return `${matter(task)}\n\n${spent}`;
  if (state.kind === 'complete') {
    return `Done: the frozen test was red before the change, is green with it, and is green on staging. ${spent}`;
  }
  if (state.kind === 'cancelled')
    return `Cancelled by ${asText(state.by, 100)}: ${asText(state.reason, 300)}. ${spent}`;
  const phase = currentPhase(task);
  return phase === null ? spent : `${describePhase(phase).title}. ${spent}`;
}

/** The last error with the way out, as long as it matters. */
function problem(task: Task): string {
  const { state } = task;
  const failure =
    state.kind === 'pausing' || state.kind === 'failed'
      ? state.failure
      : state.kind === 'waiting' && state.reason.kind === 'needs_person'
        ? state.reason.failure
        : null;
  if (failure === null) return '';
  const remedy = state.kind === 'pausing' ? `\n\n**If it stays:** ${waysOut[failure.class]}` : '';
  return `**Last error** (\`${failure.class}\`):\n\n${asBlock(failure.message)}${remedy}`;
}
