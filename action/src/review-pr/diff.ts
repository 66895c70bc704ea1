// The change under review as plain data: the snapshot that the rules look at.
import { join } from 'node:path';
import { gitDirectory } from '../confinement/measure-tree.ts';
import { type ChangedPath, changedPaths } from '../git/changed-paths.ts';
import { git } from '../git/git.ts';
import { PhaseError } from '../job.ts';
import { isTextByName } from './kinds-of-files.ts';

export interface Line {
  /** Counted from 1, in the file on the line's own side of the diff. */
  readonly number: number;
  readonly text: string;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'retyped';
  readonly mode: string;
  readonly added: readonly Line[];
  readonly removed: readonly Line[];
}

export type Diff = readonly ChangedFile[];

/**
 * All that differs between two commits. Binary files have no lines, unless their names say that they are text. Throws
 * `machinery` when git fails or shows other files than it lists.
 */
export async function readDiff(directory: string, base: string, head: string): Promise<Diff> {
  const paths = await changedPaths(directory, base, head);
  const sections = await readSections(directory, [base, head], paths, []);
  const hidden = paths.filter(({ path }) => isTextByName(path) && sections.get(path)?.some(isBinary) === true);
  for (let at = 0; at < hidden.length; at += pathsAtOnce) {
    const some = hidden.slice(at, at + pathsAtOnce);
    const own = await readSections(directory, [base, head], some, ['--text']);
    for (const { path } of some) sections.set(path, own.get(path) ?? []);
  }
  return paths.map(({ path, status, mode }) => {
    const hunks = (sections.get(path) ?? []).map(readHunks);
    return {
      path,
      status,
      mode,
      added: hunks.flatMap((one) => one.added),
      removed: hunks.flatMap((one) => one.removed),
    };
  });
}

/** A command line has a largest length. */
const pathsAtOnce = 100;

/**
 * What git shows of each of `paths`. Attributes of the checkout have no say: they could make it show nothing. Git looks
 * for them beside the index and in the working tree, and its own folder has neither here.
 */
async function readSections(
  directory: string,
  [base, head]: readonly [base: string, head: string],
  paths: readonly ChangedPath[],
  more: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const own = await gitDirectory(directory);
  const environment = {
    GIT_DIR: own,
    GIT_WORK_TREE: own,
    GIT_INDEX_FILE: join(own, 'no-index'),
    GIT_ATTR_NOSYSTEM: '1',
  };
  const words = ['-c', 'core.attributesFile=/dev/null', 'diff-tree', '-r', '-p', '--no-color', '--no-ext-diff'];
  const form = ['--no-textconv', '--no-renames', '--ignore-submodules=none', '--unified=0', ...more];
  const chosen = more.length === 0 ? [] : ['--', ...paths.map(({ path }) => `:(top,literal)${path}`)];
  const patch = (await git(own, [...words, ...form, base, head, ...chosen], { environment })).toString('utf8');
  // Lines of content begin with a sign, so this can only be a header. Git lists both in the same order. A line ends with
  // a line feed and nothing else.
  const sections = patch.split(/(?:^|\n)(?=diff --git )/).filter((section) => section !== '');
  const counts = paths.map(({ status }) => (status === 'retyped' ? 2 : 1));
  const expected = counts.reduce((sum, count) => sum + count, 0);
  if (sections.length !== expected) {
    throw new PhaseError(
      'machinery',
      `git diff-tree shows ${sections.length} files, not the ${expected} that it lists`,
    );
  }
  const ofPaths = new Map<string, readonly string[]>();
  let next = 0;
  paths.forEach(({ path }, index) => {
    const count = counts[index] ?? 0;
    ofPaths.set(path, sections.slice(next, next + count));
    next += count;
  });
  return ofPaths;
}

function isBinary(section: string): boolean {
  return /\nBinary files [^\n]* differ\n?$/.test(section) && !section.includes('\n@@ ');
}

function readHunks(section: string): { added: Line[]; removed: Line[] } {
  const added: Line[] = [];
  const removed: Line[] = [];
  let before = 0;
  let after = 0;
  for (const line of section.slice(Math.max(0, section.indexOf('\n@@ '))).split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (hunk !== null) {
      before = Number(hunk[1]);
      after = Number(hunk[2]);
    } else if (line.startsWith('+') && after > 0) {
      added.push({ number: after++, text: line.slice(1) });
    } else if (line.startsWith('-') && before > 0) {
      removed.push({ number: before++, text: line.slice(1) });
    }
  }
  return { added, removed };
}
