// The branch of a task, with an empty first commit: GitHub opens no pull request on a branch without commits.
import { type CommitId, commitId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, askOptional, coordinates, once, statusOf } from '../client.ts';
import { CallFailure } from '../github.ts';

/** Commits of a branch looked through for its first one. */
const commitsMax = 100;

export async function openBranch(
  authenticate: Authenticate,
  repository: Repository,
  { name, message }: { name: string; message: string },
): Promise<{ kind: 'opened'; base: CommitId; head: CommitId } | { kind: 'taken' }> {
  const octokit = await authenticate(repository.installationId);
  const where = coordinates(repository);
  const base = await headOf(authenticate, repository, repository.defaultBranch);
  if (base === null) throw new CallFailure('refused', `The branch "${repository.defaultBranch}" does not exist`);
  const parent = await ask(() => octokit.rest.git.getCommit({ ...where, commit_sha: base, request: once() }));
  const tree = parent.data.tree.sha;
  const made = await act(() =>
    octokit.rest.git.createCommit({ ...where, message, tree, parents: [base], request: once() }),
  );
  const head = commitId(made.data.sha);
  try {
    await act(() => octokit.rest.git.createRef({ ...where, ref: `refs/heads/${name}`, sha: head, request: once() }));
  } catch (error) {
    if (statusOf(error) === 422) return { kind: 'taken' };
    throw error;
  }
  return { kind: 'opened', base, head };
}

/** The branch if one of its commits carries the marker: that commit's parent is the base. */
export async function findBranch(
  authenticate: Authenticate,
  repository: Repository,
  { name, marker }: { name: string; marker: string },
): Promise<{ base: CommitId; head: CommitId } | null> {
  const head = await headOf(authenticate, repository, name);
  if (head === null) return null;
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.repos.listCommits({ ...coordinates(repository), sha: head, per_page: commitsMax, request: once() }),
  );
  const first = data.find((entry) => entry.commit.message.includes(marker));
  const base = first?.parents[0]?.sha;
  return base === undefined ? null : { base: commitId(base), head };
}

/** The head commit of a branch, or `null` when there is no such branch. */
export async function headOf(
  authenticate: Authenticate,
  repository: Repository,
  branch: string,
): Promise<CommitId | null> {
  const octokit = await authenticate(repository.installationId);
  const answer = await askOptional(() =>
    octokit.rest.git.getRef({ ...coordinates(repository), ref: `heads/${branch}`, request: once() }),
  );
  return answer === null ? null : commitId(answer.data.object.sha);
}
