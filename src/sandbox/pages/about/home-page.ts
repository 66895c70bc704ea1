/** The front page: what there is. */
import { fullName, type Repository } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import { accountLink } from '../layout/account-link.ts';
import { goingOn } from '../layout/going-on.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';

export function homePage(world: World): Page {
  const apps = [...world.apps.values()];
  const accounts = [...world.accounts.values()].filter((account) => account.kind !== 'Bot');
  return {
    title: 'Sandbox',
    body: html`${heading('A GitHub on your laptop', 'Real git, the REST API, webhooks and Actions, on this machine alone.')}
${repositoryList('Repositories', [...world.repositories.values()])}
${box(
  html`<h2>Apps</h2>`,
  html`<ul class="rows">${apps.map((app) => html`<li><div class="grow"><a class="title" href="/apps/${app.slug}">${app.name}</a></div><span class="quiet">by ${app.owner.login}</span></li>`)}</ul>`,
)}
${box(html`<h2>People and organizations</h2>`, html`<ul class="rows">${accounts.map((account) => html`<li>${accountLink(account)} <span class="quiet">${account.kind}</span></li>`)}</ul>`)}
<p>REST: <code>${world.url}/api/v3</code> · git: <code>git clone ${world.url}/owner/name.git</code></p>`,
  };
}

/** An account with its repositories. */
export function accountPage(world: World, login: string): Page | undefined {
  const account = [...world.accounts.values()].find((each) => each.login.toLowerCase() === login.toLowerCase());
  if (account === undefined) return undefined;
  const owned = [...world.repositories.values()].filter((repository) => repository.owner === account);
  return {
    title: account.login,
    body: html`${heading(account.login, html`${account.name} · ${account.kind}`)}${repositoryList('Repositories', owned)}`,
  };
}

function repositoryList(title: string, repositories: readonly Repository[]): Markup {
  return box(
    html`<h2>${title}</h2>`,
    repositories.length === 0
      ? empty('There are no repositories yet.')
      : html`<ul class="rows">${repositories.map(
          (repository) =>
            html`<li><div class="grow"><a class="title" href="/${fullName(repository)}">${fullName(repository)}</a> ${repository.private && html`<span class="tag">private</span>`}<p class="below">${repository.description}</p></div>${goingOn(repository) && html`<span class="state busy"><span class="sign" aria-hidden="true">●</span> at work</span>`}</li>`,
        )}</ul>`,
  );
}
