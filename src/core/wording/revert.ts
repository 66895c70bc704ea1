// The pull request that takes a change back which did not work on production.
import type { Task } from '../task.ts';
import { asBlock, asPlain } from './markdown/escape.ts';

export const revertTitle = (task: Task): string => `Revert "${asPlain(task.feature.title, 150)}" (#${task.issue})`;

export function revertBody(task: Task): string {
  const why = task.state.kind === 'failed' ? asBlock(task.state.failure.message) : '';
  return `This takes back #${task.pullRequest?.number ?? ''}: the frozen test failed on production.\n\n${why}\n\nMerge it to bring the version before back, then deploy it.`;
}
