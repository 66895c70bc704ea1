/** An app's public page: what it is, what it may do, where it is installed, and the button that installs it. */

import { findApp } from '../../world/find.ts';
import { fullName } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import { accountLink } from '../layout/account-link.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { webLink } from '../layout/web-link.ts';
import { eventList, permissionList } from './permission-list.ts';

export function appPage(world: World, slug: string): Page | undefined {
  const app = findApp(world, slug);
  if (app === undefined) return undefined;
  const builtIn = app.publicKeyPem === '';
  return {
    title: app.name,
    body: html`${heading(app.name, html`<code>${app.bot.login}</code> · app ${app.id} by ${accountLink(app.owner)}${app.homepage && html` · ${webLink(app.homepage, 'Homepage')}`}`)}
${app.description && html`<p>${app.description}</p>`}
${!builtIn && html`<p class="buttons"><a class="button main" href="/apps/${app.slug}/installations/new">Install</a></p>`}
${box(html`<h2>Permissions</h2>`, permissionList(app.permissions))}
${box(html`<h2>Events</h2>`, eventList(app.events))}
${box(html`<h2>Installations</h2>`, installationList(world, slug))}
<p>Webhooks go to ${app.webhookUrl === undefined ? 'nowhere' : html`<code>${app.webhookUrl}</code>`} · <a href="/_sandbox">deliveries</a></p>`,
  };
}

function installationList(world: World, slug: string): Markup {
  const installations = [...world.installations.values()].filter(({ app }) => app.slug === slug);
  if (installations.length === 0) return empty('Not installed');
  return html`<ul class="rows">${installations.map(({ id, account, repositories, suspended }) => {
    const where = repositories === 'all' ? 'all repositories' : repositories.map(fullName).join(', ');
    return html`<li>${accountLink(account)} <span class="grow">${where}${suspended && html` <span class="tag">suspended</span>`}</span> <a href="/settings/installations/${id}">Configure</a></li>`;
  })}</ul>`;
}
