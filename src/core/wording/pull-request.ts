// The pull request's title and description. Chimera owns a section of the description; the rest belongs to people.
import { describePhase, stepsTotal } from '../phase.ts';
import type { Task } from '../task.ts';
import { asBlock, asCode, asPlain, asText } from './markdown/escape.ts';
import { commentCharactersMax, fitInto } from './markdown/fit-into.ts';
import type { View } from './phase-table.ts';
import { picturesTable } from './pictures.ts';
import { currentPhase, stepsDone } from './progress.ts';
import { linksProven, proofChain } from './proof-chain.ts';

const start = '<!-- chimera:start -->';
const end = '<!-- chimera:end -->';

/** Longest section, in characters; people keep the rest of GitHub's 65,536. */
const sectionCharactersMax = 40_000;

/** The title, as plain text. */
export function pullRequestTitle(task: Pick<Task, 'feature' | 'issue'>): string {
  const title = asPlain(task.feature.title, 200);
  return title === '' ? `Issue ${task.issue}` : title;
}

/** Chimera's section of the description, marks included. */
export function pullRequestBody(task: Task, view: Pick<View, 'runUrl' | 'fileUrl'>): string {
  const pictures = picturesTable(task, view);
  const parts = [
    `Closes #${task.issue}. Asked for by ${asCode(task.requestedBy.login)}; made by Chimera.`,
    statusWords(task),
    `### Proof chain: ${linksProven(task)} of 3 links\n\n${proofChain(task, view)}`,
    pictures === '' ? '' : `### Before and after\n\n${pictures}`,
    `### Who wrote it\n\n${coderWords(task)}`,
    `### What is wanted\n\n${asBlock(task.feature.text, 8_000)}`,
    'This section is kept up to date by Chimera; what you write outside of it stays.',
  ];
  return `${start}\n${fitInto(parts, sectionCharactersMax, '… The rest is in the check run.')}\n${end}`;
}

/** The description with our section in its place; people's own text before and after it stays. */
export function mergeDescription(existing: string | null, ours: string): string {
  const text = existing ?? '';
  const last = text.lastIndexOf(end);
  const first = last < 0 ? -1 : text.lastIndexOf(start, last);
  const before = first < 0 ? text.trimEnd() : text.slice(0, first);
  const after = first < 0 ? '' : text.slice(last + end.length);
  const gap = first < 0 && before !== '' ? '\n\n' : '';
  const room = commentCharactersMax - before.length - after.length - gap.length;
  if (ours.length <= room) return `${before}${gap}${ours}${after}`;
  const short = `${start}\nChimera’s section does not fit beside this description; see the check run.\n${end}`;
  return short.length <= room ? `${before}${gap}${short}${after}` : text;
}

function statusWords(task: Task): string {
  const phase = currentPhase(task);
  const stage = phase === null ? '' : ` (${describePhase(phase).title.toLowerCase()})`;
  const { state } = task;
  const closed = state.kind === 'cancelled' ? ` by ${asText(state.by, 100)}: ${asText(state.reason, 300)}` : '';
  return `**${stepsDone(task)}/${stepsTotal} phases complete**, ${state.kind}${closed || stage}. The check run *Chimera* says more.`;
}

function coderWords(task: Task): string {
  const { choice: coder } = task.policy.coder;
  if (coder.kind === 'preset') {
    const model = coder.model === null ? '' : ` with the model ${asCode(coder.model)}`;
    return `The implementation is written by ${asCode(coder.preset)}${model}. The test was written before it and is frozen: the coder cannot change it.`;
  }
  return coder.kind === 'replay'
    ? `⚠️ The implementation is **recorded**: change sets from ${asCode(coder.directory)} are applied, one a round. No coding agent writes it while the task runs.`
    : `The implementation is written by the command ${asCode(coder.command)}. The test was written before it and is frozen: the coder cannot change it.`;
}
