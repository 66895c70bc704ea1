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
import type { Viewer } from '../viewer.ts';
import { commentView } from './comment-view.ts';
import { issueState } from './issue-state.ts';
import { adminTools, commentForm, commentTools, editIssueForm, labelsView, reactForm } from './issue-tools.ts';

export function issuePage(
  repository: Repository,
  issue: Issue,
  viewer: Viewer,
  neighbours: readonly Repository[],
  nowMs: number,
): Page {
  return {
    title: `${issue.title} · #${issue.number}`,
    repository,
    tab: 'Issues',
    live: goingOn(repository) && viewer.editing === undefined,
    body: html`${heading(
      html`${issue.title} <span class="quiet">#${issue.number}</span>`,
      html`${statePill(issueState(issue))} ${accountLink(issue.author)} opened this ${clock(issue.writtenMs, nowMs)}${lockedMark(issue)}`,
    )}
${editIssueForm(repository, issue, viewer)}
<div class="columns"><div class="conversation">
${descriptionView(repository, issue, viewer, nowMs)}
${commentsOf(repository, issue).map((comment) => issueCommentView(repository, comment, viewer, nowMs))}
${issue.closedMs !== undefined && html`<p class="event">${issue.closedBy && accountLink(issue.closedBy)} closed this ${clock(issue.closedMs, nowMs)}</p>`}
${commentForm(repository, issue, viewer)}
</div>${sidebar(repository, issue, viewer, { neighbours })}</div>`,
  };
}

export function lockedMark(issue: Issue): Markup | false {
  return issue.locked && html` · <span class="tag">locked${issue.lockReason && ` as ${issue.lockReason}`}</span>`;
}

export function commentsOf(repository: Repository, issue: Issue): IssueComment[] {
  return [...repository.comments.values()].filter((comment) => comment.issue === issue);
}

export function descriptionView(repository: Repository, issue: Issue, viewer: Viewer, nowMs: number): Markup {
  const { author, writtenMs, body, reactions, number } = issue;
  const tools = reactForm(repository, `issues/${number}`, reactions, viewer);
  const utterance = { author, verb: 'wrote', writtenMs, body, reactions, id: `issue-${issue.id}`, tools };
  return commentView(repository, utterance, nowMs);
}

export function issueCommentView(repository: Repository, comment: IssueComment, viewer: Viewer, nowMs: number): Markup {
  const { author, writtenMs, updatedMs, body, reactions } = comment;
  const edited = updatedMs > writtenMs;
  const id = `issuecomment-${comment.id}`;
  const tools = html`<div class="line tools">${reactForm(repository, `comments/${comment.id}`, reactions, viewer)}${commentTools(repository, comment, viewer)}</div>`;
  const utterance = { author, verb: 'commented', writtenMs, edited, body, reactions, id, tools };
  return commentView(repository, utterance, nowMs);
}

/** Labels, assignees and what admins can do, beside the conversation. `more` stands for the pull requests of an issue. */
export function sidebar(
  repository: Repository,
  issue: Issue,
  viewer: Viewer,
  { more, neighbours = [] }: { readonly more?: Markup; readonly neighbours?: readonly Repository[] },
): Markup {
  return html`<aside>
<h2>Labels</h2>${labelsView(repository, issue, viewer)}
<h2>Assignees</h2><p>${issue.assignees.length === 0 ? html`<span class="quiet">No one</span>` : issue.assignees.map(accountLink)}</p>
${more ?? developmentView(repository, issue)}
${adminTools(repository, issue, viewer, neighbours)}
</aside>`;
}

function developmentView(repository: Repository, issue: Issue): Markup {
  const closing = pullsOf(repository).filter((pull) => closes(pull.body ?? '', issue.number));
  const row = (pull: Issue): Markup =>
    html`<p>${stateText(issueState(pull))} <a href="/${fullName(repository)}/pull/${pull.number}">#${pull.number} ${pull.title}</a></p>`;
  return html`<h2>Development</h2>${closing.length === 0 ? html`<p class="quiet">No pull request yet</p>` : closing.map(row)}`;
}

/** GitHub's closing words: https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
function closes(body: string, number: number): boolean {
  return new RegExp(`\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #${number}\\b`, 'i').test(body);
}
