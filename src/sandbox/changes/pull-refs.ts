/** Keeps pull requests in step with their branches: head and base commits, figures, and `refs/pull/<n>/…`. */
import { commitsBetween, mergeBase } from '../git/commits.ts';
import { changedFiles } from '../git/diff.ts';
import { git } from '../git/git.ts';
import { mergedTree, writeCommit } from '../git/objects.ts';
import { refTarget, writeRef } from '../git/refs.ts';
import type { Signature } from '../world/commit.ts';
import type { PullSize } from '../world/issue.ts';
import type { PullIssue } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';

/** Figures of `base...head`, and whether they merge. */
export async function pullSize(directory: string, base: string, head: string): Promise<PullSize> {
  const fork = (await mergeBase(directory, base, head)) ?? base;
  const [files, commits, tree] = await Promise.all([
    changedFiles(directory, fork, head),
    commitsBetween(directory, base, head),
    mergedTree(directory, base, head),
  ]);
  return {
    commits: commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changedFiles: files.length,
    mergeable: tree !== undefined,
  };
}

/** Writes `refs/pull/<n>/head` and, when it merges, `refs/pull/<n>/merge`: what workflows of a pull request check out. */
export async function writePullRefs(repository: Repository, issue: PullIssue, nowMs: number): Promise<void> {
  const { pull, number } = issue;
  const tree = await mergedTree(repository.directory, pull.baseSha, pull.headSha);
  const set = async (name: string, sha: string): Promise<void> => {
    const ref = `refs/pull/${number}/${name}`;
    await writeRef(repository, { ref, before: refTarget(repository, ref) ?? null, after: sha }, nowMs);
  };
  await set('head', pull.headSha);
  if (tree === undefined) {
    pull.mergeCommitSha = null;
    return;
  }
  const signature = webFlow(nowMs);
  const merge = await writeCommit(repository.directory, {
    tree,
    parents: [pull.baseSha, pull.headSha],
    message: `Merge ${pull.headSha} into ${pull.baseSha}`,
    author: signature,
    committer: signature,
  });
  pull.mergeCommitSha = merge.sha;
  await set('merge', merge.sha);
}

/** Whether `head` has commits that `base` does not. */
export async function hasCommitsBetween(repository: Repository, base: string, head: string): Promise<boolean> {
  return (await git(repository.directory, ['rev-list', '--max-count=1', `${base}..${head}`])).trim() !== '';
}

/** GitHub itself, as the committer of what it makes. */
export function webFlow(nowMs: number): Signature {
  return { name: 'GitHub', email: 'noreply@github.com', date: new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z') };
}
