/** `revertPullRequest`: a branch without what a merged pull request brought, and a pull request for it. */
import { z } from 'zod';
import { webFlow } from '../../../../changes/pull-refs.ts';
import { changeRef } from '../../../../changes/refs-changed.ts';
import { history } from '../../../../git/commits.ts';
import { writeCommit } from '../../../../git/objects.ts';
import { mayBringIn } from '../../../../git/push-guard.ts';
import { refTarget } from '../../../../git/refs.ts';
import { revertedTree } from '../../../../git/replay.ts';
import type { Commit } from '../../../../world/commit.ts';
import type { PullIssue } from '../../../../world/pull-request.ts';
import { fullName, type Repository } from '../../../../world/repository.ts';
import type { Call } from '../../../endpoint.ts';
import { openPull } from '../pulls/open-pull.ts';
import { findPull } from './find-node.ts';
import { pullNode } from './nodes.ts';
import { done, forbidden, type Mutation, refused, same, unknownNode, unprocessable, wrongInput } from './outcome.ts';

const inputSchema = same.extend({
  pullRequestId: z.string(),
  title: z.string().nullish(),
  body: z.string().nullish(),
  draft: z.boolean().nullish(),
});

/** The words of GitHub's own button, for all that stands in the way. */
const impossible =
  "Sorry, this pull request couldn't be reverted automatically. It may have already been reverted, or the content may have changed since it was merged.";

export const revertPull: Mutation = async (call, input) => {
  const read = inputSchema.safeParse(input);
  if (!read.success) return wrongInput(read.error);
  const { pullRequestId, title, body, draft } = read.data;
  const found = findPull(call, pullRequestId);
  if (found === undefined) return unknownNode(pullRequestId);
  const { repository, issue } = found;
  const refusal = refused(call, 'RevertPullRequest', repository, {
    needs: [{ contents: 'write', pull_requests: 'write' }],
  });
  if (refusal) return refusal;
  if (issue.pull.mergedMs === undefined) return unprocessable('Pull request is not merged');
  const tip = await revertedTip(call, repository, issue);
  const name = `revert-${issue.number}-${issue.pull.headRef}`;
  const ref = `refs/heads/${name}`;
  if (tip === undefined || refTarget(repository, ref) !== undefined) return unprocessable(impossible);
  if (!(await mayBringIn(call.actor, repository, { before: null, after: tip }))) {
    return forbidden('Resource not accessible by integration');
  }
  if (!(await changeRef(call.site, repository, { ref, before: null, after: tip }, call.doer))) {
    return unprocessable(impossible);
  }
  const made = await openPull(
    { repository, site: call.site, world: call.world, doer: call.doer },
    {
      title: title ?? `Revert "${issue.title}"`,
      body: body ?? `Reverts ${fullName(repository)}#${issue.number}`,
      head: name,
      base: issue.pull.baseRef,
      draft: draft ?? false,
    },
  );
  return done(read.data, {
    pullRequest: pullNode(call.world, repository, issue),
    revertPullRequest: pullNode(call.world, repository, made),
  });
};

/** A commit for each that the merge put on the base branch, newest first; undefined: one of them cannot be taken back. */
async function revertedTip(call: Call, repository: Repository, { pull }: PullIssue): Promise<string | undefined> {
  const { directory } = repository;
  const base = refTarget(repository, `refs/heads/${pull.baseRef}`);
  if (base === undefined || pull.mergeCommitSha === null) return undefined;
  const merged = await history(directory, ['--first-parent', `${pull.baseSha}..${pull.mergeCommitSha}`]);
  let onto = base;
  for (const commit of merged) {
    const before = commit.parents[0];
    if (before === undefined) return undefined;
    const tree = await revertedTree(directory, { before, after: commit.sha, onto });
    if (tree === undefined) return undefined;
    const committer = webFlow(call.world.now());
    const author = { ...committer, name: call.account.login, email: call.account.email };
    const message = revertMessage(commit);
    onto = (await writeCommit(directory, { tree, parents: [onto], message, author, committer })).sha;
  }
  return onto === base ? undefined : onto;
}

/** As `git revert` words it. */
function revertMessage({ sha, message, parents }: Commit): string {
  const subject = message.split('\n')[0] ?? '';
  const more = parents.length > 1 ? `, reversing\nchanges made to ${parents[0]}` : '';
  return `Revert "${subject}"\n\nThis reverts commit ${sha}${more}.`;
}
