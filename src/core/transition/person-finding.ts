// What people say about a change, as findings that a coder can work with.
import type { Finding } from '../finding.ts';
import type { HumanVote } from '../votes.ts';

export type Rejection = Pick<HumanVote, 'who' | 'why' | 'findings'>;

/** Of a person who wrote at lines alone, only that; the reason for the whole may be empty. */
export function personFindings({ who, why, findings = [] }: Rejection): readonly Finding[] {
  if (why === '' && findings.length > 0) return findings;
  const title = `Rejected by ${who}`;
  const explanation = rejectionWords({ who, why });
  return [{ rule: 'person', severity: 'major', path: null, line: null, title, explanation }, ...findings];
}

/** In a sentence, why the person rejects the change. */
export function rejectionWords({ who, why, findings = [] }: Rejection): string {
  if (why !== '') return why;
  return findings.length > 0
    ? `${who} wrote at lines of the change what is wrong there.`
    : `${who} is not content with the change and gave no reason.`;
}
