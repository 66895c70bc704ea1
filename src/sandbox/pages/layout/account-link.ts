/** People, bots and commits as small links. */
import type { Account } from '../../world/account.ts';
import type { Commit } from '../../world/commit.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { html, type Markup } from './markup.ts';

/** Avatar and login. */
export function accountLink(account: Account): Markup {
  return html`<a class="account" href="${accountPath(account)}">${avatar(account.login, account.kind === 'Bot')}<strong>${shortLogin(account)}</strong></a>${account.kind === 'Bot' && html` <span class="tag">bot</span>`}`;
}

function avatar(login: string, square = false): Markup {
  return html`<img class="avatar${square && ' square'}" src="/_sandbox/avatars/${encodeURIComponent(login)}" alt="" width="20" height="20">`;
}

/** Seven digits that lead to the commit. */
export function commitLink(repository: Repository, sha: string): Markup {
  return html`<a class="sha" href="/${fullName(repository)}/commit/${sha}">${sha.slice(0, 7)}</a>`;
}

export function subjectOf(commit: Commit): string {
  return commit.message.split('\n')[0] ?? '';
}

function accountPath(account: Account): string {
  return account.kind === 'Bot' ? `/apps/${shortLogin(account)}` : `/${account.login}`;
}

function shortLogin(account: Account): string {
  return account.login.replace(/\[bot\]$/, '');
}
