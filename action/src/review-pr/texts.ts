// Whole texts of changed files and the paths of a commit: what a rule needs besides the changed lines.
import { changedPaths } from '../git/changed-paths.ts';
import { git } from '../git/git.ts';
import type { Diff } from './diff.ts';
import { isTextByName } from './kinds-of-files.ts';
import type { FileTexts } from './rule.ts';

/** Larger texts are left out. Lock files are long by nature, and what they say about a package is needed whole. */
const bytesMax = 512 * 1024;
const lockBytesMax = 8 * 1024 * 1024;
/** All texts of a change together: beyond it the rest counts as too large. */
const allBytesMax = 48 * 1024 * 1024;

const lockFile = /(?:^|\/)(?:[^/]*-lock\.(?:json|yaml)|npm-shrinkwrap\.json|[^/]*\.lock|go\.sum)$/;
const zeros = /^0+$/;
/** Links and submodules have no text of their own. */
const regularFile = /^100/;

/**
 * Texts of the files of `diff` before (`base`) and after (`head`) the change. `null` = not there, binary and not text by
 * its name, or over 512 kB (8 MB for lock files). Throws `machinery` when git fails.
 */
export async function readTexts(
  directory: string,
  base: string,
  head: string,
  diff: Diff,
): Promise<ReadonlyMap<string, FileTexts>> {
  const wanted = new Set(diff.map((file) => file.path));
  const changed = (await changedPaths(directory, base, head)).filter((file) => wanted.has(file.path));
  const blobs = changed.flatMap((file) => [file.blobBefore, file.blob]).filter((blob) => !zeros.test(blob));
  const sizes = await readSizes(directory, [...new Set(blobs)]);
  const largest = (path: string): number => (lockFile.test(path) ? lockBytesMax : bytesMax);
  const chosen = new Set<string>();
  let bytes = 0;
  for (const file of changed) {
    for (const blob of [file.blobBefore, file.blob]) {
      const size = sizes.get(blob);
      if (size === undefined || chosen.has(blob) || size > largest(file.path) || bytes + size > allBytesMax) continue;
      bytes += size;
      chosen.add(blob);
    }
  }
  const texts = await readBlobs(directory, [...chosen]);
  // One blob may stand at two paths, and be too large for one of them only.
  const textAt = (path: string, blob: string): string | null => {
    const content = texts.get(blob);
    if (content === undefined || (sizes.get(blob) ?? 0) > largest(path)) return null;
    return content.isBinary && !isTextByName(path) ? null : content.text;
  };
  return new Map(
    changed.map(({ path, mode, blob, blobBefore }) => {
      const after = regularFile.test(mode) ? textAt(path, blob) : null;
      return [path, { before: textAt(path, blobBefore), after }];
    }),
  );
}

/** Every path of a commit, in git's order. */
export async function readPaths(directory: string, commit: string): Promise<readonly string[]> {
  const listed = await git(directory, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
  return listed
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}

async function readSizes(directory: string, blobs: readonly string[]): Promise<Map<string, number>> {
  if (blobs.length === 0) return new Map();
  const words = ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'];
  const lines = (await git(directory, words, { input: `${blobs.join('\n')}\n` })).toString('utf8').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [name = '', type, size] = line.split(' ');
      return type === 'blob' ? [[name, Number(size)] as const] : [];
    }),
  );
}

/** Each answer is a line `<name> blob <bytes>`, the content, and a line break. */
async function readBlobs(
  directory: string,
  blobs: readonly string[],
): Promise<Map<string, { readonly text: string; readonly isBinary: boolean }>> {
  const texts = new Map<string, { readonly text: string; readonly isBinary: boolean }>();
  if (blobs.length === 0) return texts;
  const all = await git(directory, ['cat-file', '--batch'], { input: `${blobs.join('\n')}\n` });
  for (let at = 0; at < all.length; ) {
    const end = all.indexOf(0x0a, at);
    if (end < 0) break;
    const [name = '', type, size = ''] = all.toString('utf8', at, end).split(' ');
    if (type !== 'blob') throw new Error(`git cat-file: unknown answer for ${name}`);
    const content = all.subarray(end + 1, end + 1 + Number(size));
    // What git takes for binary: a zero byte near the beginning.
    texts.set(name, { text: content.toString('utf8'), isBinary: content.subarray(0, 8_000).includes(0) });
    at = end + 2 + Number(size);
  }
  return texts;
}
