// How a review is decided: the same rule in the job that holds it and in the app that believes it.
import type { Finding } from '../core/finding.ts';
import { tally } from '../core/votes.ts';

export interface Evidence {
  readonly findings: readonly Pick<Finding, 'severity'>[];
  /** The rules and the models; none has seen how the others vote. */
  readonly votes: readonly { readonly vote: 'approve' | 'reject' | 'abstain' }[];
  /** Whether a person has approved this commit in the guardian's place. */
  readonly approvedByPerson: boolean;
  /** Whether the frozen test, and the repository's own commands, passed. */
  readonly testsGreen: boolean;
}

/**
 * A test that fails outranks everybody. A critical finding stands until a test on another commit refutes it, and is never
 * outvoted; only a person takes it upon themselves. Then the majority decides, and a tie waits for a person.
 */
export function judge({ findings, votes, approvedByPerson, testsGreen }: Evidence): 'approve' | 'reject' | 'tie' {
  if (!testsGreen) return 'reject';
  if (approvedByPerson) return 'approve';
  if (findings.some(({ severity }) => severity === 'critical')) return 'reject';
  return tally(votes);
}
