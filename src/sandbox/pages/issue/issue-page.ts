/** One issue: description, labels, conversation, and the pull requests that will close it. */
import { pullsOf } from '../../world/find.ts';
import type { Issue, IssueComment } from '../../world/issue.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { accountLink } from '../layout/account-link.ts';
import { goingOn } from '../layout/going-on.ts';
import { heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { statePill, stateText } from '../layout/state.ts';
import { clock } from '../layout/time.ts';
import { commentView } from './comment-view.ts';
import { issueState } from './issue-state.ts';
import { labelView } from './label-view.ts';

export function issuePage(repository: Repository, issue: Issue, nowMs: number): Page {
  return {
    title: `${issue.title} · #${issue.number}`,
    repository,
    tab: 'Issues',
    live: goingOn(repository),
    body: html`${heading(
      html`${issue.title} <span class="quiet">#${issue.number}</span>`,
      html`${statePill(issueState(issue))} ${accountLink(issue.author)} opened this ${clock(issue.writtenMs, nowMs)}`,
    )}
<div class="columns"><div class="conversation">
${descriptionView(repository, issue, nowMs)}
${commentsOf(repository, issue).map((comment) => issueCommentView(repository, comment, nowMs))}
${issue.closedMs !== undefined && html`<p class="event">${issue.closedBy && accountLink(issue.closedBy)} closed this ${clock(issue.closedMs, nowMs)}</p>`}
</div>${sidebar(repository, issue)}</div>`,
  };
}

export function commentsOf(repository: Repository, issue: Issue): IssueComment[] {
  return [...repository.comments.values()].filter((comment) => comment.issue === issue);
}

export function descriptionView(repository: Repository, issue: Issue, nowMs: number): Markup {
  const { author, writtenMs, body, reactions } = issue;
  return commentView(repository, { author, verb: 'wrote', writtenMs, body, reactions, id: `issue-${issue.id}` }, nowMs);
}

export function issueCommentView(repository: Repository, comment: IssueComment, nowMs: number): Markup {
  const { author, writtenMs, updatedMs, body, reactions } = comment;
  const edited = updatedMs > writtenMs;
  const id = `issuecomment-${comment.id}`;
  return commentView(repository, { author, verb: 'commented', writtenMs, edited, body, reactions, id }, nowMs);
}

/** Labels and assignees, beside the conversation. */
export function sidebar(repository: Repository, issue: Issue, more?: Markup): Markup {
  const closing = pullsOf(repository).filter((pull) => closes(pull.body ?? '', issue.number));
  return html`<aside>
<h2>Labels</h2><p>${issue.labels.length === 0 ? html`<span class="quiet">None yet</span>` : issue.labels.map(labelView)}</p>
<h2>Assignees</h2><p>${issue.assignees.length === 0 ? html`<span class="quiet">No one</span>` : issue.assignees.map(accountLink)}</p>
${more ?? html`<h2>Development</h2>${closing.length === 0 ? html`<p class="quiet">No pull request yet</p>` : closing.map((pull) => html`<p>${stateText(issueState(pull))} <a href="/${fullName(repository)}/pull/${pull.number}">#${pull.number} ${pull.title}</a></p>`)}`}
</aside>`;
}

/** GitHub's closing words: https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
function closes(body: string, number: number): boolean {
  return new RegExp(`\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #${number}\\b`, 'i').test(body);
}
