// The review as people read it: the verdict and what it rests on, then the findings.
import type { Finding } from '../../../src/contract/finding.ts';
import type { PhaseRequest, Work } from '../../../src/contract/request.ts';
import type { PhaseResult, ProofReport } from '../../../src/contract/result.ts';
import { cut } from '../text/cut.ts';
import { block, inline, prose } from '../text/markdown.ts';

export type ReviewedResult = Exclude<PhaseResult['result'], { verdict: 'errored' }>;

const findingsInBodyMax = 5;
const bodyCharactersMax = 60_000;

/** Hidden in the body, so that a review that was posted already is found again. */
export function reviewMarker(attempt: string): string {
  return `<!-- chimera:review:${attempt.replaceAll(/[^A-Za-z0-9._:-]/g, '-')} -->`;
}

export interface ReviewTextSources {
  readonly request: PhaseRequest;
  readonly work: Extract<Work, { command: 'review_pr' }>;
  readonly result: ReviewedResult;
  readonly score: number | null;
  readonly findings: readonly Finding[];
  readonly proof: ProofReport | null;
  /** Findings that are shown as comments at their line. */
  readonly commented: readonly Finding[];
}

export function reviewBody(sources: ReviewTextSources): string {
  const { request, work, result, score, findings, commented } = sources;
  const approved = result.verdict === 'succeeded';
  const others = findings.filter((finding) => !commented.includes(finding));
  const shown = others.slice(0, findingsInBodyMax);
  const parts = [
    `### ${approved ? '✅ Approved' : '❌ Changes requested'} · round ${request.round}`,
    `| score | needed | acceptance test | findings |\n|---|---|---|---|\n` +
      `| **${score ?? '–'}** | ${work.threshold} | ${testText(sources.proof)} | ${countsText(findings)} |`,
    ...shown.map(findingText),
    others.length > shown.length ? `… and ${others.length - shown.length} more in the run's summary.` : '',
    commented.length > 0
      ? `${commented.length === 1 ? 'One finding is' : `${commented.length} findings are`} shown at the lines below.`
      : '',
    approved && work.approvedBy !== null
      ? `A person, ${inline(work.approvedBy)}, approved this commit in the guardian’s place. The acceptance test is green; the score did not decide.`
      : '',
    approved ? '' : 'The coder gets this review and starts another round.',
    `<sub>Deterministic rules and the frozen test \`${work.test.path}\`, on commit ${request.head.slice(0, 7)}.</sub>`,
  ];
  return `${cut(parts.filter((part) => part !== '').join('\n\n'), bodyCharactersMax)}\n\n${reviewMarker(request.attempt)}`;
}

export function commentBody(finding: Finding): string {
  return cut(
    `**${inline(finding.title)}** · ${finding.severity} · ${finding.rule}\n\n${explanationText(finding)}`,
    8_000,
  );
}

function findingText(finding: Finding): string {
  const place =
    finding.path === null ? '' : ` · ${inline(finding.path)}${finding.line === null ? '' : `:${finding.line}`}`;
  return `**${inline(finding.title)}** · ${finding.severity}${place}\n\n${explanationText(finding)}`;
}

/** What a program printed is shown as it was printed. */
function explanationText(finding: Finding): string {
  const text = cut(finding.explanation, 4_000);
  return text.includes('\n') ? block(text) : prose(text);
}

function testText(proof: ProofReport | null): string {
  if (proof === null) return '❌ could not run';
  const passed = proof.tests.filter((test) => test.status === 'passed').length;
  return `${passed === proof.tests.length ? '✅' : '❌'} ${passed} of ${proof.tests.length} scenarios pass`;
}

function countsText(findings: readonly Finding[]): string {
  const counts = (['critical', 'major', 'minor', 'info'] as const)
    .map((severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0);
  return counts.length === 0 ? 'none' : counts.map(([count, severity]) => `${count} ${severity}`).join(', ');
}
