/** Reads and writes trees, blobs, commits and tags of a bare repository. */
import { rm } from 'node:fs/promises';
import type { Commit, Signature } from '../world/commit.ts';
import { readCommit } from './commits.ts';
import { GitFailure, git, gitBytes } from './git.ts';

export interface TreeEntry {
  /** Path from the tree's root. */
  readonly path: string;
  /** `100644`, `100755`, `120000`, `040000` or `160000`. */
  readonly mode: string;
  readonly kind: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  /** Bytes; undefined for a tree. */
  readonly size: number | undefined;
}

/** Entries of a tree (or of a commit's tree); undefined when there is no such tree. */
export async function readTree(
  directory: string,
  treeish: string,
  options: { readonly recursive?: boolean; readonly path?: string } = {},
): Promise<TreeEntry[] | undefined> {
  const args = ['ls-tree', '-z', '--long', '--full-tree', ...(options.recursive ? ['-r', '-t'] : []), treeish];
  try {
    const text = await git(directory, options.path ? [...args, '--', options.path] : args);
    return text
      .split('\0')
      .filter((line) => line !== '')
      .map(parseEntry);
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/** Bytes of a blob; undefined when there is none with this name (`<sha>` or `<commit>:<path>`). */
export async function readBlob(directory: string, name: string): Promise<Buffer | undefined> {
  try {
    return await gitBytes(directory, ['cat-file', 'blob', name]);
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

export async function writeBlob(directory: string, content: Uint8Array | string): Promise<string> {
  return (await git(directory, ['hash-object', '-w', '--stdin'], { input: content })).trim();
}

/** A change to one path of a tree; `sha: null` removes it. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

/**
 * Writes a tree: `base` (or nothing) with the changes laid over it.
 * @throws GitFailure for paths that git refuses (`../x`, `.git/config`).
 */
export async function writeTree(
  directory: string,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const environment = { GIT_INDEX_FILE: `${directory}/index-${crypto.randomUUID()}` };
  try {
    await git(directory, base ? ['read-tree', base] : ['read-tree', '--empty'], { environment });
    const removed = changes.filter((change) => change.sha === null);
    if (removed.length > 0) await removePaths(directory, removed, environment);
    for (const change of changes.filter((each) => each.mode === '040000' && each.sha !== null)) {
      await git(directory, ['read-tree', `--prefix=${change.path}/`, change.sha ?? ''], { environment });
    }
    const set = changes.filter((change) => change.sha !== null && change.mode !== '040000');
    const lines = set.map((change) => `${change.mode} ${change.sha}\t${change.path}\0`).join('');
    await git(directory, ['update-index', '--add', '--replace', '-z', '--index-info'], { environment, input: lines });
    return (await git(directory, ['write-tree'], { environment })).trim();
  } finally {
    await rm(environment.GIT_INDEX_FILE, { force: true });
  }
}

async function removePaths(
  directory: string,
  changes: readonly TreeChange[],
  environment: Record<string, string>,
): Promise<void> {
  const under = changes.map((change) => change.path);
  const listed = await git(directory, ['ls-files', '-z', '--', ...under.map((path) => `:(literal)${path}`)], {
    environment,
  });
  const lines = listed
    .split('\0')
    .filter((path) => path !== '')
    .map((path) => `0 ${'0'.repeat(40)}\t${path}\0`)
    .join('');
  await git(directory, ['update-index', '-z', '--index-info'], { environment, input: lines });
}

export async function writeCommit(
  directory: string,
  commit: {
    readonly tree: string;
    readonly parents: readonly string[];
    readonly message: string;
    readonly author: Signature;
    readonly committer: Signature;
  },
): Promise<Commit> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  const sha = (
    await git(directory, ['commit-tree', commit.tree, ...parents], {
      input: commit.message,
      environment: {
        GIT_AUTHOR_NAME: commit.author.name,
        GIT_AUTHOR_EMAIL: commit.author.email,
        GIT_AUTHOR_DATE: commit.author.date,
        GIT_COMMITTER_NAME: commit.committer.name,
        GIT_COMMITTER_EMAIL: commit.committer.email,
        GIT_COMMITTER_DATE: commit.committer.date,
      },
    })
  ).trim();
  const written = await readCommit(directory, sha);
  if (!written) throw new Error(`git wrote commit ${sha} in ${directory}, but cannot read it`);
  return written;
}

/** The tree of a merge of two commits, as `git merge-tree` makes it; undefined: they conflict. */
export async function mergedTree(directory: string, ours: string, theirs: string): Promise<string | undefined> {
  try {
    return (await git(directory, ['merge-tree', '--write-tree', ours, theirs])).trim().split('\n')[0];
  } catch (error) {
    if (error instanceof GitFailure && error.code === 1) return undefined;
    throw error;
  }
}

function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode = '', kind = '', sha = '', size = ''] = line.slice(0, tab).split(/ +/);
  return {
    path: line.slice(tab + 1),
    mode,
    kind: kind as TreeEntry['kind'],
    sha,
    size: size === '-' ? undefined : Number(size),
  };
}
