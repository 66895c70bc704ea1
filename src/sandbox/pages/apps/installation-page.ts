/** The settings of one installation: its repositories, suspending it, taking it away. */
import { installedRepositories } from '../../changes/installations.ts';
import type { Installation } from '../../world/installation.ts';
import type { World } from '../../world/world.ts';
import { accountLink } from '../layout/account-link.ts';
import { box, heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { repositoriesOf, repositoryChoice } from './install-page.ts';
import { eventList, permissionList } from './permission-list.ts';

export function installationPage(world: World, installation: Installation, problem?: string): Page {
  const { app, account, id, suspended } = installation;
  const chosen = installation.repositories === 'all' ? [] : installedRepositories(world, installation);
  const selection = installation.repositories === 'all' ? 'all' : 'selected';
  return {
    title: `${app.name} on ${account.login}`,
    ...(problem === undefined ? {} : { status: 422 as const }),
    body: html`${heading(html`<a href="/apps/${app.slug}">${app.name}</a>`, html`installed on ${accountLink(account)} · installation ${id}${suspended && html` · <span class="pill bad">Suspended</span>`}`)}
<form class="form" method="post" action="/settings/installations/${id}">
${repositoryChoice(repositoriesOf(world, account), chosen, selection, problem)}
<p class="buttons"><button class="main">Save</button></p>
</form>
${box(html`<h2>What it may do</h2>`, permissionList(app.permissions))}
${box(html`<h2>What it hears of</h2>`, eventList(app.events))}
${box(html`<h2>Danger zone</h2>`, html`<ul class="rows">${suspension(installation)}${row(id, 'uninstall', 'Uninstall', 'The app loses access at once. Its tokens stop working.')}</ul>`, { tone: 'bad' })}`,
  };
}

/** What the app's owner has suspended, only the app's owner can take back. */
function suspension({ id, suspended, app }: Installation): Markup {
  if (suspended?.byApp)
    return html`<li class="quiet">Suspended by the owner of ${app.name}, who alone can undo it.</li>`;
  return suspended
    ? row(id, 'unsuspend', 'Unsuspend', 'The app gets back its access to the account.')
    : row(id, 'suspend', 'Suspend', 'The app keeps its settings, but reads nothing and hears of nothing meanwhile.');
}

function row(id: number, deed: string, button: string, text: string): Markup {
  return html`<li><div class="grow">${text}</div><form method="post" action="/settings/installations/${id}/${deed}"><button>${button}</button></form></li>`;
}
