/** Issues, or pull requests: open ones first, closed ones behind a link. */
import { findLabel, issuesOf } from '../../world/find.ts';
import type { Issue } from '../../world/issue.ts';
import { isPull } from '../../world/pull-request.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { goingOn } from '../layout/going-on.ts';
import { box, empty, heading, type Page, subtabs } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { stateText } from '../layout/state.ts';
import { clock } from '../layout/time.ts';
import { issueState } from './issue-state.ts';
import { labelView } from './label-view.ts';

export interface Filter {
  readonly kind: 'issues' | 'pulls';
  readonly state: 'open' | 'closed';
  /** Name of a label. */
  readonly label: string | undefined;
}

export function issueListPage(repository: Repository, filter: Filter, nowMs: number): Page {
  const { kind, state, label } = filter;
  const all = issuesOf(repository).filter((issue) => isPull(issue) === (kind === 'pulls'));
  const wanted = label === undefined ? undefined : findLabel(repository, label);
  const shown = all
    .filter((issue) => issue.state === state)
    .filter((issue) => label === undefined || (wanted !== undefined && issue.labels.includes(wanted)));
  const count = (each: Issue['state']): number => all.filter((issue) => issue.state === each).length;
  const path = `/${fullName(repository)}/${kind}`;
  const title = kind === 'pulls' ? 'Pull requests' : 'Issues';
  return {
    title,
    repository,
    tab: title,
    live: goingOn(repository),
    body: html`${heading(title, label && html`with the label ${label} · <a href="${path}">all</a>`)}
${kind === 'issues' && html`<p class="buttons"><a class="button main" href="${path}/new">New issue</a></p>`}
${subtabs('State', [
  { href: path, text: html`Open <span class="count">${count('open')}</span>`, current: state === 'open' },
  {
    href: `${path}?state=closed`,
    text: html`Closed <span class="count">${count('closed')}</span>`,
    current: state === 'closed',
  },
])}
${
  shown.length === 0
    ? empty(`There are no ${state} ${title.toLowerCase()}.`)
    : box(undefined, html`<ul class="rows">${shown.map((issue) => row(repository, issue, nowMs))}</ul>`)
}`,
  };
}

function row(repository: Repository, issue: Issue, nowMs: number): Markup {
  const comments = [...repository.comments.values()].filter((comment) => comment.issue === issue).length;
  const href = `/${fullName(repository)}/${isPull(issue) ? 'pull' : 'issues'}/${issue.number}`;
  return html`<li>${stateText(issueState(issue))}<div class="grow"><a class="title" href="${href}">${issue.title}</a> ${issue.labels.map(labelView)}
<p class="below">#${issue.number} opened ${clock(issue.writtenMs, nowMs)} by ${issue.author.login}${comments > 0 && ` · ${comments} ${comments === 1 ? 'comment' : 'comments'}`}</p></div></li>`;
}
