// Another check of the commit that failed, as a finding: the same words in the review and in the check run.
import type { Finding } from '../core/finding.ts';
import type { PostedReview } from './result.ts';

export function checkFinding({ name, url }: PostedReview['failedChecks'][number]): Finding {
  return {
    rule: 'other-checks',
    severity: 'critical',
    path: null,
    line: null,
    title: `The check "${name}" failed on this commit`.slice(0, 300),
    explanation: 'Make it pass. What it printed stands behind its link.',
    ...(url === null ? {} : { verify: `Look at ${url}` }),
  };
}
