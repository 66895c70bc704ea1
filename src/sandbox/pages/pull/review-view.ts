/** Reviews with their state, and their comments beside the lines that they are about. */
import type { PullIssue, Review, ReviewComment } from '../../world/pull-request.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { hunkExcerpt } from '../code/diff-view.ts';
import { commentView, reactionLine } from '../issue/comment-view.ts';
import { accountLink, commitLink } from '../layout/account-link.ts';
import { box } from '../layout/layout.ts';
import { markdown } from '../layout/markdown.ts';
import { html, type Markup } from '../layout/markup.ts';
import { stateSign, stateText } from '../layout/state.ts';
import { clock } from '../layout/time.ts';

/** Submitted ones, oldest first. */
export function reviewsOf(repository: Repository, issue: PullIssue): Review[] {
  return [...repository.reviews.values()].filter((review) => review.issue === issue && review.state !== 'PENDING');
}

export function reviewCommentsOf(repository: Repository, issue: PullIssue): ReviewComment[] {
  return [...repository.reviewComments.values()].filter(
    (comment) => comment.issue === issue && comment.review.state !== 'PENDING',
  );
}

/** A review in the conversation, with the threads that it started. */
export function reviewView(repository: Repository, review: Review, nowMs: number, tools: Markup): Markup {
  const threads = reviewCommentsOf(repository, review.issue).filter(
    (comment) => comment.review === review && comment.inReplyTo === undefined,
  );
  const verb = html`${stateText(review.state)} at ${commitLink(repository, review.commitSha)}`;
  const head =
    review.body.trim() === ''
      ? box(html`${accountLink(review.author)} <span>${verb} ${clock(review.submittedMs, nowMs)}</span>`, tools)
      : commentView(
          repository,
          { author: review.author, verb, writtenMs: review.submittedMs, body: review.body, reactions: [], tools },
          nowMs,
        );
  return html`<div class="review" id="pullrequestreview-${review.id}">${head}${threads.map((first) => threadView(repository, first, nowMs))}</div>`;
}

/** A thread with the lines that it is about. */
function threadView(repository: Repository, first: ReviewComment, nowMs: number): Markup {
  const outdated = first.commitSha !== first.issue.pull.headSha;
  const lines =
    first.line === null
      ? 'whole file'
      : `line ${first.startLine === null ? '' : `${first.startLine} to `}${first.line}`;
  const files = `/${fullName(repository)}/pull/${first.issue.number}/files`;
  return box(
    html`<a href="${files}"><code>${first.path}</code></a> <span>${lines}</span>${outdated && html` <span class="tag">outdated</span>`}`,
    html`${first.diffHunk !== '' && hunkExcerpt(first.diffHunk)}${threadComments(repository, first, nowMs)}`,
    { tone: 'thread' },
  );
}

/** A comment and the answers to it. `anchored`: links lead here. */
export function threadComments(repository: Repository, first: ReviewComment, nowMs: number, anchored = true): Markup {
  const replies = reviewCommentsOf(repository, first.issue).filter((comment) => comment.inReplyTo === first);
  return html`${[first, ...replies].map(
    (comment) =>
      html`<article class="remark"${anchored && html` id="discussion_r${comment.id}"`}><p class="below">${accountLink(comment.author)} ${clock(comment.writtenMs, nowMs)}</p><div class="prose">${markdown(comment.body, { repository: fullName(repository) })}</div>${reactionLine(comment.reactions)}</article>`,
  )}`;
}

/** The last word of each reviewer, for the side and the merge box. */
export function verdictsOf(repository: Repository, issue: PullIssue): Review[] {
  const last = new Map<number, Review>();
  for (const review of reviewsOf(repository, issue)) {
    if (review.state !== 'COMMENTED' || !last.has(review.author.id)) last.set(review.author.id, review);
  }
  return [...last.values()];
}

export function reviewersView(repository: Repository, issue: PullIssue): Markup {
  const verdicts = verdictsOf(repository, issue);
  const waiting = issue.pull.requestedReviewers;
  return html`<h2>Reviewers</h2>${verdicts.length + waiting.length === 0 && html`<p class="quiet">No reviews</p>`}
${verdicts.map((review) => html`<p>${stateSign(review.state)} ${accountLink(review.author)}</p>`)}
${waiting.map((account) => html`<p>${stateSign('pending')} ${accountLink(account)}</p>`)}`;
}
