// From findings and votes to the verdict of a review, with the score that everybody shows.
import { type Finding, scoreOf } from '../../../src/contract/finding.ts';
import { judge } from '../../../src/contract/judgement.ts';
import type { ProofReport, ResultVerdict, Vote } from '../../../src/contract/result.ts';
import { cut } from '../text/cut.ts';

/** What one reviewer says, without having seen the others. */
export interface Review {
  /** `rules`, or the name of a model. */
  readonly who: string;
  readonly findings: readonly Finding[];
  /** Why it has no vote; `null` when it has one. */
  readonly abstains: string | null;
}

export interface Reviewed {
  readonly reviews: readonly Review[];
  /** What the tests and the repository's own commands found; none may outvote these. */
  readonly tested: { readonly findings: readonly Finding[]; readonly proof: ProofReport | null };
  readonly threshold: number;
  readonly approvedBy: string | null;
}

const findingsMax = 100;
const ranks = { critical: 0, major: 1, minor: 2, info: 3 } as const;

export function verdictOf({ reviews, tested, threshold, approvedBy }: Reviewed): ResultVerdict {
  const testsGreen = tested.proof !== null && !tested.findings.some(({ severity }) => severity === 'critical');
  const votes = reviews.map((review) => voteOf(review, [...review.findings, ...lesser(tested.findings)], threshold));
  const all = merged([...tested.findings, ...reviews.flatMap(({ findings }) => findings)]);
  const score = scoreOfReviews(reviews, tested.findings);
  const findings = all.slice(0, findingsMax);
  const decision = judge({ findings: all, votes, approvedByPerson: approvedBy !== null, testsGreen });
  if (decision === 'approve' && tested.proof !== null) {
    return { verdict: 'succeeded', output: { command: 'review_pr', score, findings, votes, green: tested.proof } };
  }
  if (decision === 'tie') {
    const said = votes.map(({ who, vote, why }) => `${who}: ${vote} (${why})`).join('; ');
    return {
      verdict: 'errored',
      failure: { class: 'cannot_judge', message: cut(`The reviewers disagree. ${said}`, 8_000) },
    };
  }
  const summary = summaryOf(all, score, threshold);
  const reasons = findings.length > 0 ? findings : [noReason(votes)];
  return { verdict: 'rejected', summary, findings: reasons, score, proof: tested.proof, votes, rolledBack: null };
}

/** What is no veto still weighs. */
const lesser = (findings: readonly Finding[]): Finding[] => findings.filter(({ severity }) => severity !== 'critical');

function voteOf({ who, abstains }: Review, findings: readonly Finding[], threshold: number): Vote {
  if (abstains !== null) return { who, vote: 'abstain', why: cut(abstains, 1_000) };
  const score = scoreOf(findings);
  const why = `Score ${score.toFixed(2)} of at least ${threshold.toFixed(2)}.`;
  return { who, vote: score >= threshold ? 'approve' : 'reject', why };
}

/** The mean over the reviewers that have a vote; a failed test leaves nothing of it. */
function scoreOfReviews(reviews: readonly Review[], tested: readonly Finding[]): number {
  const voting = reviews.filter(({ abstains }) => abstains === null);
  const scores = voting.map(({ findings }) => scoreOf([...findings, ...tested]));
  if (scores.length === 0) return scoreOf(tested);
  return Math.round((scores.reduce((sum, score) => sum + score, 0) / scores.length) * 100) / 100;
}

/** The gravest first; what two reviewers say of one line in the same words counts once. */
function merged(findings: readonly Finding[]): Finding[] {
  const names = new Set<string>();
  return [...findings]
    .sort((one, other) => ranks[one.severity] - ranks[other.severity])
    .filter(({ path, line, title }) => {
      const name = JSON.stringify([path, line, title.toLowerCase()]);
      return names.has(name) ? false : names.add(name);
    });
}

/** An empty rejection is impossible: it says at least who voted how. */
const noReason = (votes: readonly Vote[]): Finding => ({
  rule: 'votes',
  severity: 'major',
  path: null,
  line: null,
  title: 'The reviewers reject the change',
  explanation: votes.map(({ who, vote, why }) => `${who}: ${vote}. ${why}`).join('\n'),
});

function summaryOf(findings: readonly Finding[], score: number, threshold: number): string {
  const counts = (['critical', 'major', 'minor', 'info'] as const)
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  return cut(
    `Score ${score} of at least ${threshold}; ${counts.join(', ') || 'no'} findings: ${findings[0]?.title ?? 'none'}`,
    8_000,
  );
}
