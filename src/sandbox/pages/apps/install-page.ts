/** The page on which a person installs an app: on which account, and on which repositories. */
import type { Account, App } from '../../world/account.ts';
import type { Repository } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import { accountLink } from '../layout/account-link.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { permissionList } from './permission-list.ts';

/** @param targets accounts that the person may install it on, with the installation that is there already. */
export function chooseAccountPage(
  app: App,
  targets: readonly { readonly account: Account; readonly installation: number | undefined }[],
): Page {
  return {
    title: `Install ${app.name}`,
    body: html`${heading(`Install ${app.name}`, 'Where do you want to install it?')}
${box(
  html`<h2>Accounts</h2>`,
  targets.length === 0
    ? empty('Nobody can install it: make a person or an organization first.')
    : html`<ul class="rows">${targets.map(
        ({ account, installation }) =>
          html`<li><div class="grow">${accountLink(account)}</div>${
            installation === undefined
              ? html`<a href="/apps/${app.slug}/installations/new?target=${account.login}">Install on ${account.login}</a>`
              : html`<a href="/settings/installations/${installation}">Configure</a>`
          }</li>`,
      )}</ul>`,
)}`,
  };
}

export function installPage(world: World, app: App, account: Account, problem?: string): Page {
  return {
    title: `Install ${app.name}`,
    ...(problem === undefined ? {} : { status: 422 as const }),
    body: html`${heading(`Install ${app.name}`, html`on ${accountLink(account)}`)}
<form class="form" method="post" action="/apps/${app.slug}/installations">
<input type="hidden" name="target" value="${account.login}">
${repositoryChoice(repositoriesOf(world, account), [], 'all', problem)}
${box(html`<h2>${app.name} will be allowed</h2>`, permissionList(app.permissions))}
<p class="buttons"><button class="main">Install</button></p>
</form>`,
  };
}

export function repositoriesOf(world: World, account: Account): Repository[] {
  return [...world.repositories.values()].filter(({ owner }) => owner === account);
}

/** All repositories, or these: the fields `selection` and `repositories`. */
export function repositoryChoice(
  repositories: readonly Repository[],
  chosen: readonly Repository[],
  selection: 'all' | 'selected',
  problem?: string,
): Markup {
  const radio = (value: 'all' | 'selected'): Markup =>
    html`<input type="radio" name="selection" value="${value}"${selection === value && html` checked`}>`;
  return box(
    html`<h2>Repositories</h2>`,
    html`<fieldset class="pad"><legend class="unseen">Which repositories</legend>
${problem !== undefined && html`<p class="bad">${problem}</p>`}
<label class="choice">${radio('all')} <span><strong>All repositories</strong><br><span class="quiet">This applies to all current <em>and</em> future repositories of the account.</span></span></label>
<label class="choice">${radio('selected')} <span><strong>Only select repositories</strong></span></label>
<div class="choices">${repositories.map(
      (repository) =>
        html`<label class="choice"><input type="checkbox" name="repositories" value="${repository.id}"${chosen.includes(repository) && html` checked`}> <span>${repository.name}${repository.private && html` <span class="tag">private</span>`}</span></label>`,
    )}${repositories.length === 0 && html`<p class="quiet">There are no repositories yet.</p>`}</div></fieldset>`,
  );
}
