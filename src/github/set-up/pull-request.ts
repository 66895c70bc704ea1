// The pull request and the label of a set-up.
import type { Repository } from '../../core/task.ts';
import type { SetUpPullRequest } from '../../setup/set-up-github.ts';
import { type Authenticate, act, ask, askOptional, coordinates, once, statusOf } from '../client.ts';

export async function findSetUpPullRequest(
  authenticate: Authenticate,
  repository: Repository,
  branch: string,
): Promise<SetUpPullRequest | null> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.pulls.list({
      ...coordinates(repository),
      head: `${repository.owner}:${branch}`,
      state: 'all',
      request: once(),
    }),
  );
  // A fork of the same owner may have a branch of the same name.
  const own = data.filter(({ head }) => head.ref === branch && (head.repo === null || head.repo.id === repository.id));
  const newest = own.reduce<(typeof own)[number] | null>(
    (one, other) => (one !== null && one.number > other.number ? one : other),
    null,
  );
  if (newest === null) return null;
  const state = newest.state === 'open' ? 'open' : newest.merged_at === null ? 'closed' : 'merged';
  return { number: newest.number, url: newest.html_url, state };
}

/** Not a draft: people have to do something with it. */
export async function openSetUpPullRequest(
  authenticate: Authenticate,
  repository: Repository,
  { branch, title, body }: { branch: string; title: string; body: string },
): Promise<{ kind: 'opened'; number: number; url: string } | { kind: 'taken' }> {
  const octokit = await authenticate(repository.installationId);
  const base = repository.defaultBranch;
  try {
    const { data } = await act(() =>
      octokit.rest.pulls.create({ ...coordinates(repository), head: branch, base, title, body, request: once() }),
    );
    return { kind: 'opened', number: data.number, url: data.html_url };
  } catch (error) {
    if (statusOf(error) === 422 && /already exists/i.test(String(error))) return { kind: 'taken' };
    throw error;
  }
}

export async function createLabel(
  authenticate: Authenticate,
  repository: Repository,
  label: { name: string; color: string; description: string },
): Promise<'created' | 'present'> {
  const octokit = await authenticate(repository.installationId);
  const where = coordinates(repository);
  const { name } = label;
  if ((await askOptional(() => octokit.rest.issues.getLabel({ ...where, name, request: once() }))) !== null) {
    return 'present';
  }
  try {
    await act(() => octokit.rest.issues.createLabel({ ...where, ...label, request: once() }));
    return 'created';
  } catch (error) {
    if (statusOf(error) === 422 && /already_exists/i.test(String(error))) return 'present';
    throw error;
  }
}
