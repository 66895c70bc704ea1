// The branch of a set-up: one commit with all its files, made before anybody can see the branch.
import type { CommitId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import type { RepositoryState } from '../../setup/set-up-github.ts';
import { headOf } from '../calls/branch.ts';
import { type Authenticate, act, ask, askOptional, coordinates, once, statusOf } from '../client.ts';
import { CallFailure } from '../github.ts';

export async function repositoryState(authenticate: Authenticate, repository: Repository): Promise<RepositoryState> {
  const octokit = await authenticate(repository.installationId);
  const answer = await askOptional(() => octokit.rest.repos.get({ ...coordinates(repository), request: once() }));
  if (answer === null) return { kind: 'gone' };
  const { archived, default_branch: defaultBranch } = answer.data;
  if (archived) return { kind: 'archived' };
  const head = await headUnlessEmpty(authenticate, repository, defaultBranch);
  return head === null ? { kind: 'empty' } : { kind: 'ready', defaultBranch };
}

/** GitHub answers 409 "Git Repository is empty." where nothing was ever pushed. */
async function headUnlessEmpty(
  authenticate: Authenticate,
  repository: Repository,
  branch: string,
): Promise<CommitId | null> {
  try {
    return await headOf(authenticate, repository, branch);
  } catch (error) {
    if (statusOf(error) === 409) return null;
    throw error;
  }
}

export async function findSetUpBranch(
  authenticate: Authenticate,
  repository: Repository,
  name: string,
): Promise<{ head: CommitId; message: string } | null> {
  const head = await headOf(authenticate, repository, name);
  if (head === null) return null;
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.git.getCommit({ ...coordinates(repository), commit_sha: head, request: once() }),
  );
  return { head, message: data.message };
}

export async function createBranch(
  authenticate: Authenticate,
  repository: Repository,
  { name, message, files }: { name: string; message: string; files: readonly { path: string; content: string }[] },
): Promise<{ kind: 'created' | 'taken' } | { kind: 'refused'; words: string }> {
  const octokit = await authenticate(repository.installationId);
  const where = coordinates(repository);
  const base = await headOf(authenticate, repository, repository.defaultBranch);
  if (base === null) throw new CallFailure('refused', `The branch "${repository.defaultBranch}" does not exist`);
  try {
    const parent = await ask(() => octokit.rest.git.getCommit({ ...where, commit_sha: base, request: once() }));
    const tree = await act(() =>
      octokit.rest.git.createTree({
        ...where,
        base_tree: parent.data.tree.sha,
        tree: files.map(({ path, content }) => ({ path, content, mode: '100644', type: 'blob' })),
        request: once(),
      }),
    );
    const sha = tree.data.sha;
    const commit = await act(() =>
      octokit.rest.git.createCommit({ ...where, message, tree: sha, parents: [base], request: once() }),
    );
    const ref = `refs/heads/${name}`;
    await act(() => octokit.rest.git.createRef({ ...where, ref, sha: commit.data.sha, request: once() }));
    return { kind: 'created' };
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind !== 'refused') throw error;
    if (error.status === 422 && /already exists/i.test(error.message)) return { kind: 'taken' };
    // Without the permission for workflow files, GitHub says 403 or even 404.
    if (error.status === 403 || error.status === 404) return { kind: 'refused', words: error.message };
    throw error;
  }
}
