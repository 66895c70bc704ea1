// Merging a pull request, and taking a merged one back by another pull request.
import { z } from 'zod';
import { type CommitId, commitId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, coordinates, once, statusOf } from '../client.ts';
import { CallFailure } from '../github.ts';

const reverted = z.object({
  data: z.object({
    revertPullRequest: z.object({ revertPullRequest: z.object({ number: z.number(), url: z.string() }) }),
  }),
});

/**
 * Merges only if the pull request's head is still `head`. `refused`: GitHub's words, for example that a review is missing
 * (405), that the head has moved (409), that there is a conflict, or that the method is switched off.
 */
export async function mergePullRequest(
  authenticate: Authenticate,
  repository: Repository,
  { pullRequest, head, method }: { pullRequest: number; head: CommitId; method: 'merge' | 'squash' | 'rebase' },
): Promise<{ kind: 'merged'; commit: CommitId } | { kind: 'refused'; reason: string }> {
  const octokit = await authenticate(repository.installationId);
  try {
    const { data } = await act(() =>
      octokit.rest.pulls.merge({
        ...coordinates(repository),
        pull_number: pullRequest,
        sha: head,
        merge_method: method,
        request: once(),
      }),
    );
    return { kind: 'merged', commit: commitId(data.sha) };
  } catch (error) {
    const status = statusOf(error);
    if (!(error instanceof CallFailure) || error.kind !== 'refused') throw error;
    if (status === 405 || status === 409 || status === 403 || status === 422) {
      return { kind: 'refused', reason: error.message };
    }
    throw error;
  }
}

/** The commit that a merged pull request became on the default branch; `null` when it is not merged. */
export async function mergeCommitOf(
  authenticate: Authenticate,
  repository: Repository,
  pullRequest: number,
): Promise<CommitId | null> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.pulls.get({ ...coordinates(repository), pull_number: pullRequest, request: once() }),
  );
  return data.merged && data.merge_commit_sha !== null ? commitId(data.merge_commit_sha) : null;
}

/** REST cannot revert; GraphQL can. `refused`: GitHub's words, for example that there is a revert already, or a conflict. */
export async function openRevert(
  authenticate: Authenticate,
  repository: Repository,
  { nodeId, title, body }: { nodeId: string; title: string; body: string },
): Promise<{ kind: 'opened'; number: number; url: string } | { kind: 'refused'; reason: string }> {
  const octokit = await authenticate(repository.installationId);
  const query =
    'mutation($id: ID!, $title: String!, $body: String!) { revertPullRequest(input: { pullRequestId: $id, title: $title, body: $body }) { revertPullRequest { number url } } }';
  const { data } = await act(() =>
    octokit.request('POST /graphql', { query, variables: { id: nodeId, title, body }, request: once() }),
  );
  // GraphQL says no with 200.
  const errors: readonly { message?: string }[] = data.errors ?? [];
  if (errors.length > 0) return { kind: 'refused', reason: errors.map(({ message }) => message).join('; ') };
  const { number, url } = reverted.parse(data).data.revertPullRequest.revertPullRequest;
  return { kind: 'opened', number, url };
}
