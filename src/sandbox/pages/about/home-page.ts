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

/** An app: what it may do, what it hears of, where it is installed. */
export function appPage(world: World, slug: string): Page | undefined {
  const app = [...world.apps.values()].find((each) => each.slug === slug);
  if (app === undefined) return undefined;
  const installations = [...world.installations.values()].filter((installation) => installation.app === app);
  return {
    title: app.name,
    body: html`${heading(app.name, html`<code>${app.bot.login}</code> · app ${app.id} by ${accountLink(app.owner)}`)}
${box(html`<h2>Permissions</h2>`, html`<ul class="rows">${Object.entries(app.permissions).map(([name, level]) => html`<li><code>${name}</code> ${level}</li>`)}</ul>`)}
${box(html`<h2>Events</h2>`, app.events.length === 0 ? empty('None') : html`<p class="pad">${app.events.map((event) => html`<code>${event}</code> `)}</p>`)}
${box(html`<h2>Installations</h2>`, installations.length === 0 ? empty('Not installed') : html`<ul class="rows">${installations.map(({ id, account, repositories }) => html`<li>${accountLink(account)} <span class="grow">${repositories === 'all' ? 'all repositories' : repositories.map(fullName).join(', ')}</span> <span class="quiet">${id}</span></li>`)}</ul>`)}
<p>Webhooks go to ${app.webhookUrl === undefined ? 'nowhere' : html`<code>${app.webhookUrl}</code>`} · <a href="/_sandbox">deliveries</a></p>`,
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
