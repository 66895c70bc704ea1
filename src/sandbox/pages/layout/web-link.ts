/** A link to an address that somebody else named: only web addresses become links, the rest stays text. */
import { html, type Markup, nothing } from './markup.ts';

export function webLink(address: string | null | undefined, text: string): Markup {
  if (!address) return nothing;
  return /^https?:\/\//i.test(address) ? html`<a href="${address}" rel="nofollow noopener">${text}</a>` : html`${text}`;
}
