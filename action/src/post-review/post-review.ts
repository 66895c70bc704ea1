// The second job of a review: posts the verdict as one pull request review, once, in GitHub's own words.
import { withFailedChecks } from '../../../src/contract/check-finding.ts';
import type { Finding } from '../../../src/contract/finding.ts';
import type { PhaseRequest, Work } from '../../../src/contract/request.ts';
import type { PostedReview, Vote } from '../../../src/contract/result.ts';
import { reviewMarker } from '../../../src/contract/review-marker.ts';
import { PhaseError } from '../job.ts';
import { fateOf } from './fate.ts';
import { linesOfDiff } from './lines-of-diff.ts';
import { type OtherChecks, otherChecks } from './other-checks.ts';
import type { GitHubReview, ReviewClient, ReviewDraft } from './review-client.ts';
import { commentBody, type ReviewedResult, reviewBody } from './review-text.ts';

/** More than this nobody reads; the run's summary and the coder have them all. */
const shownMax = 5;

type ReviewWork = Extract<Work, { command: 'review_pr' }>;

interface Judged {
  readonly approved: boolean;
  readonly findings: readonly Finding[];
  readonly score: number | null;
  readonly votes: readonly Vote[];
  readonly proof: Extract<ReviewedResult, { verdict: 'rejected' }>['proof'];
  readonly checks: OtherChecks;
}

/** Posts, or adopts what an earlier try has posted. A refused approval or rejection becomes a comment that says so. */
export async function postReview(
  client: ReviewClient,
  request: PhaseRequest,
  result: ReviewedResult,
): Promise<PostedReview> {
  const { work } = request;
  if (work.command !== 'review_pr') {
    throw new PhaseError('invalid_result', `A review can be posted for review_pr only, not for ${work.command}.`);
  }
  const marker = reviewMarker(request.attempt);
  const reviews = await client.listReviews();
  const earlier = reviews.find(
    (review) => review.byBot && review.commit === request.head && review.body.endsWith(marker),
  );
  const judged = joined(result, work, await checksOf(client, work, result));
  const { failed } = judged.checks;
  if (earlier !== undefined) return posted(request, earlier, { refused: refusalIn(earlier.body), failed });
  const event = judged.approved ? 'APPROVE' : 'REQUEST_CHANGES';
  const lines = linesOfDiff(await client.listFiles());
  const first = await client.createReview({ ...draftReview(request, work, judged, lines), event });
  if (first.kind === 'created') return posted(request, first.review, { refused: null, failed });
  // The diff may have been answered from before the last push: then a comment's line is refused, and the review with it.
  const bare = draftReview(request, work, judged, new Map());
  const second = aboutLines.test(first.reason) ? await client.createReview({ ...bare, event }) : first;
  if (second.kind === 'created') return posted(request, second.review, { refused: null, failed });
  const third = await client.createReview({
    ...bare,
    body: refusedBody(bare.body, marker, second.reason),
    event: 'COMMENT',
  });
  if (third.kind === 'created') return posted(request, third.review, { refused: second.reason, failed });
  throw new PhaseError(
    'refused',
    `GitHub refused the review (${second.reason}) and then also a comment: ${third.reason}`,
  );
}

/** Only an approval waits for the other checks: a rejection stands without them. */
async function checksOf(client: ReviewClient, work: ReviewWork, result: ReviewedResult): Promise<OtherChecks> {
  if (work.checksMinutes === 0) return { failed: [], pending: [] };
  const seconds = result.verdict === 'succeeded' ? work.checksMinutes * 60 : 0;
  return await otherChecks(() => client.listChecks(), {
    seconds,
    now: Date.now,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

/** The verdict of the other job together with the other checks of the commit. */
function joined(result: ReviewedResult, work: ReviewWork, checks: OtherChecks): Judged {
  const { votes, proof, ...found } = partsOf(result);
  const approved = result.verdict === 'succeeded' && (checks.failed.length === 0 || work.approvedBy !== null);
  return { approved, ...withFailedChecks(found, checks.failed), votes, proof, checks };
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
  work: ReviewWork,
  judged: Judged,
  lines: ReadonlyMap<string, ReadonlySet<number>>,
): Omit<ReviewDraft, 'event'> {
  const shown = gravest(judged.findings);
  const commented = shown.filter((finding) => isIn(lines, finding));
  const { checks, ...rest } = judged;
  return {
    commit: request.head,
    body: reviewBody({
      request,
      work,
      ...rest,
      shown,
      commented,
      fate: fateOf(work.earlier, judged.findings),
      pendingChecks: checks.pending,
    }),
    comments: commented.map((finding) => ({
      path: finding.path ?? '',
      line: finding.line ?? 0,
      body: commentBody(finding),
    })),
  };
}

const ranks = { critical: 0, major: 1, minor: 2, info: 3 } as const;

const gravest = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((one, other) => ranks[one.severity] - ranks[other.severity]).slice(0, shownMax);

type Parts = Pick<Extract<ReviewedResult, { verdict: 'rejected' }>, 'findings' | 'score' | 'proof' | 'votes'>;

function partsOf(result: ReviewedResult): Parts {
  if (result.verdict === 'rejected') return result;
  if (result.output.command !== 'review_pr')
    throw new PhaseError('invalid_result', 'The verdict is not one of review_pr.');
  const { findings, score, green, votes } = result.output;
  return { findings, score, proof: green, votes };
}

function isIn(lines: ReadonlyMap<string, ReadonlySet<number>>, finding: Finding): boolean {
  return finding.path !== null && finding.line !== null && lines.get(finding.path)?.has(finding.line) === true;
}

function posted(
  request: PhaseRequest,
  review: GitHubReview,
  { refused, failed }: { refused: string | null; failed: PostedReview['failedChecks'] },
): PostedReview {
  const { state, url } = review;
  return { version: 1, attempt: request.attempt, state, url, refused, failedChecks: failed };
}
