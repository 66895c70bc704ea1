// The guardian App's review: the verdict, and where its reasons are; and what to do where there is no such review.
import type { AttemptId } from '../identifier.ts';
import type { DecisiveReview } from '../outcome.ts';
import type { AttemptRecord, Task } from '../task.ts';
import { asText } from './markdown/escape.ts';
import { marker } from './markdown/marker.ts';

const guide = 'https://github.com/chimera-app/chimera/blob/main/docs/getting-started.md#a-second-app-for-the-review';

/** By it a review that was posted already is found again. */
export const decisiveMarker = (task: Pick<Task, 'id'>, attempt: AttemptId): string =>
  marker('verdict', task.id, attempt);

/** Nothing of the job's review is repeated: this one only says it as a review. */
export function decisiveReviewBody(task: Task, record: AttemptRecord): string {
  const approved = record.verdict === 'succeeded';
  const score = record.score === null ? '' : ` Score ${record.score.toFixed(2)}.`;
  const link = record.review === null ? 'its comment' : `[its comment](${address(record.review.url)})`;
  return [
    `### ${approved ? '✅ Approved' : '❌ Changes requested'} · round ${record.round}`,
    `The guardian’s verdict on commit ${record.head.slice(0, 7)}.${score} Criteria, findings and reasons are in ${link}, because GitHub Actions may not give it as a review here.`,
    decisiveMarker(task, record.id),
  ].join('\n\n');
}

/** Where the verdict is, when GitHub refused it from the job. */
export function refusedWords(review: NonNullable<AttemptRecord['review']>, decisive?: DecisiveReview): string {
  const job = `GitHub refused it as a review (“${asText(review.refused ?? '', 300)}”), so it is posted [as a comment](${address(review.url)})`;
  if (decisive?.kind === 'posted') {
    return `${job}, and ${asText(decisive.by, 100)} has posted [the verdict as a review](${address(decisive.url)}).`;
  }
  const carried = `${job}; this check run carries the verdict.`;
  return decisive === undefined ? carried : `${carried} ${remedy(decisive)}`;
}

/** For who asks what holds a task; empty when the newest verdict is a review, or there is none. */
export function standsAsComment(task: Task): string {
  const record = lastReview(task);
  if (record?.review == null || record.review.refused === null || record.decisive?.kind === 'posted') return '';
  return `**The review stands as a comment.** ${refusedWords(record.review, record.decisive)}`;
}

/** The newest attempt at a review that came to a verdict. */
export const lastReview = (task: Task): AttemptRecord | undefined =>
  task.history.findLast(
    ({ phase, verdict }) => phase === 'guardian_review' && (verdict === 'succeeded' || verdict === 'rejected'),
  );

function remedy(decisive: Exclude<DecisiveReview, { kind: 'posted' }>): string {
  switch (decisive.kind) {
    case 'not_configured':
      return `To have it as a review, let GitHub Actions approve pull requests (Settings → Actions → General), or set up [a second App for the review](${guide}).`;
    case 'not_installed':
      return `To have it as a review, install the second App (${asText(decisive.by, 100)}) on this repository.`;
    case 'refused':
      return `The second App (${asText(decisive.by, 100)}) was refused as well (“${asText(decisive.words, 300)}”): see that its installation is active and may write pull requests.`;
    default:
      return decisive satisfies never;
  }
}

/** An address that came with a result: brackets would end the link early. */
const address = (url: string): string => encodeURI(url.replace(/[\s()<>]/g, '').toWellFormed());
