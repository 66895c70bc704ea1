// A task's pictures: a commit without parents that holds them and nothing else, on a ref beside the branches and tags.
// No workflow starts there, no clone fetches it, and the pages show its files to whoever may see the repository.
import { type CommitId, commitId, type TaskId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, askOptional, coordinates, type Octokit, once, statusOf } from '../client.ts';

const refOf = (task: TaskId): string => `chimera/pictures/${task}`;

export async function publishPictures(
  authenticate: Authenticate,
  repository: Repository,
  { task, files, message }: { task: TaskId; files: ReadonlyMap<string, Uint8Array>; message: string },
): Promise<CommitId> {
  const octokit = await authenticate(repository.installationId);
  const where = coordinates(repository);
  const entries: { path: string; mode: '100644'; type: 'blob'; sha: string }[] = [];
  for (const [path, bytes] of files) {
    // By its content, so making it again makes nothing new.
    const content = Buffer.from(bytes).toString('base64');
    const blob = await act(() =>
      octokit.rest.git.createBlob({ ...where, content, encoding: 'base64', request: once() }),
    );
    entries.push({ path, mode: '100644', type: 'blob', sha: blob.data.sha });
  }
  const tree = await act(() => octokit.rest.git.createTree({ ...where, tree: entries, request: once() }));
  const made = await act(() =>
    octokit.rest.git.createCommit({ ...where, message, tree: tree.data.sha, parents: [], request: once() }),
  );
  const sha = commitId(made.data.sha);
  if ((await targetOf(octokit, repository, task)) !== null) await moveRef(octokit, repository, { task, sha });
  else await createRef(octokit, repository, { task, sha });
  return sha;
}

/** The commit that the ref points to, if its message holds the marker as a line. */
export async function findPictures(
  authenticate: Authenticate,
  repository: Repository,
  { task, marker }: { task: TaskId; marker: string },
): Promise<CommitId | null> {
  const octokit = await authenticate(repository.installationId);
  const sha = await targetOf(octokit, repository, task);
  if (sha === null) return null;
  const { data } = await ask(() =>
    octokit.rest.git.getCommit({ ...coordinates(repository), commit_sha: sha, request: once() }),
  );
  return data.message.split('\n').includes(marker) ? sha : null;
}

async function targetOf(octokit: Octokit, repository: Repository, task: TaskId): Promise<CommitId | null> {
  const answer = await askOptional(() =>
    octokit.rest.git.getRef({ ...coordinates(repository), ref: refOf(task), request: once() }),
  );
  return answer === null ? null : commitId(answer.data.object.sha);
}

interface Target {
  readonly task: TaskId;
  readonly sha: CommitId;
}

/** One that exists already does not show yet: it was made a moment ago. */
async function createRef(octokit: Octokit, repository: Repository, { task, sha }: Target): Promise<void> {
  try {
    await act(() =>
      octokit.rest.git.createRef({ ...coordinates(repository), ref: `refs/${refOf(task)}`, sha, request: once() }),
    );
  } catch (error) {
    if (statusOf(error) !== 422) throw error;
    await moveRef(octokit, repository, { task, sha });
  }
}

/** By force: the pictures of an earlier round are nobody's history. */
async function moveRef(octokit: Octokit, repository: Repository, { task, sha }: Target): Promise<void> {
  await act(() =>
    octokit.rest.git.updateRef({ ...coordinates(repository), ref: refOf(task), sha, force: true, request: once() }),
  );
}
