// The page before and after the change, side by side.
import type { CommitId } from '../identifier.ts';
import { type Pictures, pictureFiles } from '../pictures.ts';
import type { Task } from '../task.ts';
import { asText } from './markdown/escape.ts';
import type { View } from './phase-table.ts';

/** The two screenshots as a table; empty when there are none of the task's head. */
export function picturesTable(task: Task, { fileUrl }: Pick<View, 'fileUrl'>): string {
  const pictures = currentPictures(task);
  const base = task.proofs.redOnBase?.commit;
  if (pictures === null || base === undefined) return '';
  const { commit, head, before, after, scenario } = pictures;
  const cell = (there: boolean, path: string, alt: string): string => {
    const url = fileUrl(commit, path);
    return there ? `[![${alt}](${url}?raw=true)](${url})` : 'no picture';
  };
  const about =
    scenario === null
      ? 'The page at the end of the frozen test.'
      : `The page at the end of the scenario “${asText(scenario, 200)}”.`;
  return [
    about,
    '',
    `| Before: red on the base commit ${short(base)} | After: green on the head commit ${short(head)} |`,
    '| --- | --- |',
    `| ${cell(before, pictureFiles.before, 'The page before the change')} | ${cell(after, pictureFiles.after, 'The page after the change')} |`,
  ].join('\n');
}

/** The pictures that are about the task's head; `null` when there are none (any more). */
function currentPictures({ pictures, proofs }: Task): Pictures | null {
  if (pictures === undefined || proofs.redOnBase === null) return null;
  return proofs.greenOnHead?.commit === pictures.head ? pictures : null;
}

const short = (commit: CommitId): string => `\`${commit.slice(0, 7)}\``;
