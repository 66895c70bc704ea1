/**
 * Refs of a repository. git has them on disk; `refHistory` keeps what they were and since when, so that reads can lag
 * behind writes. Every change goes through here, and changes of one repository wait for each other.
 */
import type { RefChange, Repository } from '../world/repository.ts';
import { GitFailure, git } from './git.ts';

/** What has happened to one ref. `null`: it did not exist before, or does not exist now. */
export interface RefUpdate {
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The commit (or tag object) of a full ref name, as of `seenMs` (milliseconds since 1970); undefined: no such ref. */
export function refTarget(repository: Repository, ref: string, seenMs = Number.POSITIVE_INFINITY): string | undefined {
  const changes = repository.refHistory.get(ref);
  const last = changes?.findLast((change) => change.writtenMs <= seenMs);
  return last?.sha ?? undefined;
}

/** Refs whose names start with `prefix`, as of `seenMs`, sorted by name. */
export function listRefs(
  repository: Repository,
  prefix: string,
  seenMs = Number.POSITIVE_INFINITY,
): { ref: string; sha: string }[] {
  return [...repository.refHistory.keys()]
    .filter((ref) => ref.startsWith(prefix))
    .sort()
    .flatMap((ref) => {
      const sha = refTarget(repository, ref, seenMs);
      return sha === undefined ? [] : [{ ref, sha }];
    });
}

/** A branch, a tag or a SHA (at least 7 digits) as a commit's SHA; undefined when it is none of them. */
export async function resolveCommit(
  repository: Repository,
  name: string,
  seenMs = Number.POSITIVE_INFINITY,
): Promise<string | undefined> {
  const target = name.startsWith('refs/')
    ? refTarget(repository, name, seenMs)
    : (refTarget(repository, `refs/heads/${name.replace(/^heads\//, '')}`, seenMs) ??
      refTarget(repository, `refs/tags/${name.replace(/^tags\//, '')}`, seenMs));
  const candidate = target ?? (/^[0-9a-f]{7,40}$/i.test(name) ? name.toLowerCase() : undefined);
  if (candidate === undefined) return undefined;
  try {
    return (await git(repository.directory, ['rev-parse', '--verify', '--quiet', `${candidate}^{commit}`])).trim();
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/**
 * Sets or deletes (`null`) a ref. Only inside `withRefs`.
 * @returns undefined when the ref did not have the value `before` that was expected.
 */
export async function writeRef(
  repository: Repository,
  update: RefUpdate,
  nowMs: number,
): Promise<RefUpdate | undefined> {
  if ((refTarget(repository, update.ref) ?? null) !== update.before) return undefined;
  const args = update.after === null ? ['-d', update.ref] : [update.ref, update.after];
  await git(repository.directory, ['update-ref', ...args]);
  remember(repository, update.ref, { sha: update.after, writtenMs: nowMs });
  return update;
}

/** Takes over what git itself has changed (a push). Only inside `withRefs`. */
export async function takeOverRefs(repository: Repository, nowMs: number): Promise<RefUpdate[]> {
  const text = await git(repository.directory, ['for-each-ref', '--format=%(refname) %(objectname)']);
  const actual = new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' ') as [string, string]),
  );
  const updates: RefUpdate[] = [];
  for (const ref of new Set([...repository.refHistory.keys(), ...actual.keys()])) {
    const before = refTarget(repository, ref) ?? null;
    const after = actual.get(ref) ?? null;
    if (before === after) continue;
    remember(repository, ref, { sha: after, writtenMs: nowMs });
    updates.push({ ref, before, after });
  }
  return updates;
}

const queues = new WeakMap<Repository, Promise<unknown>>();

/** Runs `work` when no other change of the repository's refs is under way. */
export function withRefs<Result>(repository: Repository, work: () => Promise<Result>): Promise<Result> {
  const before = queues.get(repository) ?? Promise.resolve();
  const result = before.then(work, work);
  queues.set(
    repository,
    result.catch(() => undefined),
  );
  return result;
}

/** Whether git accepts the name (`git check-ref-format`). */
export async function isRefName(ref: string): Promise<boolean> {
  try {
    await git('/', ['check-ref-format', ref]);
    return true;
  } catch (error) {
    if (error instanceof GitFailure) return false;
    throw error;
  }
}

function remember(repository: Repository, ref: string, change: RefChange): void {
  repository.refHistory.set(ref, [...(repository.refHistory.get(ref) ?? []), change]);
}
