/** What an app asks for, as sentences. */
import type { App, Permissions } from '../../world/account.ts';
import { html, type Markup } from '../layout/markup.ts';

const words: Readonly<Record<string, readonly string[]>> = {
  Read: ['read'],
  'Read and write': ['write'],
  'Full control': ['admin'],
};

/** "Read and write: checks, code, issues". */
export function permissionList(permissions: Permissions): Markup {
  const all: Permissions = { metadata: 'read', ...permissions };
  const groups = Object.entries(words).flatMap(([word, levels]) => {
    const names = Object.keys(all).filter((name) => levels.includes(all[name] ?? ''));
    return names.length === 0 ? [] : [{ word, names: names.map(readable).sort() }];
  });
  return html`<ul class="rows">${groups.map(({ word, names }) => html`<li><strong>${word}</strong> <span class="grow">${names.join(', ')}</span></li>`)}</ul>`;
}

export function eventList(events: App['events']): Markup {
  return events.length === 0
    ? html`<p class="pad quiet">Nothing but its own installation.</p>`
    : html`<p class="pad">${events.map((event) => html`<code>${event}</code> `)}</p>`;
}

/** GitHub says "code" for the contents of a repository. */
function readable(name: string): string {
  return name === 'contents' ? 'code' : name.replaceAll('_', ' ');
}
