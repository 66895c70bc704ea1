/** One utterance in a conversation: who, when, markdown, reactions. */
import type { Account } from '../../world/account.ts';
import type { Reaction, ReactionContent } from '../../world/issue.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { accountLink } from '../layout/account-link.ts';
import { box } from '../layout/layout.ts';
import { markdown } from '../layout/markdown.ts';
import { html, type Markup, nothing, type Shown } from '../layout/markup.ts';
import { clock } from '../layout/time.ts';

export interface Utterance {
  readonly author: Account;
  /** Between the author and the time, for example "commented". */
  readonly verb: Shown;
  readonly writtenMs: number | undefined;
  readonly edited?: boolean;
  readonly body: string | null;
  readonly reactions: readonly Reaction[];
  /** For links that lead to it, for example `issuecomment-12`. */
  readonly id?: string;
  /** What the viewer can do with it. */
  readonly tools?: Markup;
}

export function commentView(repository: Repository, utterance: Utterance, nowMs: number): Markup {
  const { author, verb, writtenMs, edited, body, reactions, id, tools } = utterance;
  const text =
    (body ?? '').trim() === ''
      ? html`<p class="quiet">No description provided.</p>`
      : markdown(body ?? '', { repository: fullName(repository) });
  return box(
    html`${accountLink(author)} <span>${verb} ${clock(writtenMs, nowMs)}${edited && ' · edited'}</span>`,
    html`<div class="prose pad">${text}</div>${reactionLine(reactions)}${tools}`,
    { ...(id === undefined ? {} : { id }), tone: 'comment' },
  );
}

export const reactionSigns: Readonly<Record<ReactionContent, string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  confused: '😕',
  heart: '❤️',
  hooray: '🎉',
  rocket: '🚀',
  eyes: '👀',
};

/** `👀 1`, with the names as a tooltip. */
export function reactionLine(reactions: readonly Reaction[]): Markup {
  if (reactions.length === 0) return nothing;
  const contents = [...new Set(reactions.map((reaction) => reaction.content))];
  return html`<ul class="reactions" aria-label="Reactions">${contents.map((content) => {
    const names = reactions.filter((reaction) => reaction.content === content).map(({ account }) => account.login);
    return html`<li title="${names.join(', ')} reacted with ${content}"><span aria-hidden="true">${reactionSigns[content]}</span><span class="unseen">${content}</span> ${names.length}</li>`;
  })}</ul>`;
}
