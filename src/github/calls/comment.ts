// What Chimera does on an issue: react, comment, and find its own comments by their hidden markers.
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, coordinates, once, statusOf } from '../client.ts';

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

export async function reactToComment(
  authenticate: Authenticate,
  repository: Repository,
  { comment: id, content }: { comment: number; content: 'eyes' | 'rocket' | 'confused' },
): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  await act(() =>
    octokit.rest.reactions.createForIssueComment({
      ...coordinates(repository),
      comment_id: id,
      content,
      request: once(),
    }),
  );
}

export async function comment(
  authenticate: Authenticate,
  repository: Repository,
  { issue, body }: { issue: number; body: string },
): Promise<number> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await act(() =>
    octokit.rest.issues.createComment({ ...coordinates(repository), issue_number: issue, body, request: once() }),
  );
  return data.id;
}

export async function editComment(
  authenticate: Authenticate,
  repository: Repository,
  { comment: id, body }: { comment: number; body: string },
): Promise<'edited' | 'gone'> {
  const octokit = await authenticate(repository.installationId);
  try {
    await act(() =>
      octokit.rest.issues.updateComment({ ...coordinates(repository), comment_id: id, body, request: once() }),
    );
    return 'edited';
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 410) return 'gone';
    throw error;
  }
}

export async function findComment(
  authenticate: Authenticate,
  repository: Repository,
  { issue, marker }: { issue: number; marker: string },
): Promise<number | null> {
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
    const found = data.find((entry) => entry.user?.type === 'Bot' && entry.body?.includes(marker) === true);
    if (found !== undefined) return found.id;
    if (data.length < 100) return null;
  }
  return null;
}
