/** Reviews of a pull request: write, read, submit, edit, dismiss. */
import { z } from 'zod';
import { dismissReview } from '../../../../changes/conversation/dismiss-review.ts';
import { editReview } from '../../../../changes/conversation/reviews.ts';
import { accountOf } from '../../../../identity/actor.ts';
import { reviewCommentShape, reviewShape } from '../../../../shapes/pull-request.ts';
import type { Review } from '../../../../world/pull-request.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../../endpoint.ts';
import { listing } from '../../../listing.ts';
import { invalid, notFound, ok, type Reply, unprocessable } from '../../../reply.ts';
import { notAllowed, pullIn, readPulls, writePulls } from '../access.ts';
import { checkVerdict, newReview, submit, verdicts, writeReview } from './write-review.ts';

const path = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const anybody = { ...writePulls, role: 'author' as const };

/** A pending review is there for its author alone. */
function visible({ actor }: Call, review: Review): boolean {
  return review.state !== 'PENDING' || review.author === accountOf(actor);
}

function reviewIn(call: Call): Review {
  const issue = pullIn(call);
  const review = call.repository.reviews.get(Number(call.parameters.review_id));
  const there = review?.issue === issue && review.writtenMs <= call.seenMs && visible(call, review);
  if (review === undefined || !there) throw notFound();
  return review;
}

const commentsOf = (call: Call, review: Review) =>
  seen(call, call.repository.reviewComments.values()).filter((comment) => comment.review === review);

const shown = (call: Call, review: Review): Reply => ok(reviewShape(call.world, call.repository, review));

function submitPending(call: Call, event: z.infer<typeof verdicts>, body: string | undefined): Reply {
  const review = reviewIn(call);
  if (review.state !== 'PENDING') throw unprocessable('Unprocessable Entity', 'Can only submit a pending review.');
  const text = body ?? review.body;
  checkVerdict(call, review.issue, event, { text, comments: commentsOf(call, review).length });
  review.body = text;
  submit(call, review, event);
  return shown(call, review);
}

/** A verdict can be dismissed; a comment is none, and a dismissed one is no more. */
function dismiss(call: Call, message: string): Reply {
  const review = reviewIn(call);
  if (message.trim() === '') throw invalid('Message can not be blank');
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    throw invalid(`Can not dismiss a ${review.state.toLowerCase()} pull request review`);
  }
  dismissReview(call.site, call.repository, review, call.doer);
  return shown(call, review);
}

export const reviewEndpoints: readonly Endpoint[] = [
  endpoint(`GET ${path}`, readPulls, (call) => {
    const issue = pullIn(call);
    const all = seen(call, call.repository.reviews.values());
    const reviews = all.filter((each) => each.issue === issue && visible(call, each));
    return listing(call, reviews, (each) => reviewShape(call.world, call.repository, each));
  }),
  endpoint(`POST ${path}`, { ...anybody, creates: true, body: newReview }, async (call) =>
    shown(call, await writeReview(call, pullIn(call), call.body)),
  ),
  endpoint(`GET ${path}/{review_id}`, readPulls, (call) => shown(call, reviewIn(call))),
  endpoint(`PUT ${path}/{review_id}`, { ...anybody, body: z.object({ body: z.string() }) }, (call) => {
    const review = reviewIn(call);
    if (review.author !== call.account) throw notAllowed();
    editReview(call.site, call.repository, review, call.body.body, call.doer);
    return shown(call, review);
  }),
  endpoint(`DELETE ${path}/{review_id}`, anybody, (call) => {
    const review = reviewIn(call);
    if (review.state !== 'PENDING') throw unprocessable('Can not delete a non-pending pull request review');
    for (const comment of commentsOf(call, review)) call.repository.reviewComments.delete(comment.id);
    call.repository.reviews.delete(review.id);
    return shown(call, review);
  }),
  endpoint(
    `POST ${path}/{review_id}/events`,
    { ...anybody, body: z.object({ event: verdicts, body: z.string().optional() }) },
    (call) => submitPending(call, call.body.event, call.body.body),
  ),
  endpoint(
    `PUT ${path}/{review_id}/dismissals`,
    { ...writePulls, body: z.object({ message: z.string(), event: z.literal('DISMISS').optional() }) },
    (call) => dismiss(call, call.body.message),
  ),
  endpoint(`GET ${path}/{review_id}/comments`, readPulls, (call) =>
    listing(call, commentsOf(call, reviewIn(call)), (each) => reviewCommentShape(call.world, call.repository, each)),
  ),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', readPulls, (call) => {
    const issue = pullIn(call);
    const comments = seen(call, call.repository.reviewComments.values()).filter(
      (each) => each.issue === issue && visible(call, each.review),
    );
    return listing(call, comments, (each) => reviewCommentShape(call.world, call.repository, each));
  }),
];
