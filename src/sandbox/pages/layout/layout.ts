/** The frame of every page: head, top line, the repository's tabs. */
import { isPull } from '../../world/pull-request.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { html, type Markup, type Shown } from './markup.ts';

/** One page, ready to be framed. */
export interface Page {
  readonly title: string;
  readonly body: Markup;
  /** There when the page belongs to a repository. */
  readonly repository?: Repository | undefined;
  readonly tab?: Tab;
  /** Something on it is going on: it reads itself again. */
  readonly live?: boolean;
  readonly status?: number;
}

type Tab = 'Code' | 'Issues' | 'Pull requests' | 'Actions' | 'Deployments';

/** @param acting the selector of the person that one acts as. */
export function layout(page: Page, acting?: Markup): string {
  const { repository, live } = page;
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}${repository && ` · ${fullName(repository)}`}</title>
<link rel="icon" href="/_sandbox/avatars/sandbox" type="image/svg+xml">
<link rel="stylesheet" href="/_sandbox/pages/style.css">
<script type="module" src="/_sandbox/pages/live.js"></script>
${live && html`<noscript><meta http-equiv="refresh" content="3"></noscript>`}
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header>
<nav class="top" aria-label="Site"><a href="/">Sandbox</a>${repository && trail(repository)}<a class="right" href="/_sandbox">Deliveries and weather</a>${acting}</nav>
${repository && tabs(repository, page.tab)}
</header>
<main id="content" data-live="${live ? 'yes' : 'no'}">
${page.body}
</main>
<footer>A GitHub on your laptop. Nothing here leaves this machine.</footer>
</body>
</html>`.text
  }\n`;
}

/** A title with something to its left and below. */
export function heading(title: Shown, below?: Shown): Markup {
  return html`<div class="heading"><h1>${title}</h1>${below && html`<p class="below">${below}</p>`}</div>`;
}

/** A box with an optional head line. */
export function box(
  head: Shown,
  body: Shown,
  attributes: { readonly id?: string; readonly tone?: string } = {},
): Markup {
  return html`<section class="box ${attributes.tone}"${attributes.id && html` id="${attributes.id}"`}>${head && html`<div class="box-head">${head}</div>`}${body}</section>`;
}

/** What stands where nothing is. */
export function empty(text: string): Markup {
  return html`<p class="empty">${text}</p>`;
}

/** Links of which one is the page itself. */
export function subtabs(
  label: string,
  links: readonly { readonly href: string; readonly text: Shown; readonly current: boolean }[],
): Markup {
  return html`<nav class="tabs inner" aria-label="${label}">${links.map(
    ({ href, text, current }) => html`<a href="${href}"${current && html` aria-current="page"`}>${text}</a>`,
  )}</nav>`;
}

function trail(repository: Repository): Markup {
  const { owner, name } = repository;
  return html`<span class="trail"><a href="/${owner.login}">${owner.login}</a> / <a href="/${fullName(repository)}"><strong>${name}</strong></a></span>`;
}

function tabs(repository: Repository, current: Tab | undefined): Markup {
  const path = `/${fullName(repository)}`;
  const open = [...repository.issues.values()].filter((issue) => issue.state === 'open');
  const pulls = open.filter(isPull).length;
  const all: readonly (readonly [name: Tab, href: string, count: number | undefined])[] = [
    ['Code', path, undefined],
    ['Issues', `${path}/issues`, open.length - pulls],
    ['Pull requests', `${path}/pulls`, pulls],
    ['Actions', `${path}/actions`, undefined],
    ['Deployments', `${path}/deployments`, undefined],
  ];
  return html`<nav class="tabs" aria-label="Repository">${all.map(
    ([name, href, count]) =>
      html`<a href="${href}"${name === current && html` aria-current="page"`}>${name}${count !== undefined && count > 0 && html` <span class="count">${count}</span>`}</a>`,
  )}</nav>`;
}
