// What Chimera does on an issue: react, comment, and find its own comments by their hidden markers.
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, coordinates, once } from '../client.ts';

/** Comments looked through for a marker, newest pages last; an issue with more has other problems. */
const commentsMax = 1_000;

export async function react(authenticate: Authenticate, repository: Repository, issue: number): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  await act(() =>
    octokit.rest.reactions.createForIssue({
      ...coordinates(repository),
      issue_number: issue,
      content: 'eyes',
      request: once(),
    }),
  );
}

export async function comment(
  authenticate: Authenticate,
  repository: Repository,
  { issue, body }: { issue: number; body: string },
): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  await act(() =>
    octokit.rest.issues.createComment({ ...coordinates(repository), issue_number: issue, body, request: once() }),
  );
}

export async function hasComment(
  authenticate: Authenticate,
  repository: Repository,
  { issue, marker }: { issue: number; marker: string },
): Promise<boolean> {
  const octokit = await authenticate(repository.installationId);
  for (let page = 1; page <= commentsMax / 100; page += 1) {
    const { data } = await ask(() =>
      octokit.rest.issues.listComments({
        ...coordinates(repository),
        issue_number: issue,
        per_page: 100,
        page,
        request: once(),
      }),
    );
    // Anybody may write the marker into a comment; only a bot's comment is ours.
    if (data.some((entry) => entry.user?.type === 'Bot' && entry.body?.includes(marker) === true)) return true;
    if (data.length < 100) return false;
  }
  return false;
}
