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
