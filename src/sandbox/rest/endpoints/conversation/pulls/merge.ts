/** Merging a pull request: with the commit that was looked at, and never a draft. */
import { z } from 'zod';
import { close } from '../../../../changes/conversation/issues.ts';
import { webFlow } from '../../../../changes/pull-refs.ts';
import { announcePull, changeRef } from '../../../../changes/refs-changed.ts';
import { mergedTree, writeCommit } from '../../../../git/objects.ts';
import { refTarget } from '../../../../git/refs.ts';
import { isPull, type PullIssue } from '../../../../world/pull-request.ts';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { ApiError, noContent, notFound, ok } from '../../../reply.ts';
import { pullIn } from '../access.ts';

const mergeBody = z
  .object({
    sha: z.string().optional(),
    commit_title: z.string().optional(),
    commit_message: z.string().optional(),
    merge_method: z.enum(['merge', 'squash']).optional(),
  })
  .nullish();

async function merge(call: Call, wanted: z.infer<typeof mergeBody>): Promise<string> {
  const { repository, world } = call;
  const issue = pullIn(call);
  const { pull } = issue;
  if (issue.state !== 'open') throw new ApiError(405, 'Pull Request is not mergeable');
  if (pull.draft) throw new ApiError(405, 'Pull Request is still a draft');
  if (wanted?.sha !== undefined && wanted.sha !== pull.headSha) {
    throw new ApiError(409, 'Head branch was modified. Review and try the merge again.');
  }
  const ref = `refs/heads/${pull.baseRef}`;
  const before = refTarget(repository, ref) ?? null;
  const tree = before === null ? undefined : await mergedTree(repository.directory, before, pull.headSha);
  if (before === null || tree === undefined) throw new ApiError(405, 'Pull Request is not mergeable');
  const squash = wanted?.merge_method === 'squash';
  const title = wanted?.commit_title ?? (squash ? `${issue.title} (#${issue.number})` : mergeTitle(call, pull.headRef));
  const { account } = call;
  const committer = webFlow(world.now());
  const commit = await writeCommit(repository.directory, {
    tree,
    parents: squash ? [before] : [before, pull.headSha],
    message: `${title}\n\n${wanted?.commit_message ?? issue.title}`,
    author: { ...committer, name: account.login, email: account.email },
    committer,
  });
  const update = { ref, before, after: commit.sha };
  // The pull request counts as merged before the push is told of, as on GitHub.
  Object.assign(pull, { mergedMs: world.now(), mergedBy: account, mergeCommitSha: commit.sha });
  Object.assign(issue, { state: 'closed', closedMs: world.now(), closedBy: account });
  if (!(await changeRef(call.site, repository, update, call.doer))) {
    Object.assign(pull, { mergedMs: undefined, mergedBy: undefined, mergeCommitSha: null });
    Object.assign(issue, { state: 'open', closedMs: undefined, closedBy: undefined });
    throw new ApiError(409, 'Base branch was modified. Review and try the merge again.');
  }
  announcePull(call.site, repository, issue.number, 'closed', call.doer);
  closeNamedIssues(call, issue);
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
