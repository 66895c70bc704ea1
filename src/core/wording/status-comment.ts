// The one comment on the issue that shows where the task stands, for people who do not open checks. It is edited in
// place.
import type { CoderChoice } from '../coder-choice.ts';
import { describePhase, phases, stepsTotal } from '../phase.ts';
import type { Task } from '../task.ts';
import { choices, nextStep } from './advice.ts';
import { matter, questionList } from './ask.ts';
import { asCode, asCodeCell, asText } from './markdown/escape.ts';
import { commentCharactersMax, fitInto } from './markdown/fit-into.ts';
import { marker } from './markdown/marker.ts';
import { count, moment } from './markdown/quantity.ts';
import { currentPhase, phaseStateOf, stepsDone } from './progress.ts';
import { revertWords } from './revert.ts';

/** With the hidden mark by which the comment is found again. */
export function statusComment(task: Task): string {
  return fitInto(
    [statusMarker(task), statusText(task)],
    commentCharactersMax,
    '… The rest is in the check run of the pull request.',
  );
}

export const statusMarker = (task: Task): string => marker('status', task.id);

/** The same without the mark, as `/chimera status` answers it. */
export function statusText(task: Task): string {
  const pull = task.pullRequest === null ? '' : ` · pull request #${task.pullRequest.number}`;
  return [
    `### ${heading(task)}`,
    `${progressBar(task)} **${stepsDone(task)}/${stepsTotal}** phases complete${pull}`,
    endWords(task) || matter(task),
    revertWords(task),
    questionList(task),
    `**Next:** ${nextStep(task)}`,
    choices(task),
    changedWords(task),
    settingsTable(task),
    footer(task),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const headings: Readonly<Record<Task['state']['kind'], string>> = {
  queued: '⏳ Chimera has this in its queue',
  preparing: '🔄 Chimera works on this',
  leasing: '⏳ Chimera waits for the staging environment',
  merging: '🔄 Chimera merges this',
  running: '🔄 Chimera works on this',
  committing: '🔄 Chimera works on this',
  pausing: '⏸️ Chimera pauses before another try',
  waiting: '🙋 Chimera needs a person',
  complete: '✅ Chimera has finished this',
  failed: '❌ Chimera could not finish this',
  cancelled: '🚫 Chimera has stopped',
};

function heading(task: Task): string {
  const { state } = task;
  if (state.kind === 'waiting' && state.reason.kind === 'paused') return '⏸️ Chimera is paused';
  if (state.kind === 'waiting' && state.reason.kind === 'needs_info') return '❓ Chimera has questions';
  const phase = currentPhase(task);
  const at = phase === null || state.kind === 'cancelled' ? '' : `: ${describePhase(phase).title.toLowerCase()}`;
  return `${headings[state.kind]}${at}`;
}

function endWords({ state }: Task): string {
  return state.kind === 'cancelled' ? `Cancelled by ${asText(state.by, 100)}: ${asText(state.reason, 300)}.` : '';
}

/** One square for each phase that is wanted. */
function progressBar(task: Task): string {
  const squares = phases.flatMap(({ name }) => {
    const { kind } = phaseStateOf(task, name);
    if (kind === 'not_wanted') return [];
    return [kind === 'done' ? '🟩' : kind === 'current' ? '🟦' : '⬜'];
  });
  return squares.join('');
}

function changedWords({ changedSince }: Task): string {
  if (changedSince === null) return '';
  return `✏️ **The issue has changed since** the task took its text (edited by ${asText(changedSince.by, 100)}, ${moment(changedSince.at)}). The task goes on with the old text; \`/chimera update\` accepts the new one.`;
}

function settingsTable(task: Task): string {
  const { feature } = task;
  const url = (address: string | null, otherwise: string) => (address === null ? otherwise : asCodeCell(address));
  return [
    '<details><summary>What was read from the issue and the configuration</summary>\n',
    '| | |',
    '| --- | --- |',
    `| Asked for by | ${asCode(task.requestedBy.login)} |`,
    `| Page to look at | ${url(feature.targetUrl, 'only the application of this repository')} |`,
    `| Staging | ${url(feature.stagingUrl, 'the address that the deployment tells')} |`,
    `| Priority | ${task.priority} of 10 |`,
    `| Limits | ${count(task.limits.rounds, 'round')}, ${count(task.limits.results, 'phase result')} |`,
    `| Implementation | ${coderCell(task.policy.coder.choice)} |`,
    ...task.guidance.slice(-5).map(({ by, text }) => `| Guidance by ${asText(by, 100)} | ${asText(text, 200)} |`),
    '\n</details>',
  ].join('\n');
}

function footer(task: Task): string {
  const label = asText(task.policy.label, 50);
  if (task.state.kind === 'complete' || task.state.kind === 'cancelled') return '';
  return `<sub>The check run *Chimera* on the pull request says more. ${task.policy.production === null ? 'Nothing is merged without a person. ' : ''}To steer it, write \`/chimera help\`; to stop it, remove the label ${label} or close the issue.</sub>`;
}

function coderCell(choice: CoderChoice): string {
  switch (choice.kind) {
    case 'replay':
      return 'from recorded change sets';
    case 'preset':
      return asCodeCell(choice.model === null ? choice.preset : `${choice.preset}, ${choice.model}`, 100);
    case 'command':
      return asCodeCell(choice.command, 100);
    default:
      return choice satisfies never;
  }
}
