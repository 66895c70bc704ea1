// Added lines that are not new: the same text stood elsewhere in the file, or in the file that it was called before.
import type { ChangedFile, Diff, Line } from '../../diff.ts';
import { isDocument, isTestFile, languageOf } from '../../kinds-of-files.ts';

/** So many lines in a row come from another file; fewer are alike by chance, or by somebody's intention. */
const runMin = 3;

/**
 * Numbers of the added lines that were only moved or indented. A line that another file loses is new here, unless that
 * file is deleted, this one of the same kind is added, and the lines around it came along.
 */
export function movedLines(file: ChangedFile, diff: Diff): ReadonlySet<number> {
  const own = new Set(file.removed.map((line) => line.text.trim()));
  const moved = new Set(file.added.filter((line) => own.has(line.text.trim())).map((line) => line.number));
  if (file.status !== 'added') return moved;
  const runs = deletedRuns(diff).get(kindOf(file.path));
  if (runs === undefined) return moved;
  const lines = withWords(file.added);
  if (lines.length < runMin) return runs.has(runOf(lines)) ? new Set(file.added.map((line) => line.number)) : moved;
  for (let at = 0; at + runMin <= lines.length; at++) {
    const run = lines.slice(at, at + runMin);
    if (runs.has(runOf(run))) for (const line of run) moved.add(line.number);
  }
  return moved;
}

const remembered = new WeakMap<Diff, ReadonlyMap<string, ReadonlySet<string>>>();

/** Of each kind of file, all runs of lines that its deleted files held; all lines of a shorter file are its one run. */
function deletedRuns(diff: Diff): ReadonlyMap<string, ReadonlySet<string>> {
  const known = remembered.get(diff);
  if (known !== undefined) return known;
  const runs = new Map<string, Set<string>>();
  for (const file of diff.filter((one) => one.status === 'deleted')) {
    const kind = kindOf(file.path);
    const own = runs.get(kind) ?? new Set();
    runs.set(kind, own);
    const lines = withWords(file.removed);
    if (lines.length > 0 && lines.length < runMin) own.add(runOf(lines));
    for (let at = 0; at + runMin <= lines.length; at++) own.add(runOf(lines.slice(at, at + runMin)));
  }
  remembered.set(diff, runs);
  return runs;
}

/** A test's line is new outside of tests, and an example in a document is new in code. */
function kindOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const content = isDocument(path) ? 'document' : (languageOf(path) ?? /\.[^.]+$/.exec(name)?.[0] ?? name);
  return `${isTestFile(path) ? 'test' : 'other'} ${content}`;
}

function withWords(lines: readonly Line[]): readonly Line[] {
  return lines.filter((line) => line.text.trim() !== '');
}

function runOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text.trim()).join('\n');
}
