// Which files differ between two trees, from `git diff-tree --raw -z`: exact paths, whatever characters they have.
import { isUtf8 } from 'node:buffer';
import { PhaseError } from '../job.ts';
import { git } from './git.ts';

export interface ChangedPath {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'retyped';
  /** Mode and blob after the change; zeros when deleted. */
  readonly mode: string;
  readonly blob: string;
  /** Blob before the change; zeros when added. */
  readonly blobBefore: string;
}

const statuses: Readonly<Record<string, ChangedPath['status']>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  T: 'retyped',
};

/** In git's order, without renames: a renamed file is one deleted and one added. */
export async function changedPaths(directory: string, from: string, to: string): Promise<ChangedPath[]> {
  // A `.gitmodules` may ask for its submodules to be ignored.
  const form = ['-r', '-z', '--raw', '--no-renames', '--full-index', '--ignore-submodules=none'];
  const raw = await git(directory, ['diff-tree', ...form, from, to]);
  if (!isUtf8(raw)) throw new PhaseError('coder_failed', 'A changed file has a name that is not UTF-8; rename it.');
  const words = raw.toString('utf8').split('\0');
  const changed: ChangedPath[] = [];
  for (let index = 0; index + 1 < words.length; index += 2) {
    const [, mode = '', blobBefore = '', blob = '', letter = ''] = (words[index] ?? '').split(' ');
    const status = statuses[letter.charAt(0)];
    const path = words[index + 1];
    if (status === undefined || path === undefined) throw new Error(`git diff-tree: unknown line "${words[index]}"`);
    changed.push({ path, status, mode, blob, blobBefore });
  }
  return changed;
}
