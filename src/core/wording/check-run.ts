// The check run: where a task stands, for people and for branch protection. All of it follows from the task.
import { openApproval } from '../approval.ts';
import { type Button, buttonsOf } from '../command/buttons.ts';
import { flakeRate } from '../flake.ts';
import { describePhase, stepsTotal } from '../phase.ts';
import { awaitsMerge, type Task } from '../task.ts';
import { ranMs, spentBy } from '../usage.ts';
import { choices, nextStep, waysOut } from './advice.ts';
import { matter } from './ask.ts';
import { asBlock, asPlain, asText } from './markdown/escape.ts';
import { checkRunCharactersMax, fitInto } from './markdown/fit-into.ts';
import { count, duration } from './markdown/quantity.ts';
import { historyTable, phaseTable, type View } from './phase-table.ts';
import { picturesTable } from './pictures.ts';
import { currentPhase, stepsDone } from './progress.ts';
import { linksProven, proofChain } from './proof-chain.ts';
import { revertWords } from './revert.ts';
import { verdictWords, votesWords } from './verdict.ts';

export interface CheckRunView {
  readonly status: 'queued' | 'in_progress' | 'completed';
  /** Only a completed check run has one. */
  readonly conclusion: null | 'success' | 'failure' | 'neutral' | 'cancelled' | 'action_required';
  readonly title: string;
  /** At most 65,535 characters, like `text`. */
  readonly summary: string;
  readonly text: string;
  readonly actions: readonly Button[];
  /** What the guardian rejected, at its lines; GitHub adds them up, so they are sent once. */
  readonly annotations: readonly Annotation[];
}

export interface Annotation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** The check run of a task at this moment. */
export function checkRunOf(task: Task, view: View): CheckRunView {
  const pointer = '… This is cut: see the runs of the phase workflow and the pull request for the rest.';
  const steps = `${stepsDone(task)}/${stepsTotal} phases complete`;
  const summary = [
    headline(task, view),
    phaseTable(task, view),
    votesWords(task),
    `**Next:** ${nextStep(task)}`,
    choices(task),
    guarded(task),
    problem(task),
    revertWords(task),
  ];
  const proofs = [`### Proof chain: ${linksProven(task)} of 3 links`, proofChain(task, view)];
  const pictures = picturesTable(task, view);
  const verdict = verdictWords(task);
  const history = historyTable(task, view);
  const text = [
    ...proofs,
    ...(pictures === '' ? [] : ['### Before and after', pictures]),
    ...(verdict === '' ? [] : ['### Verdict', verdict]),
    ...(history === '' ? [] : ['### Attempts', history]),
  ];
  return {
    ...progressOf(task),
    title: `${titleWords(task)} · ${steps}`,
    summary: fitInto(summary, checkRunCharactersMax, pointer),
    text: fitInto(text, checkRunCharactersMax, pointer),
    actions: buttonsOf(task),
    annotations: annotationsOf(task),
  };
}

/** GitHub takes at most 50 in a request; what is beyond them stands in the text. */
const annotationsMax = 50;

function annotationsOf({ feedback, history, branch }: Task): readonly Annotation[] {
  const review = history.findLast((record) => record.phase === 'guardian_review');
  if (feedback?.from !== 'guardian_review' || review?.verdict !== 'rejected' || review.head !== branch?.head) return [];
  return feedback.findings
    .flatMap(({ path, line, severity, title, explanation }) => {
      if (path === null || line === null) return [];
      const level = severity === 'critical' ? 'failure' : severity === 'major' ? 'warning' : 'notice';
      return [
        { path, line, level, title: asPlain(title, 255), message: asPlain(explanation || title, 8_000) } as const,
      ];
    })
    .slice(0, annotationsMax);
}

/** The check run on a head that the branch has left: it says where the new one is. */
export function movedCheckRun(head: string): CheckRunView {
  return {
    status: 'completed',
    conclusion: 'neutral',
    title: 'The branch has a newer commit',
    summary: `The branch has moved on to ${head}; the check run there goes on.`,
    text: '',
    actions: [],
    annotations: [],
  };
}

function progressOf(task: Task): Pick<CheckRunView, 'status' | 'conclusion'> {
  switch (task.state.kind) {
    case 'queued':
      return { status: 'queued', conclusion: null };
    case 'preparing':
    case 'leasing':
    case 'running':
    case 'committing':
    case 'pausing':
      // What is merged has passed the gate; what comes after is not about the pull request any more.
      if (task.merged !== null) return { status: 'completed', conclusion: 'success' };
      return { status: 'in_progress', conclusion: null };
    case 'merging':
      return { status: 'completed', conclusion: 'success' };
    case 'waiting':
      // A gate that closed again here would itself keep GitHub from merging.
      return { status: 'completed', conclusion: awaitsMerge(task) ? 'success' : 'action_required' };
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
    case 'leasing':
      return 'Waits for staging';
    case 'merging':
      return 'Validated; being merged';
    case 'waiting':
      if (awaitsMerge(task)) return 'Validated; GitHub does not merge it yet';
      return task.state.reason.kind === 'paused' ? 'Paused' : 'Waiting for a person';
    case 'complete':
      return 'Complete';
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
    case 'running':
    case 'committing':
    case 'pausing': {
      const { title } = describePhase(task.state.attempt.phase);
      return openApproval(task) === null ? title : `${title} waits for an approval`;
    }
    default:
      return task.state satisfies never;
  }
}

/** One paragraph: what stands, since when, in which round. */
function headline(task: Task, { now }: View): string {
  const { state } = task;
  const age = duration(('at' in state ? state.at : now) - task.createdAt);
  const ran = task.history.reduce((sum, record) => sum + ranMs(record), 0);
  const spent = `Round ${task.round} of ${task.limits.rounds}, ${age} since the label. Cost so far: ${task.results} of ${count(task.limits.results, 'phase result')}, ${duration(ran)} of runs${usageWords(task)}.${flakeWords(task)}`;
  if (state.kind === 'waiting' || state.kind === 'failed') return `${matter(task)}\n\n${spent}`;
  if (state.kind === 'complete') {
    return `Done: the frozen test was red before the change, is green with it, and is green on staging. ${spent}`;
  }
  if (state.kind === 'cancelled')
    return `Cancelled by ${asText(state.by, 100)}: ${asText(state.reason, 300)}. ${spent}`;
  const phase = currentPhase(task);
  return phase === null ? spent : `${describePhase(phase).title}. ${spent}`;
}

/** How steady the test is, as soon as it was not. */
function flakeWords(task: Task): string {
  const { flaky, of } = flakeRate(task);
  return flaky === 0 ? '' : ` The test was flaky in ${flaky} of ${count(of, 'attempt')}.`;
}

/** What coders and models have cost, where they said so. */
function usageWords(task: Task): string {
  const { costUsd, tokens } = spentBy(task);
  const { budget } = task.limits;
  const of = (allowed: number | null, words: (amount: number) => string) =>
    allowed === null ? '' : ` of ${words(allowed)}`;
  const usd = (amount: number) => `$${amount.toFixed(2)}`;
  const used = (amount: number) => `${amount.toLocaleString('en')} tokens`;
  const parts = [
    ...(tokens > 0 || budget.tokens !== null ? [`${used(tokens)}${of(budget.tokens, used)}`] : []),
    ...(costUsd > 0 || budget.costUsd !== null ? [`${usd(costUsd)}${of(budget.costUsd, usd)}`] : []),
  ];
  return parts.map((part) => `, ${part}`).join('');
}

/** What a reader should know before trusting the picture: a text that has changed, a wish to stop. */
function guarded({ changedSince, guidance }: Task): string {
  const changed =
    changedSince === null
      ? ''
      : `✏️ **The issue has changed since** the task took its text (${asText(changedSince.by, 100)}); \`/chimera update\` accepts the new one.`;
  const told =
    guidance.length === 0
      ? ''
      : `**Guidance:** ${guidance.map(({ by, text }) => `${asText(text, 200)} (${asText(by, 100)})`).join('; ')}`;
  return [changed, told].filter((part) => part !== '').join('\n\n');
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
