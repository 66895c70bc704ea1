// The phases as a table, and every attempt as another: what the check run shows first and last.
import { openApproval } from '../approval.ts';
import type { CommitId, RunId } from '../identifier.ts';
import { phases } from '../phase.ts';
import type { Attempt, AttemptRecord, Task } from '../task.ts';
import { asText } from './markdown/escape.ts';
import { duration } from './markdown/quantity.ts';
import { lastRecord, phaseStateOf } from './progress.ts';

export interface View {
  /** Address of a workflow run's page. */
  readonly runUrl: (runId: RunId) => string;
  /** Address of a file's page in a commit. */
  readonly fileUrl: (commit: CommitId, path: string) => string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const dash = '–';

/** One row for each phase: its state in words, and its latest attempt. */
export function phaseTable(task: Task, view: View): string {
  const rows = phases.map((phase, index) => {
    const open = 'attempt' in task.state && task.state.attempt.phase === phase.name ? task.state.attempt : null;
    const running = task.state.kind === 'running' ? open : null;
    const attempt: Attempt | AttemptRecord | undefined = running ?? lastRecord(task, phase.name);
    return row([`${index + 1}`, phase.title, stateWords(task, phase.name), ...attemptCells(task, attempt, view)]);
  });
  return [row(['', 'Phase', 'State', 'Attempt', 'Round', 'Took', 'Run']), row(Array(7).fill('---')), ...rows].join(
    '\n',
  );
}

/** Every attempt that has ended, oldest first. */
export function historyTable(task: Task, view: View): string {
  if (task.history.length === 0) return '';
  const rows = task.history.map((record) => {
    const phase = phases.find((candidate) => candidate.name === record.phase)?.title ?? record.phase;
    const verdict = `${verdictSymbols[record.verdict]} ${record.verdict}`;
    const cells = attemptCells(task, record, view);
    return row([
      phase,
      ...cells.slice(0, 2),
      verdict,
      ...cells.slice(2),
      `${flakeWords(record)}${asText(record.summary, 200)}${ranOnWords(record)}`,
    ]);
  });
  const head = ['Phase', 'Attempt', 'Round', 'Verdict', 'Took', 'Run', 'What happened'];
  return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

const flakeWords = ({ flake }: AttemptRecord): string =>
  flake === undefined ? '' : `🎲 ${asText(flake.title, 100)} passed in ${flake.passed} of ${flake.of} runs. `;

const ranOnWords = ({ ranOn }: AttemptRecord): string =>
  ranOn === undefined ? '' : ' **Its run had begun to deploy, and was left to end: look at what it says.**';

const verdictSymbols: Readonly<Record<AttemptRecord['verdict'], string>> = {
  succeeded: '✅',
  rejected: '↩️',
  errored: '⚠️',
  void: '➖',
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The state of a phase in words, with a symbol that says the same. */
function stateWords(task: Task, phase: (typeof phases)[number]['name']): string {
  const state = phaseStateOf(task, phase);
  switch (state.kind) {
    case 'not_wanted':
      return '➖ not wanted';
    case 'done':
      return '✅ done';
    case 'to_come':
      return '⬜ to come';
    case 'again':
      return `↩️ rejected in round ${state.round}, comes again`;
    case 'current':
      if (openApproval(task) !== null) return '🙋 waits for an approval';
      return isPaused(task) ? '⏸️ paused' : currentWords[task.state.kind];
    default:
      return state satisfies never;
  }
}

const isPaused = ({ state }: Task): boolean => state.kind === 'waiting' && state.reason.kind === 'paused';

const currentWords: Readonly<Record<Task['state']['kind'], string>> = {
  queued: '⏳ waits for a slot',
  preparing: '⏳ is being prepared',
  leasing: '⏳ waits for the staging environment',
  merging: '🔄 the pull request is being merged',
  running: '🔄 running',
  committing: '🔄 being committed',
  pausing: '⏸️ pause before another try',
  waiting: '🙋 waits for a person',
  complete: '✅ done',
  failed: '❌ failed',
  cancelled: '🚫 cancelled',
};

function attemptCells(
  task: Task,
  attempt: Attempt | AttemptRecord | undefined,
  view: View,
): [string, string, string, string] {
  if (attempt === undefined) return [dash, dash, dash, dash];
  const number = attempt.id.slice(task.id.length + 1);
  const tries = attempt.tryNumber > 1 ? `${number} (try ${attempt.tryNumber})` : number;
  const ended = 'endedAt' in attempt;
  const took = ended
    ? duration(attempt.endedAt - attempt.startedAt)
    : `${duration(view.now - attempt.startedAt)} so far`;
  const run = attempt.runId === null ? dash : `[run ${attempt.runId}](${view.runUrl(attempt.runId)})`;
  return [tries, `${attempt.round}`, took, run];
}
