// The review as people read it: what was asked for, the verdict with its reasons, then the few findings that matter most.
import type { Finding } from '../../../src/contract/finding.ts';
import { severityWeights } from '../../../src/contract/finding.ts';
import { asBlock, asCode, asProse, asText, fenced } from '../../../src/contract/markdown.ts';
import type { PhaseRequest, Work } from '../../../src/contract/request.ts';
import type { PhaseResult, ProofReport, Vote } from '../../../src/contract/result.ts';
import { reviewMarker } from '../../../src/contract/review-marker.ts';
import { cut } from '../text/cut.ts';
import type { Fate } from './fate.ts';

export type ReviewedResult = Exclude<PhaseResult['result'], { verdict: 'errored' }>;

const bodyCharactersMax = 60_000;

export interface ReviewTextSources {
  readonly request: PhaseRequest;
  readonly work: Extract<Work, { command: 'review_pr' }>;
  readonly approved: boolean;
  readonly score: number | null;
  readonly votes: readonly Vote[];
  readonly findings: readonly Finding[];
  /** The few that are shown, the gravest first. */
  readonly shown: readonly Finding[];
  readonly proof: ProofReport | null;
  /** Findings that are shown as comments at their line. */
  readonly commented: readonly Finding[];
  /** What became of the findings of the review before. */
  readonly fate: Fate;
  /** Other checks of the commit that had not ended. */
  readonly pendingChecks: readonly string[];
}

export function reviewBody(sources: ReviewTextSources): string {
  const { request, work, approved, shown, commented, findings } = sources;
  const hidden = findings.length - shown.length;
  const parts = [
    `### ${approved ? '✅ Approved' : '❌ Changes requested'} · round ${request.round}`,
    criteriaText(sources.proof),
    scoreText(sources),
    fateText(sources.fate),
    ...shown.filter((finding) => !commented.includes(finding)).map(findingText),
    hidden > 0 ? `… and ${hidden} less grave ${hidden === 1 ? 'finding' : 'findings'} in the run's summary.` : '',
    commented.length > 0
      ? `${commented.length === 1 ? 'One finding is' : `${commented.length} findings are`} shown at the lines below.`
      : '',
    sources.pendingChecks.length > 0
      ? `Not waited for any longer: ${sources.pendingChecks
          .slice(0, 5)
          .map((name) => asText(name))
          .join(', ')}.`
      : '',
    approved && work.approvedBy !== null
      ? `A person, ${asText(work.approvedBy)}, approved this commit in the guardian’s place. The acceptance test is green; the score did not decide.`
      : '',
    approved ? '' : 'The coder gets this review and starts another round.',
    `<sub>${reviewersText(work)} and the frozen test ${asCode(work.test.path)}, on commit ${request.head.slice(0, 7)}.</sub>`,
  ];
  return `${cut(parts.filter((part) => part !== '').join('\n\n'), bodyCharactersMax)}\n\n${reviewMarker(request.attempt)}`;
}

export function commentBody(finding: Finding): string {
  const { suggestion } = finding;
  // With a limit of its own, so that the suggestion is never cut in half.
  const text = cut(`**${asText(finding.title)}** · ${weightText(finding)}\n\n${grounds(finding)}`, 6_000);
  return suggestion === undefined ? text : `${text}\n\n${fenced(suggestion.trimEnd(), 'suggestion')}`;
}

const testSigns = { passed: '✅', failed: '❌', 'timed-out': '⏱️', skipped: '⏭️' } as const;
const scenariosMax = 10;

/** The acceptance criteria first: they are what was asked for. */
function criteriaText(proof: ProofReport | null): string {
  if (proof === null) return '**Acceptance criteria:** ❌ the test could not run.';
  const { tests, runs } = proof;
  const passed = tests.filter((test) => test.status === 'passed').length;
  const often = runs > 1 ? `, ${runs} times` : '';
  const lines = tests.slice(0, scenariosMax).map((test) => `- ${testSigns[test.status]} ${asText(test.title)}`);
  const rest = tests.length - lines.length;
  return [
    `**Acceptance criteria:** ${passed} of ${tests.length} scenarios pass${often}.`,
    '',
    ...lines,
    ...(rest > 0 ? [`- … and ${rest} more`] : []),
  ].join('\n');
}

/** The score with what each finding takes from it, and the votes where there is more than one. */
function scoreText({ score, work, findings, votes }: ReviewTextSources): string {
  const lost = new Map<string, { count: number; weight: number }>();
  for (const { rule, severity } of findings) {
    const one = lost.get(rule) ?? { count: 0, weight: 0 };
    lost.set(rule, { count: one.count + 1, weight: one.weight + severityWeights[severity] });
  }
  const reasons = [...lost]
    .filter(([, { weight }]) => weight > 0)
    .map(([rule, { count, weight }]) => `−${weight.toFixed(2)} ${rule}${count > 1 ? ` ×${count}` : ''}`);
  const voting = votes.filter(({ vote }) => vote !== 'abstain').length;
  // A mean is no sum of what each of them has found.
  const mean = voting > 1 ? `, the mean of ${voting} reviewers` : '';
  const because = reasons.length === 0 ? '' : `: ${voting > 1 ? '' : '1 '}${reasons.join(' ')}`;
  const sum = `**Score ${score === null ? '–' : score.toFixed(2)}** of at least ${work.threshold.toFixed(2)}${mean}${because}.`;
  if (votes.length < 2) return sum;
  const said = votes.map(({ who, vote }) => `${asText(who)} ${voteWords[vote]}`);
  return `${sum} Votes: ${said.join(', ')}.`;
}

const voteWords = { approve: 'yes', reject: 'no', abstain: 'abstains' } as const;

function fateText({ resolved, standing }: Fate): string {
  if (resolved.length === 0 && standing.length === 0) return '';
  const gone = resolved.map(({ title }) => `- ✔️ ~~${asText(title)}~~`);
  const left = standing.length === 0 ? '' : ` ${standing.length} of the review before still stand.`;
  return `**Since the review before:** ${resolved.length} resolved.${left}${gone.length === 0 ? '' : `\n\n${gone.join('\n')}`}`;
}

function reviewersText({ reviewers }: Extract<Work, { command: 'review_pr' }>): string {
  const models = reviewers.map(({ name }) => asText(name));
  return ['Deterministic rules', ...models].join(', ');
}

function findingText(finding: Finding): string {
  const place =
    finding.path === null ? '' : ` · ${asText(finding.path)}${finding.line === null ? '' : `:${finding.line}`}`;
  return `**${asText(finding.title)}** · ${weightText(finding)}${place}\n\n${grounds(finding)}`;
}

function weightText({ severity, rule }: Finding): string {
  const weight = severityWeights[severity];
  return `${severity}${weight === 0 ? '' : ` (−${weight.toFixed(2)})`} · ${rule}`;
}

/** The claim's explanation, what shows it, and how to check it. */
function grounds(finding: Finding): string {
  const { evidence, verify } = finding;
  return [
    explanationText(finding),
    evidence === undefined ? '' : asBlock(evidence, 1_500),
    verify === undefined ? '' : `*To check:* ${asProse(verify)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What a program printed is shown as it was printed. */
function explanationText(finding: Finding): string {
  const { explanation } = finding;
  return explanation.includes('\n') ? asBlock(explanation) : asProse(explanation);
}
