/** What a person can do on an issue or pull request, as forms: what they may not do is not offered. */
import type { Issue, IssueComment, Label, Reaction } from '../../world/issue.ts';
import { lockReasons, reactionContents } from '../../world/issue.ts';
import { isPull } from '../../world/pull-request.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { buttons, choice, folded, postForm, textArea, textInput } from '../layout/form.ts';
import { box } from '../layout/layout.ts';
import { html, type Markup, nothing } from '../layout/markup.ts';
import type { Viewer } from '../viewer.ts';
import { reactionSigns } from './comment-view.ts';
import { labelView } from './label-view.ts';

function pathOf(repository: Repository, issue: Issue, below: string): string {
  return `/${fullName(repository)}/issues/${issue.number}/${below}`;
}

/** The last box of the conversation: a word, and closing or reopening with it. */
export function commentForm(repository: Repository, issue: Issue, viewer: Viewer): Markup {
  const { person, takesPart } = viewer;
  if (person === undefined || !takesPart) return nothing;
  if (issue.locked && !viewer.may('write')) {
    return html`<p class="event">This conversation is locked: only people with write access can comment.</p>`;
  }
  const fields = html`${textArea('body', 'Add a comment', { quiet: true, placeholder: 'Add a comment' })}${buttons(
    html`<button class="main" name="state" value="">Comment</button>`,
    stateButtons(issue, viewer),
    html`<span class="quiet">as ${person.login}</span>`,
  )}`;
  return box(undefined, postForm(pathOf(repository, issue, 'comments'), fields, 'form pad'));
}

function stateButtons(issue: Issue, viewer: Viewer): Markup {
  if (!viewer.mayOrWrote('triage', issue.author)) return nothing;
  if (isPull(issue)) {
    if (issue.pull.mergedMs !== undefined) return nothing;
    return issue.state === 'open'
      ? html`<button name="state" value="completed">Close pull request</button>`
      : html`<button name="state" value="open">Reopen pull request</button>`;
  }
  return issue.state === 'open'
    ? html`<button name="state" value="completed">Close issue</button><button name="state" value="not_planned">Close as not planned</button>`
    : html`<button name="state" value="open">Reopen issue</button>`;
}

/** A link, or when it was followed the form: the text of strangers as they wrote it does not stand on every page. */
export function editIssueForm(repository: Repository, issue: Issue, viewer: Viewer): Markup {
  if (!viewer.mayOrWrote('write', issue.author)) return nothing;
  if (viewer.editing !== 'issue') return html`<p class="edit"><a href="?edit=issue">Edit title and description</a></p>`;
  const fields = html`${textInput('title', 'Title', { value: issue.title, required: true })}${textArea('body', 'Description', { value: issue.body ?? '', rows: 10 })}${buttons(html`<button class="main">Save</button>`, cancel)}`;
  return box(html`<h2>Edit</h2>`, postForm(pathOf(repository, issue, 'edit'), fields, 'form pad'));
}

const cancel = html`<a href="?">Cancel</a>`;

export function commentTools(repository: Repository, comment: IssueComment, viewer: Viewer): Markup {
  if (!viewer.mayOrWrote('write', comment.author)) return nothing;
  const subject = `comment-${comment.id}`;
  if (viewer.editing !== subject) return html`<a href="?edit=${subject}#issuecomment-${comment.id}">Edit</a>`;
  const fields = html`${textArea('body', 'Comment', { value: comment.body, required: true, quiet: true, rows: 6 })}${buttons(
    html`<button class="main" name="deed" value="edit">Update comment</button>`,
    html`<button name="deed" value="delete" formnovalidate>Delete</button>`,
    cancel,
  )}`;
  return postForm(`/${fullName(repository)}/comments/${comment.id}`, fields);
}

/** @param subject address below the repository: `issues/1` or `comments/2`. */
export function reactForm(
  repository: Repository,
  subject: string,
  reactions: readonly Reaction[],
  { person, takesPart }: Viewer,
): Markup {
  if (!takesPart) return nothing;
  const own = (content: string): boolean =>
    reactions.some((each) => each.account === person && each.content === content);
  const all = reactionContents.map(
    (content) =>
      html`<button name="content" value="${content}" title="${content}"${own(content) && html` aria-pressed="true"`}>${reactionSigns[content]}</button>`,
  );
  return folded('React', postForm(`/${fullName(repository)}/${subject}/reactions`, all, 'buttons pad'), 'fold edit');
}

/** Labels with a way to take each off, and one to put another on. */
export function labelsView(repository: Repository, issue: Issue, viewer: Viewer): Markup {
  const mayLabel = viewer.may('triage');
  const action = pathOf(repository, issue, 'labels');
  const remove = (label: Label): Markup =>
    html`<div class="line">${labelView(label)}${postForm(action, html`<input type="hidden" name="deed" value="remove"><button class="small" name="label" value="${label.name}" title="Remove ${label.name}">✕<span class="unseen">Remove ${label.name}</span></button>`, 'inline')}</div>`;
  const rest = [...repository.labels.values()].filter((label) => !issue.labels.includes(label));
  const shown =
    issue.labels.length === 0
      ? html`<p class="quiet">None yet</p>`
      : mayLabel
        ? html`${issue.labels.map(remove)}`
        : html`<p>${issue.labels.map(labelView)}</p>`;
  if (!mayLabel || rest.length === 0) return shown;
  const options = rest.map(({ name }) => ({ value: name }));
  const fields = html`${choice('label', 'Label', options, { quiet: true })}<button name="deed" value="add">Add label</button>`;
  return html`${shown}${postForm(action, fields, 'form line')}`;
}

/** Locking, giving away, deleting: folded away beside the conversation. */
export function adminTools(
  repository: Repository,
  issue: Issue,
  viewer: Viewer,
  neighbours: readonly Repository[],
): Markup {
  return html`${viewer.may('write') && lockForm(repository, issue)}
${viewer.may('write') && !isPull(issue) && neighbours.length > 0 && transferForm(repository, issue, neighbours)}
${viewer.may('admin') && !isPull(issue) && folded('Delete issue', postForm(pathOf(repository, issue, 'delete'), html`<p class="quiet">It cannot be undone.</p><button>Delete this issue</button>`))}`;
}

function lockForm(repository: Repository, issue: Issue): Markup {
  const action = pathOf(repository, issue, 'lock');
  if (issue.locked) return postForm(action, html`<button name="deed" value="unlock">Unlock conversation</button>`);
  const reasons = [{ value: '', text: 'No reason' }, ...lockReasons.map((value) => ({ value }))];
  const fields = html`${choice('reason', 'Reason', reasons)}<button name="deed" value="lock">Lock conversation</button>`;
  return folded('Lock conversation', postForm(action, fields));
}

function transferForm(repository: Repository, issue: Issue, neighbours: readonly Repository[]): Markup {
  const options = neighbours.map((each) => ({ value: fullName(each) }));
  const fields = html`${choice('repository', 'To', options)}<button>Transfer this issue</button>`;
  return folded('Transfer issue', postForm(pathOf(repository, issue, 'transfer'), fields));
}
