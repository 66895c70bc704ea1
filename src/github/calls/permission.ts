// Who may start a task: people with write access, asked at that moment. `author_association` and labels prove nothing.
import type { Repository } from '../../core/task.ts';
import { type Authenticate, askOptional, coordinates, once } from '../client.ts';

/** 404 (no collaborator, no such person) means no; anything unclear throws, and the question is put again later. */
export async function mayWrite(authenticate: Authenticate, repository: Repository, login: string): Promise<boolean> {
  const octokit = await authenticate(repository.installationId);
  const answer = await askOptional(() =>
    octokit.rest.repos.getCollaboratorPermissionLevel({
      ...coordinates(repository),
      username: login,
      request: once(),
    }),
  );
  // `maintain` is told as `write`, `triage` as `read`.
  return answer !== null && ['admin', 'write'].includes(answer.data.permission);
}

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
