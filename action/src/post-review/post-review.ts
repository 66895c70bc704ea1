// The second job of a review: posts the verdict as one pull request review, once, in GitHub's own words.
import type { Finding } from '../../../src/contract/finding.ts';
import type { PhaseRequest, Work } from '../../../src/contract/request.ts';
import type { PostedReview } from '../../../src/contract/result.ts';
import { PhaseError } from '../job.ts';
import { linesOfDiff } from './lines-of-diff.ts';
import type { GitHubReview, ReviewClient } from './review-client.ts';
import { commentBody, type ReviewedResult, reviewBody, reviewMarker } from './review-text.ts';

const commentsMax = 30;

/** Posts, or adopts what an earlier try has posted. A refused approval or rejection becomes a comment that says so. */
export async function postReview(
  client: ReviewClient,
  request: PhaseRequest,
  result: ReviewedResult,
): Promise<PostedReview> {
  if (request.work.command !== 'review_pr') {
    throw new PhaseError(
      'invalid_result',
      `A review can be posted for review_pr only, not for ${request.work.command}.`,
    );
  }
  const marker = reviewMarker(request.attempt);
  const earlier = (await client.listReviews()).find(
    (review) => review.byBot && review.commit === request.head && review.body.endsWith(marker),
  );
  if (earlier !== undefined) return posted(request, earlier, refusalIn(earlier.body));
  const draft = await draftReview(client, request, request.work, result);
  const event = result.verdict === 'succeeded' ? 'APPROVE' : 'REQUEST_CHANGES';
  const answer = await client.createReview({ ...draft, event });
  if (answer.kind === 'created') return posted(request, answer.review, null);
  // A comment on a wrong line, or an identity that may not approve: without comments and as a comment it must go.
  const note = `${refusalMark}${answer.reason.replaceAll(/\s+/g, ' ').replaceAll('-->', '')} -->`;
  const said = `> GitHub refused to record this as ${event === 'APPROVE' ? 'an approval' : 'a request for changes'}. The check run \`Chimera\` decides.`;
  const body = `${said}\n\n${draft.body.replace(marker, `${note}\n${marker}`)}`;
  const second = await client.createReview({ ...draft, body, event: 'COMMENT' });
  if (second.kind === 'created') return posted(request, second.review, answer.reason);
  throw new PhaseError(
    'refused',
    `GitHub refused the review (${answer.reason}) and then also a comment: ${second.reason}`,
  );
}

const refusalMark = '<!-- chimera:refused: ';

function refusalIn(body: string): string | null {
  return /<!-- chimera:refused: (.*) -->/.exec(body)?.[1] ?? null;
}

async function draftReview(
  client: ReviewClient,
  request: PhaseRequest,
  work: Extract<Work, { command: 'review_pr' }>,
  result: ReviewedResult,
): Promise<{ commit: string; body: string; comments: { path: string; line: number; body: string }[] }> {
  const { findings, score, proof } = partsOf(result);
  const lines = linesOfDiff(await client.listFiles());
  const commented = findings.filter((finding) => isIn(lines, finding)).slice(0, commentsMax);
  return {
    commit: request.head,
    body: reviewBody({ request, work, result, findings, score, proof, commented }),
    comments: commented.map((finding) => ({
      path: finding.path ?? '',
      line: finding.line ?? 0,
      body: commentBody(finding),
    })),
  };
}

function partsOf(
  result: ReviewedResult,
): Pick<Extract<ReviewedResult, { verdict: 'rejected' }>, 'findings' | 'score' | 'proof'> {
  if (result.verdict === 'rejected') return result;
  if (result.output.command !== 'review_pr')
    throw new PhaseError('invalid_result', 'The verdict is not one of review_pr.');
  return { findings: result.output.findings, score: result.output.score, proof: result.output.green };
}

function isIn(lines: ReadonlyMap<string, ReadonlySet<number>>, finding: Finding): boolean {
  return finding.path !== null && finding.line !== null && lines.get(finding.path)?.has(finding.line) === true;
}

function posted(request: PhaseRequest, review: GitHubReview, refused: string | null): PostedReview {
  return { version: 1, attempt: request.attempt, state: review.state, url: review.url, refused };
}
