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
  const event = result.verdict === 'succeeded' ? 'APPROVE' : 'REQUEST_CHANGES';
  const lines = linesOfDiff(await client.listFiles());
  const first = await client.createReview({ ...draftReview(request, request.work, result, lines), event });
  if (first.kind === 'created') return posted(request, first.review, null);
  // The diff may have been answered from before the last push: then a comment's line is refused, and the review with it.
  const bare = draftReview(request, request.work, result, new Map());
  const second = aboutLines.test(first.reason) ? await client.createReview({ ...bare, event }) : first;
  if (second.kind === 'created') return posted(request, second.review, null);
  const third = await client.createReview({
    ...bare,
    body: refusedBody(bare.body, marker, second.reason),
    event: 'COMMENT',
  });
  if (third.kind === 'created') return posted(request, third.review, second.reason);
  throw new PhaseError(
    'refused',
    `GitHub refused the review (${second.reason}) and then also a comment: ${third.reason}`,
  );
}

const aboutLines = /\b(?:line|lines|diff|path|position|side|thread)\b/i;
const refusalMark = '<!-- chimera:refused: ';

/** Says to people what happened, and to a later try what GitHub's words were. */
function refusedBody(body: string, marker: string, reason: string): string {
  const note = `${refusalMark}${reason.replaceAll(/\s+/g, ' ').replaceAll('-->', '')} -->`;
  const said =
    '> GitHub refused to record this verdict as a review, so it stands here as a comment. The check run `Chimera` decides.';
  return `${said}\n\n${body.replace(marker, `${note}\n${marker}`)}`;
}

function refusalIn(body: string): string | null {
  return /<!-- chimera:refused: (.*) -->/.exec(body)?.[1] ?? null;
}

function draftReview(
  request: PhaseRequest,
  work: Extract<Work, { command: 'review_pr' }>,
  result: ReviewedResult,
  lines: ReadonlyMap<string, ReadonlySet<number>>,
): { commit: string; body: string; comments: { path: string; line: number; body: string }[] } {
  const { findings, score, proof } = partsOf(result);
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
