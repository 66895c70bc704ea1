// What a person says about a change, as a finding that a coder can work with.
import type { Finding } from '../finding.ts';

/** About the change as a whole; the reason may be empty. */
export function personFinding(by: string, why: string): Finding {
  const explanation = why === '' ? `${by} is not content with the change and gave no reason.` : why;
  return { rule: 'person', severity: 'major', path: null, line: null, title: `Rejected by ${by}`, explanation };
}
