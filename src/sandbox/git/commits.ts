/** Reads commits: one, the history of a branch, and what lies between two. */
import type { Commit } from '../world/commit.ts';
import { GitFailure, git } from './git.ts';

// Commits are immutable; 10,000 of them are about 5 MB.
const cache = new Map<string, Commit>();
const cacheMax = 10_000;
const format = '%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x00%x01';

/** The commit with exactly this SHA; undefined when there is none. */
export async function readCommit(directory: string, sha: string): Promise<Commit | undefined> {
  const known = cache.get(sha);
  if (known && (await objectKind(directory, sha)) === 'commit') return known;
  if (!/^[0-9a-f]{40}$/.test(sha) || (await objectKind(directory, sha)) !== 'commit') return undefined;
  return (await history(directory, ['--no-walk', sha]))[0];
}

/** Kind of a git object; undefined when it does not exist. */
export async function objectKind(
  directory: string,
  sha: string,
): Promise<'commit' | 'tree' | 'blob' | 'tag' | undefined> {
  try {
    return (await git(directory, ['cat-file', '-t', sha])).trim() as 'commit' | 'tree' | 'blob' | 'tag';
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/** What `git log` gives for these arguments, newest first. */
export async function history(directory: string, args: readonly string[]): Promise<Commit[]> {
  const text = await git(directory, ['log', `--format=${format}`, ...args, '--']);
  const commits = text
    .split('\0\u0001')
    .map((entry) => entry.replace(/^\n/, ''))
    .filter((entry) => entry !== '')
    .map(parse);
  for (const commit of commits) {
    if (cache.size >= cacheMax) cache.clear();
    if (!cache.has(commit.sha)) cache.set(commit.sha, commit);
  }
  return commits.map((commit) => cache.get(commit.sha) ?? commit);
}

/** History of a commit, touching `path` when given, newest first. */
export async function historyOf(
  directory: string,
  sha: string,
  options: { readonly path?: string; readonly max?: number; readonly since?: string; readonly until?: string } = {},
): Promise<Commit[]> {
  const args = ['log', `--format=${format}`, ...(options.max ? [`--max-count=${options.max}`] : [])];
  if (options.since) args.push(`--since=${options.since}`);
  if (options.until) args.push(`--until=${options.until}`);
  const text = await git(directory, [...args, sha, '--', ...(options.path ? [options.path] : [])]);
  return text
    .split('\0\u0001')
    .map((entry) => entry.replace(/^\n/, ''))
    .filter((entry) => entry !== '')
    .map(parse)
    .map((commit) => cache.get(commit.sha) ?? commit);
}

/** Commits of `head` that `base` does not have, oldest first. */
export async function commitsBetween(directory: string, base: string, head: string): Promise<Commit[]> {
  return (await history(directory, ['--topo-order', `${base}..${head}`])).reverse();
}

/** The best common ancestor; undefined when the histories are unrelated. */
export async function mergeBase(directory: string, left: string, right: string): Promise<string | undefined> {
  try {
    return (await git(directory, ['merge-base', left, right])).trim();
  } catch (error) {
    if (error instanceof GitFailure && error.code === 1) return undefined;
    throw error;
  }
}

export async function isAncestor(directory: string, ancestor: string, descendant: string): Promise<boolean> {
  return (await mergeBase(directory, ancestor, descendant)) === ancestor;
}

/** Remembers that the API signed a commit; git does not know. */
export function markVerified(commit: Commit): Commit {
  const verified = { ...commit, verified: true };
  cache.set(commit.sha, verified);
  return verified;
}

function parse(entry: string): Commit {
  const fields = entry.split('\0');
  const text = (index: number): string => fields[index] ?? '';
  const time = (index: number): string => new Date(Number(text(index)) * 1000).toISOString().replace('.000Z', 'Z');
  return {
    sha: text(0),
    treeSha: text(1),
    parents: text(2) === '' ? [] : text(2).split(' '),
    author: { name: text(3), email: text(4), date: time(5) },
    committer: { name: text(6), email: text(7), date: time(8) },
    message: text(9).replace(/\n$/, ''),
    verified: false,
  };
}
