// Reviews of a pull request: what a person wrote at its lines, and the verdict of the guardian App.
import type { Finding } from '../../core/finding.ts';
import { type CommitId, commitId } from '../../core/identifier.ts';
import type { DecisiveReview } from '../../core/outcome.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, coordinates, once } from '../client.ts';
import type { ReviewSnapshot } from '../signal.ts';

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

/** A comment is nobody's vote, and changes none. */
const votes: Readonly<Record<string, ReviewSnapshot['vote']>> = {
  APPROVED: 'approve',
  CHANGES_REQUESTED: 'reject',
  DISMISSED: 'abstain',
};

/** Of the newest hundred reviews, the verdicts of people; one without a commit or an author says nothing. */
export async function reviewsByPeople(
  authenticate: Authenticate,
  repository: Repository,
  pullRequest: number,
): Promise<ReviewSnapshot[]> {
  const octokit = await authenticate(repository.installationId);
  const where = { ...coordinates(repository), pull_number: pullRequest, per_page: 100 };
  const { data, headers } = await ask(() => octokit.rest.pulls.listReviews({ ...where, request: once() }));
  const last = Number(/[?&]page=(\d+)[^>]*>; rel="last"/.exec(headers.link ?? '')?.[1] ?? 1);
  const newest =
    last === 1
      ? data
      : (await ask(() => octokit.rest.pulls.listReviews({ ...where, page: last, request: once() }))).data;
  return newest.flatMap(({ id, body, html_url: url, commit_id: commit, state, user }) => {
    const vote = votes[state];
    if (user === null || user.type === 'Bot' || !commit || vote === undefined) return [];
    const author = { id: user.id, login: user.login, bot: false };
    return [{ vote, head: commitId(commit), review: { id, body, url }, author }];
  });
}

type Posted = Extract<DecisiveReview, { kind: 'posted' }>;

/** Reviews looked through for a marker; a pull request with more has other problems. */
const reviewsMax = 1_000;

/** The review with this hidden marker by this bot, or `null`. A marker that somebody else copied is none. */
export async function findReview(
  authenticate: Authenticate,
  repository: Repository,
  { pullRequest, marker, by }: { pullRequest: number; marker: string; by: string },
): Promise<Posted | null> {
  const octokit = await authenticate(repository.installationId);
  for (let page = 1; page <= reviewsMax / 100; page += 1) {
    const where = { ...coordinates(repository), pull_number: pullRequest, per_page: 100, page };
    const { data } = await ask(() => octokit.rest.pulls.listReviews({ ...where, request: once() }));
    const found = data.find((review) => review.user?.login === by && review.body.includes(marker));
    if (found !== undefined) return { kind: 'posted', ...postedOf(found), by };
    if (data.length < 100) return null;
  }
  return null;
}

/** A verdict on one commit, without comments at lines. */
export async function postReview(
  authenticate: Authenticate,
  repository: Repository,
  { pullRequest, head, vote, body }: { pullRequest: number; head: CommitId; vote: 'approve' | 'reject'; body: string },
): Promise<Pick<Posted, 'review' | 'state' | 'url'>> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await act(() =>
    octokit.rest.pulls.createReview({
      ...coordinates(repository),
      pull_number: pullRequest,
      commit_id: head,
      event: vote === 'approve' ? 'APPROVE' : 'REQUEST_CHANGES',
      body,
      request: once(),
    }),
  );
  return postedOf(data);
}

/** One that was dismissed meanwhile was a verdict as well: it is not posted once more. */
function postedOf({ id, state, html_url: url }: { id: number; state: string; html_url: string }) {
  return { review: id, state: state === 'APPROVED' ? ('APPROVED' as const) : ('CHANGES_REQUESTED' as const), url };
}
