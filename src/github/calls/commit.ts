// Commits a change set through the API, without a custom author: such commits are the app's own and verified.
import type { ChangeSet } from '../../contract/change-set.ts';
import { type CommitId, commitId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, coordinates, type Octokit, once, statusOf } from '../client.ts';
import { CallFailure } from '../github.ts';
import { headOf } from './branch.ts';

interface Commit {
  readonly branch: string;
  readonly parent: CommitId;
  readonly changes: ChangeSet;
  readonly message: string;
}

type TreeEntry = NonNullable<Parameters<Octokit['rest']['git']['createTree']>[0]>['tree'][number];

/** Adds one commit on top of `parent`. A branch that has moved meanwhile is left as it is: nothing is forced. */
export async function commit(
  authenticate: Authenticate,
  repository: Repository,
  { branch, parent, changes, message }: Commit,
): Promise<{ kind: 'committed'; commit: CommitId } | { kind: 'moved'; head: CommitId }> {
  const octokit = await authenticate(repository.installationId);
  const where = coordinates(repository);
  const before = await ask(() => octokit.rest.git.getCommit({ ...where, commit_sha: parent, request: once() }));
  const entries: TreeEntry[] = [];
  for (const file of changes.files) entries.push(await entryOf(octokit, repository, file));
  const tree = await act(() =>
    octokit.rest.git.createTree({ ...where, base_tree: before.data.tree.sha, tree: entries, request: once() }),
  );
  const made = await act(() =>
    octokit.rest.git.createCommit({ ...where, message, tree: tree.data.sha, parents: [parent], request: once() }),
  );
  const sha = commitId(made.data.sha);
  try {
    await act(() =>
      octokit.rest.git.updateRef({ ...where, ref: `heads/${branch}`, sha, force: false, request: once() }),
    );
  } catch (error) {
    if (statusOf(error) !== 422) throw error;
    const head = await headOf(authenticate, repository, branch);
    if (head === null) throw new CallFailure('refused', `The branch "${branch}" is gone`, { cause: error });
    return { kind: 'moved', head };
  }
  return { kind: 'committed', commit: sha };
}

/** The branch's head if its message carries the marker. */
export async function findCommit(
  authenticate: Authenticate,
  repository: Repository,
  { branch, marker }: { branch: string; marker: string },
): Promise<CommitId | null> {
  const head = await headOf(authenticate, repository, branch);
  if (head === null) return null;
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.git.getCommit({ ...coordinates(repository), commit_sha: head, request: once() }),
  );
  return data.message.split('\n').includes(marker) ? head : null;
}

async function entryOf(octokit: Octokit, repository: Repository, file: ChangeSet['files'][number]): Promise<TreeEntry> {
  if (file.kind === 'deleted') return { path: file.path, mode: '100644', type: 'blob', sha: null };
  // Links and submodules were refused by the guardrails; here they cannot even be said.
  const mode = file.mode === '100755' ? '100755' : '100644';
  if (file.encoding === 'utf-8') return { path: file.path, mode, type: 'blob', content: file.content };
  const blob = await act(() =>
    octokit.rest.git.createBlob({
      ...coordinates(repository),
      content: file.content,
      encoding: 'base64',
      request: once(),
    }),
  );
  return { path: file.path, mode, type: 'blob', sha: blob.data.sha };
}
