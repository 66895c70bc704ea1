// Answers to people, through the outbox: each once, found again by its mark.
import type { LooseEffect } from '../../core/effect.ts';
import type { Repository } from '../../core/task.ts';
import { marker } from '../../core/wording/markdown/marker.ts';
import type { EngineParts } from '../parts.ts';

/** A comment that answers a delivery; the same delivery is answered once. */
export async function reply(
  { store }: EngineParts,
  answer: { repository: Repository; issue: number; body: string; delivery: string },
): Promise<void> {
  const { repository, issue, body, delivery } = answer;
  const key = `answer:${delivery}`;
  const marked = `${body}\n\n${marker('answer', delivery)}`;
  await store.addEffect(key, { kind: 'comment', key, repository, issue, body: marked });
}

type Reaction = Extract<LooseEffect, { kind: 'react_to_comment' }>['content'];

export async function react(
  { store }: EngineParts,
  { repository, comment, content }: { repository: Repository; comment: number; content: Reaction },
): Promise<void> {
  const key = `react:${comment}:${content}`;
  await store.addEffect(key, { kind: 'react_to_comment', key, repository, comment, content });
}
