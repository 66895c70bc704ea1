/** Carries commits elsewhere, as `git rebase` and `git revert` do, without a working tree. */
import type { Commit, Signature } from '../world/commit.ts';
import { commitsBetween, readCommit } from './commits.ts';
import { mergedTree, writeCommit } from './objects.ts';

/** Commits that hold nothing but trees to merge: nobody sees them. */
const nobody: Signature = { name: 'sandbox', email: 'sandbox@localhost', date: '2000-01-01T00:00:00Z' };

/**
 * The commits of `base..head`, one by one on top of `base`, with their authors and a new committer, as `git rebase` has
 * it: merge commits are left out, and so is what has become empty. Undefined: one of them conflicts.
 */
export async function rebased(
  directory: string,
  { base, head, committer }: { readonly base: string; readonly head: string; readonly committer: Signature },
): Promise<string | undefined> {
  let tip = await mustRead(directory, base);
  for (const commit of await commitsBetween(directory, base, head)) {
    const [parent, ...more] = commit.parents;
    if (parent === undefined || more.length > 0) continue;
    const from = await mustRead(directory, parent);
    const tree = await mergedOver(directory, { from: parent, ours: tip.treeSha, theirs: commit.treeSha });
    if (tree === undefined) return undefined;
    const becameEmpty = tree === tip.treeSha && commit.treeSha !== from.treeSha;
    if (becameEmpty) continue;
    const { message, author } = commit;
    tip = await writeCommit(directory, { tree, parents: [tip.sha], message, author, committer });
  }
  // Without its merge commits the branch may say something else than it did.
  const wanted = await mergedTree(directory, base, head);
  return wanted === tip.treeSha ? tip.sha : undefined;
}

/** The tree of `onto` without what the commits from `before` to `after` brought; undefined: later changes are in the way. */
export async function revertedTree(
  directory: string,
  { before, after, onto }: { readonly before: string; readonly after: string; readonly onto: string },
): Promise<string | undefined> {
  const [ours, theirs] = await Promise.all([mustRead(directory, onto), mustRead(directory, before)]);
  return mergedOver(directory, { from: after, ours: ours.treeSha, theirs: theirs.treeSha });
}

/** A three-way merge from a base of one's choice. `git merge-tree --merge-base` needs git 2.40; this needs 2.38. */
async function mergedOver(
  directory: string,
  { from, ours, theirs }: { readonly from: string; readonly ours: string; readonly theirs: string },
): Promise<string | undefined> {
  const side = async (tree: string, message: string): Promise<string> => {
    const written = await writeCommit(directory, {
      tree,
      parents: [from],
      message,
      author: nobody,
      committer: nobody,
    });
    return written.sha;
  };
  return mergedTree(directory, await side(ours, 'ours'), await side(theirs, 'theirs'));
}

async function mustRead(directory: string, sha: string): Promise<Commit> {
  const commit = await readCommit(directory, sha);
  if (commit === undefined) throw new Error(`${directory} has no commit ${sha} to carry elsewhere`);
  return commit;
}
