// What a repository is and holds: itself by its name, its files, and its owner's common files.
import type { Repository } from '../../core/task.ts';
import { type Authenticate, ask, askOptional, coordinates, once, statusOf } from '../client.ts';

/** A file's text on the default branch; `null` when it is not there. */
export async function readFile(
  authenticate: Authenticate,
  repository: Repository,
  path: string,
): Promise<string | null> {
  const octokit = await authenticate(repository.installationId);
  const answer = await askOptional(() =>
    octokit.rest.repos.getContent({
      ...coordinates(repository),
      path,
      ref: repository.defaultBranch,
      request: once(),
    }),
  );
  if (answer === null) return null;
  const { data } = answer;
  if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return null;
  return Buffer.from(data.content, 'base64').toString('utf-8');
}

/** Who owns several repositories keeps what is common to them in one named `.github`. */
export async function readOwnersFile(
  authenticate: Authenticate,
  repository: Repository,
  path: string,
): Promise<string | null> {
  const octokit = await authenticate(repository.installationId);
  try {
    const { data } = await ask(() =>
      octokit.rest.repos.getContent({ owner: repository.owner, repo: '.github', path, request: once() }),
    );
    if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return null;
    return Buffer.from(data.content, 'base64').toString('utf-8');
  } catch (error) {
    // 403: there is one, but the app is not installed on it.
    if (statusOf(error) === 404 || statusOf(error) === 403) return null;
    throw error;
  }
}

export async function findRepository(
  authenticate: Authenticate,
  installation: number,
  { owner, name }: { owner: string; name: string },
): Promise<Repository | null> {
  const octokit = await authenticate(installation);
  const answer = await askOptional(() => octokit.rest.repos.get({ owner, repo: name, request: once() }));
  if (answer === null) return null;
  const { id, default_branch: defaultBranch } = answer.data;
  return { id, owner: answer.data.owner.login, name: answer.data.name, installationId: installation, defaultBranch };
}
