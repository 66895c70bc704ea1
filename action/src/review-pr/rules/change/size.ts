// A change that nobody can read is not reviewed, however well its tests pass.
import type { ChangedFile, Diff } from '../../diff.ts';
import type { Rule } from '../../rule.ts';
import { found } from '../source/found.ts';
import { isLockFile, isWritten } from './generated-paths.ts';

export const size: Rule = {
  name: 'size',
  title: 'The change is too large to review',
  looksFor:
    'More changed lines than the configuration allows. Lock files, files that tools write and files that only move do not count.',
  reason: 'What nobody can read is not reviewed, however well its tests pass.',
  remedy: 'Leave out what the feature does not need; otherwise a person must split the issue.',
  check(diff, { linesMax }) {
    const moved = movedFiles(diff);
    const counted = diff
      .filter((file) => !isLockFile(file.path) && !isWritten(file.path) && !moved.has(file))
      .map((file) => ({ path: file.path, lines: file.added.length + file.removed.length }));
    const lines = counted.reduce((sum, file) => sum + file.lines, 0);
    if (lines <= linesMax) return [];
    const largest = [...counted].sort((left, right) => right.lines - left.lines).slice(0, 3);
    return [
      found(size, {
        severity: 'major',
        path: null,
        line: null,
        title: `The change has ${lines} lines; at most ${linesMax} can be reviewed`,
        evidence: largest.map((file) => `${file.path}: ${file.lines}`).join('\n'),
        verify: 'Count the changed lines: `git diff --stat` between the base and the head commit.',
      }),
    ];
  },
};

/** Deleted files with the added ones that hold the same lines: each deleted one stands for one added one. */
function movedFiles(diff: Diff): ReadonlySet<ChangedFile> {
  const textOf = (lines: ChangedFile['added']): string => lines.map(({ text }) => text).join('\n');
  const gone = new Map<string, ChangedFile[]>();
  for (const file of diff) {
    if (file.status === 'deleted') gone.set(textOf(file.removed), [...(gone.get(textOf(file.removed)) ?? []), file]);
  }
  return new Set(
    diff.flatMap((file) => {
      const source = file.status === 'added' ? gone.get(textOf(file.added))?.pop() : undefined;
      return source === undefined ? [] : [source, file];
    }),
  );
}
