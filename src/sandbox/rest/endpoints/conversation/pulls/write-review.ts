/** Writes a review with its comments: at once submitted, or pending until its author submits it. */
import { z } from 'zod';
import { submitReview } from '../../../../changes/conversation/reviews.ts';
import { mergeBase } from '../../../../git/commits.ts';
import { changedFiles } from '../../../../git/diff.ts';
import { type DiffLine, diffLines } from '../../../../git/diff-lines.ts';
import type { PullIssue, Review, ReviewComment } from '../../../../world/pull-request.ts';
import type { Call } from '../../../endpoint.ts';
import { unprocessable } from '../../../reply.ts';

export const verdicts = z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']);
type Verdict = z.infer<typeof verdicts>;

export const newReview = z.object({
  body: z.string().optional(),
  commit_id: z.string().optional(),
  /** Absent: the review is pending. */
  event: verdicts.optional(),
  comments: z
    .array(
      z.object({
        path: z.string(),
        body: z.string(),
        line: z.number().optional(),
        side: z.enum(['LEFT', 'RIGHT']).optional(),
      }),
    )
    .optional(),
});

type NewComment = NonNullable<z.infer<typeof newReview>['comments']>[number];

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;
const title = 'Unprocessable Entity';

export async function writeReview(call: Call, issue: PullIssue, plan: z.infer<typeof newReview>): Promise<Review> {
  const { repository, world, account } = call;
  const { event, comments = [] } = plan;
  const text = plan.body ?? '';
  if (event !== undefined) checkVerdict(call, issue, event, { text, comments: comments.length });
  const all = [...repository.reviews.values()].filter((each) => each.issue === issue && each.author === account);
  if (all.some((each) => each.state === 'PENDING')) {
    throw unprocessable(title, 'User can only have one pending review per pull request');
  }
  const places = await placesOf(call, issue, comments);
  const review: Review = {
    id: world.nextId(),
    writtenMs: world.now(),
    issue,
    author: account,
    state: 'PENDING',
    body: text,
    commitSha: plan.commit_id ?? issue.pull.headSha,
    submittedMs: undefined,
  };
  repository.reviews.set(review.id, review);
  for (const { comment, line } of places) addComment(call, review, comment, line);
  if (event !== undefined) submit(call, review, event);
  return review;
}

export function submit(call: Call, review: Review, event: Verdict): void {
  submitReview(call.site, call.repository, review, states[event], call.doer);
}

/** Nobody judges their own work, a job approves only where it was allowed to, and what is not an approval says something. */
export function checkVerdict(
  { repository, account, actor }: Call,
  issue: PullIssue,
  event: Verdict,
  said: { readonly text: string; readonly comments: number },
): void {
  if (event !== 'COMMENT' && issue.author === account) {
    const verb = event === 'APPROVE' ? 'approve' : 'request changes on';
    throw unprocessable(title, `Review Can not ${verb} your own pull request`);
  }
  if (event === 'APPROVE' && actor.kind === 'job' && !repository.settings.actionsMayApprove) {
    throw unprocessable(title, 'GitHub Actions is not permitted to approve pull requests.');
  }
  if (event !== 'APPROVE' && said.text === '' && said.comments === 0) {
    throw unprocessable(title, 'Review body can not be blank');
  }
}

/** Where the comments lie in the diff; one that lies outside makes the whole review wrong. */
async function placesOf(
  { repository }: Call,
  { pull }: PullIssue,
  comments: readonly NewComment[],
): Promise<{ comment: NewComment; line: DiffLine }[]> {
  if (comments.length === 0) return [];
  const fork = (await mergeBase(repository.directory, pull.baseSha, pull.headSha)) ?? pull.baseSha;
  const files = await changedFiles(repository.directory, fork, pull.headSha);
  return comments.map((comment) => {
    const { path, side = 'RIGHT' } = comment;
    const patch = files.find((file) => file.path === path)?.patch;
    const line = diffLines(patch ?? '').find((each) => each.side === side && each.line === comment.line);
    if (line === undefined) throw unprocessable(title, 'Line could not be resolved', 'Path could not be resolved');
    return { comment, line };
  });
}

function addComment({ repository, world }: Call, review: Review, comment: NewComment, at: DiffLine): void {
  const made: ReviewComment = {
    id: world.nextId(),
    writtenMs: review.writtenMs,
    issue: review.issue,
    review,
    author: review.author,
    path: comment.path,
    side: at.side,
    line: at.line,
    startLine: null,
    startSide: null,
    position: at.position,
    diffHunk: at.hunk,
    commitSha: review.commitSha,
    inReplyTo: undefined,
    body: comment.body,
    updatedMs: review.writtenMs,
    reactions: [],
  };
  repository.reviewComments.set(made.id, made);
}
