/** What a person can do with a pull request, as forms: merge, review, take it out of draft, take a review back. */
import type { PullIssue, Review } from '../../world/pull-request.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { buttons, choice, folded, postForm, textArea, textInput } from '../layout/form.ts';
import { html, type Markup, nothing } from '../layout/markup.ts';
import type { Viewer } from '../viewer.ts';

function pathOf(repository: Repository, issue: PullIssue, below: string): string {
  return `/${fullName(repository)}/pull/${issue.number}/${below}`;
}

export function mergeForms(repository: Repository, issue: PullIssue, viewer: Viewer): Markup {
  const { pull, state } = issue;
  if (state !== 'open') return nothing;
  const merge = html`<input type="hidden" name="sha" value="${pull.headSha}"><button class="main" name="method" value="merge">Merge pull request</button><button name="method" value="squash">Squash and merge</button><button name="method" value="rebase">Rebase and merge</button>`;
  const mayMerge = viewer.may('write') && !pull.draft && pull.size.mergeable;
  const turn = pull.draft
    ? html`<button name="deed" value="ready">Ready for review</button>`
    : html`<button name="deed" value="draft">Convert to draft</button>`;
  return html`<div class="line">${mayMerge && postForm(pathOf(repository, issue, 'merge'), merge, 'buttons')}${viewer.mayOrWrote('write', issue.author) && postForm(pathOf(repository, issue, 'draft'), turn, 'buttons')}</div>`;
}

/** An author may only comment. */
export function reviewForm(repository: Repository, issue: PullIssue, viewer: Viewer): Markup {
  if (!viewer.takesPart || issue.state !== 'open') return nothing;
  const verdicts = [
    { value: 'COMMENT', text: 'Comment' },
    { value: 'APPROVE', text: 'Approve' },
    { value: 'REQUEST_CHANGES', text: 'Request changes' },
  ];
  const offered = issue.author === viewer.person ? verdicts.slice(0, 1) : verdicts;
  const fields = html`${textArea('body', 'Review', { quiet: true, placeholder: 'What you think of it' })}${choice('event', 'Verdict', offered)}${buttons(html`<button>Submit review</button>`)}`;
  return html`<div class="box">${folded('Review changes', postForm(pathOf(repository, issue, 'reviews'), fields, 'form pad'), 'fold head')}</div>`;
}

/** For a verdict only: a comment cannot be dismissed. */
export function dismissForm(repository: Repository, review: Review, viewer: Viewer): Markup {
  const verdict = review.state === 'APPROVED' || review.state === 'CHANGES_REQUESTED';
  if (!verdict || !viewer.may('write')) return nothing;
  const action = pathOf(repository, review.issue, `reviews/${review.id}/dismissals`);
  const fields = html`${textInput('message', 'Why', { required: true })}${buttons(html`<button>Dismiss review</button>`)}`;
  return folded('Dismiss', postForm(action, fields, 'form pad'), 'fold edit');
}
