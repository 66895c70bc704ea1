// The pull request that takes a change back which did not work on production, and what is said of it.
import type { Task } from '../task.ts';
import { asBlock, asPlain, asText } from './markdown/escape.ts';

export const revertTitle = (task: Task): string => `Revert "${asPlain(task.feature.title, 150)}" (#${task.issue})`;

export function revertBody(task: Task): string {
  const why = task.state.kind === 'failed' ? asBlock(task.state.failure.message) : '';
  return `This takes back #${task.pullRequest?.number ?? ''}: the frozen test failed on production.\n\n${why}\n\nMerge it to bring the version before back, then deploy it.`;
}

/** What takes the change back, as a sentence; empty where nothing has to. */
export function revertWords({ revert, state }: Task): string {
  if (revert === undefined || state.kind !== 'failed') return '';
  switch (revert.kind) {
    case 'opening':
      return 'A pull request that takes the change back is being opened.';
    case 'opened':
      return `**#${revert.number} takes the change back:** merge it, then deploy the default branch.`;
    case 'refused':
      return `**No pull request takes the change back:** ${asText(revert.message, 1_000)} Revert it by hand, then deploy.`;
    default:
      return revert satisfies never;
  }
}
