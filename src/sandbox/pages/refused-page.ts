/** What GitHub says when it does not do what somebody asked for. */
import type { ApiError } from '../rest/reply.ts';
import type { Account } from '../world/account.ts';
import { fullName, type Repository } from '../world/repository.ts';
import { accountLink } from './layout/account-link.ts';
import { box, heading, type Page } from './layout/layout.ts';
import { html } from './layout/markup.ts';

export function refusedPage(repository: Repository, person: Account, { status, message, errors = [] }: ApiError): Page {
  const reasons = errors.map((error) => (typeof error === 'string' ? error : wordsOf(error)));
  return {
    title: 'Refused',
    status,
    repository,
    body: html`${heading('This was refused', html`${accountLink(person)} asked for it; GitHub would answer ${status}.`)}
${box(
  html`<strong>${message}</strong>`,
  html`<ul class="rows">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`,
  { tone: 'bad' },
)}
<p>Go back to change what you wrote, act as somebody else, or see <a href="/${fullName(repository)}">the repository</a>.</p>`,
  };
}

function wordsOf(error: { readonly field?: string; readonly code: string; readonly message?: string }): string {
  return error.message ?? `${error.field ?? ''} ${error.code.replaceAll('_', ' ')}`.trim();
}
