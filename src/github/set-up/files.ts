// The files of a repository on its default branch, through the contents API.
import type { Repository } from '../../core/task.ts';
import type { Files } from '../../setup/set-up-github.ts';
import { type Authenticate, askOptional, coordinates, once } from '../client.ts';

/** Above it the contents API names a file without giving its text, in bytes. */
const bytesMax = 1_000_000;

export function repositoryFiles(authenticate: Authenticate, repository: Repository): Files {
  const content = async (path: string) => {
    const octokit = await authenticate(repository.installationId);
    const ref = repository.defaultBranch;
    return await askOptional(() =>
      octokit.rest.repos.getContent({ ...coordinates(repository), path, ref, request: once() }),
    );
  };
  return {
    async list(directory) {
      const answer = await content(directory);
      return answer !== null && Array.isArray(answer.data) ? answer.data.map(({ name }) => name) : [];
    },
    async read(path) {
      const answer = await content(path);
      if (answer === null || Array.isArray(answer.data)) return null;
      const { data } = answer;
      if (data.type !== 'file' || !('content' in data) || data.size > bytesMax) return null;
      return Buffer.from(data.content, 'base64').toString('utf-8');
    },
  };
}
