// The change under review as plain data: the snapshot that the rules look at.
import { changedPaths } from '../git/changed-paths.ts';
import { git } from '../git/git.ts';

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

/** All that differs between two commits. Binary files have no lines. */
export async function readDiff(directory: string, base: string, head: string): Promise<Diff> {
  const paths = await changedPaths(directory, base, head);
  const words = ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '--no-renames', '--unified=0', base, head];
  const patch = (await git(directory, words)).toString('utf8');
  // Lines of content begin with a sign, so this can only be a header. Git lists both in the same order.
  const sections = patch.split(/^(?=diff --git )/m).filter((section) => section !== '');
  let next = 0;
  return paths.map(({ path, status, mode }) => {
    const count = status === 'retyped' ? 2 : 1;
    const own = sections.slice(next, next + count).map(readHunks);
    next += count;
    return { path, status, mode, added: own.flatMap((one) => one.added), removed: own.flatMap((one) => one.removed) };
  });
}

function readHunks(section: string): { added: Line[]; removed: Line[] } {
  const added: Line[] = [];
  const removed: Line[] = [];
  let before = 0;
  let after = 0;
  for (const line of section.slice(Math.max(0, section.search(/^@@ /m))).split('\n')) {
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
