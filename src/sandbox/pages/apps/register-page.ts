/** The page on which a person looks at an app's manifest, may change the name, and creates the app. */
import { type Manifest, nameMax } from '../../identity/manifest.ts';
import type { Account } from '../../world/account.ts';
import { box, heading, type Page } from '../layout/layout.ts';
import { html } from '../layout/markup.ts';
import { eventList, permissionList } from './permission-list.ts';

interface Registration {
  readonly owner: Account;
  readonly manifest: Manifest;
  /** The manifest as it came: it goes along with the form. */
  readonly text: string;
  readonly name: string;
  readonly state: string | undefined;
  /** What is wrong with the name. */
  readonly problem?: string;
}

export function registerPage({ owner, manifest, text, name, state, problem }: Registration): Page {
  const hook = manifest.hook_attributes;
  const action = owner.kind === 'Organization' ? `/organizations/${owner.login}/settings/apps` : '/settings/apps';
  return {
    title: 'Register a GitHub App',
    ...(problem === undefined ? {} : { status: 422 as const }),
    body: html`${heading('Create GitHub App', html`An app's manifest was sent here. The app will belong to <strong>${owner.login}</strong>.`)}
${box(
  html`<h2>Name</h2>`,
  html`<form class="pad form" method="post" action="${action}">
<input type="hidden" name="manifest" value="${text}">${state !== undefined && html`<input type="hidden" name="state" value="${state}">`}
<label for="name">GitHub App name</label>
<input id="name" name="name" value="${name}" maxlength="${nameMax}" required autocomplete="off"${problem !== undefined && html` aria-invalid="true" aria-describedby="problem"`}>
${problem !== undefined && html`<p id="problem" class="bad">${problem}</p>`}
<p class="quiet">Nobody else's app may have this name.</p>
<p class="buttons"><button class="main">Create GitHub App for ${owner.login}</button></p>
</form>`,
)}
${box(html`<h2>What it may do</h2>`, permissionList(manifest.default_permissions))}
${box(html`<h2>What it hears of</h2>`, eventList(manifest.default_events))}
${box(
  html`<h2>Addresses</h2>`,
  html`<dl class="pad"><dt>Homepage</dt><dd><code>${manifest.url}</code></dd>
<dt>Webhooks go to</dt><dd>${hook === undefined || hook.active === false ? 'nowhere' : html`<code>${hook.url}</code>`}</dd>
${manifest.redirect_url !== undefined && html`<dt>You go on to</dt><dd><code>${manifest.redirect_url}</code></dd>`}</dl>`,
)}`,
  };
}

/** GitHub's words for a manifest that it does not take. */
export function wrongManifestPage(problems: readonly string[]): Page {
  return {
    title: 'Invalid GitHub App configuration',
    status: 422,
    body: html`${heading('Invalid GitHub App configuration', 'The configuration does not appear to be a valid GitHub App manifest.')}
${box(false, html`<ul class="rows">${problems.map((problem) => html`<li class="bad">Error: ${problem}</li>`)}</ul>`, { tone: 'bad' })}`,
  };
}
