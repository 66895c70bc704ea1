// A person has reviewed the pull request: a vote, and what they wrote at its lines.
import type { Signal } from '../../github/signal.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';

type Written = Extract<Signal, { kind: 'review_written' }>;

/** A review counts once for each thing that it says. */
export const causeOf = ({ review, vote }: Pick<Written, 'review' | 'vote'>): string => `review:${review.id}:${vote}`;

/** Only people with write access have a vote, no bot has, not even one that may steer; what others write is for people to read. */
export async function hearOfReview(parts: EngineParts, signal: Written): Promise<void> {
  const { repository, author, pullRequest, review, vote, head } = signal;
  if (author.bot) return;
  const task = await parts.store.taskOfPullRequest(repository.id, pullRequest);
  if (task === null || !(await parts.github.mayWrite(repository, author.login))) return;
  const by = author.login;
  const findings =
    vote === 'reject' ? await parts.github.reviewComments(repository, { pullRequest, review: review.id, by }) : [];
  await applyEvent(parts, task.id, {
    kind: 'reviewed',
    by,
    vote,
    head,
    url: review.url,
    why: review.body.slice(0, 4_000),
    findings: [...findings],
    // A review that is dismissed later is another word of the same person.
    cause: causeOf(signal),
    at: parts.now(),
  });
}
