/** Splits the end of `/blob/…` and `/tree/…`: branch names may hold slashes, and so may paths. */
import { listRefs, resolveCommit } from '../../git/refs.ts';
import type { Repository } from '../../world/repository.ts';

export interface RefPath {
  readonly ref: string;
  readonly sha: string;
  /** Empty: the root. */
  readonly path: string;
}

/** The longest branch or tag that it begins with, else its first part as a commit id; undefined: neither. */
export async function readRefPath(repository: Repository, text: string): Promise<RefPath | undefined> {
  const names = ['refs/heads/', 'refs/tags/'].flatMap((prefix) =>
    listRefs(repository, prefix).map(({ ref }) => ref.slice(prefix.length)),
  );
  const ref =
    names
      .filter((name) => text === name || text.startsWith(`${name}/`))
      .sort((one, other) => other.length - one.length)[0] ??
    text.split('/')[0] ??
    '';
  const sha = await resolveCommit(repository, ref);
  return sha === undefined ? undefined : { ref, sha, path: text.slice(ref.length + 1).replace(/\/$/, '') };
}
