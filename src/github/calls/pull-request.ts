// The pull request of a task: opened as a draft, described, taken out of draft, closed.
import { commitId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, coordinates, once, statusOf } from '../client.ts';
import type { PullRequestReading } from '../github.ts';

export async function openPullRequest(
  authenticate: Authenticate,
  repository: Repository,
  { branch, title, body }: { branch: string; title: string; body: string },
): Promise<{ kind: 'opened'; number: number; url: string } | { kind: 'taken' }> {
  const octokit = await authenticate(repository.installationId);
  try {
    const { data } = await act(() =>
      octokit.rest.pulls.create({
        ...coordinates(repository),
        head: branch,
        base: repository.defaultBranch,
        title,
        body,
        draft: true,
        request: once(),
      }),
    );
    return { kind: 'opened', number: data.number, url: data.html_url };
  } catch (error) {
    if (statusOf(error) === 422 && /already exists/i.test(String(error))) return { kind: 'taken' };
    throw error;
  }
}

export async function findPullRequest(
  authenticate: Authenticate,
  repository: Repository,
  branch: string,
): Promise<{ number: number; url: string } | null> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.pulls.list({
      ...coordinates(repository),
      head: `${repository.owner}:${branch}`,
      state: 'open',
      request: once(),
    }),
  );
  const found = data.find((entry) => entry.head.ref === branch);
  return found === undefined ? null : { number: found.number, url: found.html_url };
}

export async function readPullRequest(
  authenticate: Authenticate,
  repository: Repository,
  pullRequest: number,
): Promise<PullRequestReading> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.pulls.get({ ...coordinates(repository), pull_number: pullRequest, request: once() }),
  );
  return {
    body: data.body ?? '',
    nodeId: data.node_id,
    draft: data.draft === true,
    open: data.state === 'open',
    merged: data.merged === true,
    head: commitId(data.head.sha),
    mergeable: mergeableStates[data.mergeable_state] ?? 'unknown',
  };
}

/** Source: `MergeStateStatus` of the GraphQL reference; REST has it in lower case. `unstable`: a check that nobody requires. */
const mergeableStates: Readonly<Record<string, PullRequestReading['mergeable']>> = {
  clean: 'yes',
  unstable: 'yes',
  has_hooks: 'yes',
  blocked: 'blocked',
  behind: 'blocked',
  draft: 'blocked',
  dirty: 'conflict',
};

export async function updatePullRequest(
  authenticate: Authenticate,
  repository: Repository,
  { pullRequest, ...change }: { pullRequest: number; body?: string; state?: 'closed' },
): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  await act(() =>
    octokit.rest.pulls.update({ ...coordinates(repository), pull_number: pullRequest, ...change, request: once() }),
  );
}

/** REST cannot take a pull request out of draft; GraphQL can. */
export async function markReady(authenticate: Authenticate, repository: Repository, nodeId: string): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  const query =
    'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { clientMutationId } }';
  await act(() => octokit.request('POST /graphql', { query, variables: { id: nodeId }, request: once() }));
}

/** 422 says that the review is none that can be taken back: dismissed already, or only a comment. */
export async function dismissReview(
  authenticate: Authenticate,
  repository: Repository,
  { pullRequest, review, message }: { pullRequest: number; review: number; message: string },
): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  try {
    await act(() =>
      octokit.rest.pulls.dismissReview({
        ...coordinates(repository),
        pull_number: pullRequest,
        review_id: review,
        message,
        request: once(),
      }),
    );
  } catch (error) {
    if (statusOf(error) !== 422 && statusOf(error) !== 404) throw error;
  }
}
