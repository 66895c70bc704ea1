// An issue as it is now, and its labels.
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, coordinates, once, statusOf } from '../client.ts';
import type { IssueSnapshot } from '../signal.ts';

/** 404 and 410 say that it is not there, or not any more. */
const notThere = [404, 410];

export async function readIssue(
  authenticate: Authenticate,
  repository: Repository,
  issue: number,
): Promise<IssueSnapshot | null> {
  const octokit = await authenticate(repository.installationId);
  try {
    const { data } = await ask(() =>
      octokit.rest.issues.get({ ...coordinates(repository), issue_number: issue, request: once() }),
    );
    // Of an issue that was transferred GitHub answers with the one that it has become, in another repository.
    if (data.number !== issue) return null;
    return {
      number: data.number,
      title: data.title,
      body: data.body ?? '',
      open: data.state === 'open',
      labels: data.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
      author: {
        id: data.user?.id ?? 0,
        login: data.user?.login ?? 'ghost',
        bot: data.user?.type === 'Bot',
      },
    };
  } catch (error) {
    if (notThere.includes(statusOf(error) ?? 0)) return null;
    throw error;
  }
}

export async function label(
  authenticate: Authenticate,
  repository: Repository,
  { issue, label: name }: { issue: number; label: string },
): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  await act(() =>
    octokit.rest.issues.addLabels({
      ...coordinates(repository),
      issue_number: issue,
      labels: [name],
      request: once(),
    }),
  );
}
