// One change by somebody who knew the rules and looked for what they miss, or for what they object to without cause.
import type { RuleName } from '../../../../action/src/review-pr/rule.ts';
import type { Finding } from '../../../../src/contract/finding.ts';
import type { ReviewCase } from '../case.ts';

export interface ChallengeCase extends Pick<ReviewCase, 'name' | 'before' | 'after'> {
  /** `null` for a clean change. */
  readonly fault: RuleName | null;
  /** A milder finding does not count as seen. */
  readonly least: Finding['severity'];
  /** Rules that may object to a clean change. */
  readonly allowed: readonly RuleName[];
}

export const faulty = (
  fault: RuleName,
  name: string,
  after: ChallengeCase['after'],
  before: ChallengeCase['before'] = {},
  least: Finding['severity'] = 'minor',
): ChallengeCase => ({ name, fault, after, before, least, allowed: [] });

export const clean = (
  name: string,
  after: ChallengeCase['after'],
  before: ChallengeCase['before'] = {},
  allowed: readonly RuleName[] = [],
): ChallengeCase => ({ name, fault: null, after, before, least: 'minor', allowed });
