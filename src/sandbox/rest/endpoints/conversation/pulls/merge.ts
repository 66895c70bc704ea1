/** Merging a pull request: with the commit that was looked at, never a draft, and as the base branch's rule allows. */
import { z } from 'zod';
import { close } from '../../../../changes/conversation/issues.ts';
import { webFlow } from '../../../../changes/pull-refs.ts';
import { announcePull, changeRef } from '../../../../changes/refs-changed.ts';
import { mergedTree, writeCommit } from '../../../../git/objects.ts';
import { refTarget } from '../../../../git/refs.ts';
import { rebased } from '../../../../git/replay.ts';
import { mergeRefusal } from '../../../../protection/merge-refusal.ts';
import { bypasses } from '../../../../protection/push-refusal.ts';
import { isPull, type PullIssue } from '../../../../world/pull-request.ts';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { ApiError, noContent, notFound, ok } from '../../../reply.ts';
import { pullIn } from '../access.ts';

const mergeBody = z
  .object({
    sha: z.string().optional(),
    commit_title: z.string().optional(),
    commit_message: z.string().optional(),
    merge_method: z.enum(['merge', 'squash', 'rebase']).optional(),
  })
  .nullish();

type MergeWish = z.infer<typeof mergeBody>;

async function merge(call: Call, wanted: MergeWish): Promise<string> {
  const { repository, world, account } = call;
  const issue = pullIn(call);
  const { pull } = issue;
  if (issue.state !== 'open') throw new ApiError(405, 'Pull Request is not mergeable');
  if (pull.draft) throw new ApiError(405, 'Pull Request is still a draft');
  if (wanted?.sha !== undefined && wanted.sha !== pull.headSha) {
    throw new ApiError(409, 'Head branch was modified. Review and try the merge again.');
  }
  await mustSatisfyRule(call, issue);
  const ref = `refs/heads/${pull.baseRef}`;
  const before = refTarget(repository, ref) ?? null;
  if (before === null) throw new ApiError(405, 'Pull Request is not mergeable');
  const after = await mergedCommit(call, issue, before, wanted);
  const update = { ref, before, after };
  // The pull request counts as merged before the push is told of, as on GitHub.
  Object.assign(pull, { mergedMs: world.now(), mergedBy: account, mergeCommitSha: after });
  Object.assign(issue, { state: 'closed', closedMs: world.now(), closedBy: account });
  if (!(await changeRef(call.site, repository, update, call.doer))) {
    Object.assign(pull, { mergedMs: undefined, mergedBy: undefined, mergeCommitSha: null });
    Object.assign(issue, { state: 'open', closedMs: undefined, closedBy: undefined });
    throw new ApiError(409, 'Base branch was modified. Review and try the merge again.');
  }
  announcePull(call.site, repository, issue.number, 'closed', call.doer);
  closeNamedIssues(call, issue);
  return after;
}

/** Administrators pass by a rule that does not hold for them as well. */
async function mustSatisfyRule(call: Call, issue: PullIssue): Promise<void> {
  const rule = call.repository.protections.get(issue.pull.baseRef);
  if (rule === undefined || bypasses(call.actor, call.repository, rule)) return;
  const refusal = await mergeRefusal(call.world, call.repository, issue);
  if (refusal !== undefined) throw new ApiError(refusal.status, refusal.message);
}

/** What the base branch becomes: one commit more, or with `rebase` each of the branch's own. */
async function mergedCommit(call: Call, issue: PullIssue, before: string, wanted: MergeWish): Promise<string> {
  const { account, world, repository } = call;
  const { directory } = repository;
  const head = issue.pull.headSha;
  const tree = await mergedTree(directory, before, head);
  if (tree === undefined) throw new ApiError(405, 'Pull Request is not mergeable');
  const committer = webFlow(world.now());
  const author = { ...committer, name: account.login, email: account.email };
  if (wanted?.merge_method === 'rebase') {
    // Who merges is the committer of what is replayed; the authors stay.
    const tip = await rebased(directory, { base: before, head, committer: author });
    if (tip === undefined) throw new ApiError(405, "This branch can't be rebased");
    return tip;
  }
  const squash = wanted?.merge_method === 'squash';
  const own = squash ? `${issue.title} (#${issue.number})` : mergeTitle(call, issue.pull.headRef);
  const commit = await writeCommit(directory, {
    tree,
    parents: squash ? [before] : [before, head],
    message: `${wanted?.commit_title ?? own}\n\n${wanted?.commit_message ?? issue.title}`,
    author,
    committer,
  });
  return commit.sha;
}

const mergeTitle = (call: Call, headRef: string): string =>
  `Merge pull request #${call.parameters.pull_number} from ${call.repository.owner.login}/${headRef}`;

/** `Closes #7` in the description closes issue 7, once it is merged into the default branch. */
function closeNamedIssues(call: Call, { pull, body }: PullIssue): void {
  const { repository } = call;
  if (pull.baseRef !== repository.defaultBranch) return;
  for (const [, number] of (body ?? '').matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)/gi)) {
    const issue = repository.issues.get(Number(number));
    if (issue === undefined || issue.state === 'closed' || isPull(issue)) continue;
    close(call.site, repository, issue, 'completed', call.doer);
  }
}

export const mergeEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}/merge', { needs: [{ contents: 'read' }] }, (call) => {
    if (pullIn(call).pull.mergedMs === undefined) throw notFound();
    return noContent();
  }),
  endpoint(
    'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
    { needs: [{ contents: 'write' }], body: mergeBody },
    async (call) =>
      ok({ sha: await merge(call, call.body), merged: true, message: 'Pull Request successfully merged' }),
  ),
];
