// What a review found, and how findings become a score: the same weights for the review, the check run and the API.

export type Severity = 'critical' | 'major' | 'minor' | 'info';

export interface Finding {
  /** Name of the rule, kebab-case, for example `test-tampering`. */
  readonly rule: string;
  readonly severity: Severity;
  /** File in the repository, or `null` when the finding is about the change as a whole. */
  readonly path: string | null;
  /** Line in the file as the pull request leaves it, counted from 1; `null` when there is none. */
  readonly line: number | null;
  /** The claim, in one line. */
  readonly title: string;
  /** Why it matters and what to do. */
  readonly explanation: string;
  /** What in the change shows it, for example the line itself. Never a secret. */
  readonly evidence?: string;
  /** How a person checks the claim: a command, or a look. */
  readonly verify?: string;
  /** Text that the line should have instead, whole lines; shown as a suggestion that people accept with a click. */
  readonly suggestion?: string;
}

/** What each severity takes from a score of 1. */
export const severityWeights: Readonly<Record<Severity, number>> = { critical: 1, major: 0.4, minor: 0.1, info: 0 };

/** Score of a set of findings, 0 (worst) to 1 (nothing found), rounded to two places. */
export function scoreOf(findings: readonly Pick<Finding, 'severity'>[]): number {
  const lost = findings.reduce((sum, finding) => sum + severityWeights[finding.severity], 0);
  return Math.max(0, Math.round((1 - lost) * 100) / 100);
}
