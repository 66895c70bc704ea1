// What a person wrote at the lines of a pull request.
import type { Finding } from '../../core/finding.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, ask, coordinates, once } from '../client.ts';

/** Comments of one review that the coder is told of. */
const commentsMax = 50;

/** The comments of one review, as findings. */
export async function reviewComments(
  authenticate: Authenticate,
  repository: Repository,
  { pullRequest, review, by }: { pullRequest: number; review: number; by: string },
): Promise<Finding[]> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.pulls.listCommentsForReview({
      ...coordinates(repository),
      pull_number: pullRequest,
      review_id: review,
      per_page: commentsMax,
      request: once(),
    }),
  );
  return data.map(({ path, line, original_line: originalLine, body }) => ({
    rule: 'person',
    severity: 'major',
    path,
    line: line ?? originalLine ?? null,
    title: `Comment by ${by}`,
    explanation: body.slice(0, 8_000),
  }));
}
