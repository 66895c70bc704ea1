// Other checks of the commit that failed, as findings: the same words and the same score in the review and in the record.
import { type Finding, severityWeights } from '../core/finding.ts';
import type { PostedReview } from './result.ts';

type FailedCheck = PostedReview['failedChecks'][number];

interface Reviewed {
  readonly findings: readonly Finding[];
  /** 0 to 1; `null` where there is none. */
  readonly score: number | null;
}

/** What a review comes to with them: their findings come first, and the score is what they leave of it. */
export function withFailedChecks<Review extends Reviewed>(
  { findings, score }: Review,
  failed: readonly FailedCheck[],
): { findings: Finding[]; score: Review['score'] } {
  const found = failed.map(checkFinding);
  const lost = found.reduce((sum, { severity }) => sum + severityWeights[severity], 0);
  return {
    findings: [...found, ...findings],
    score: score === null ? score : Math.max(0, Math.round((score - lost) * 100) / 100),
  };
}

function checkFinding({ name, url }: FailedCheck): Finding {
  return {
    rule: 'other-checks',
    severity: 'critical',
    path: null,
    line: null,
    title: `The check "${name}" failed on this commit`.slice(0, 300),
    explanation: 'Make it pass. What it printed stands on its page.',
    // As code an address stays whole, and leads nowhere by itself: a status may name any.
    ...(url === null ? {} : { verify: `Look at \`${url}\`.`.slice(0, 1_000) }),
  };
}
