// What the last review said, and why: score, findings, and where it was posted.
import { type Finding, severityWeights } from '../finding.ts';
import type { AttemptRecord, Feedback, Task } from '../task.ts';
import { sayOfPeople, votesOn } from '../votes.ts';
import { lastReview, refusedWords } from './decisive-review.ts';
import { asCode, asText } from './markdown/escape.ts';

/** The score, its reasons and the posted review, as paragraphs; empty before the first verdict. */
export function verdictWords(task: Task): string {
  const review = lastReview(task);
  const parts = [
    review === undefined ? '' : scoreWords(review, task),
    task.feedback === null ? '' : feedbackWords(task.feedback),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Who has voted on the commit, and how; and whose vote is missing. */
export function votesWords(task: Task): string {
  const review = task.history.findLast(({ phase, verdict }) => phase === 'guardian_review' && verdict !== 'void');
  const current = review !== undefined && review.head === task.branch?.head ? review : null;
  const missing = isApprovalMissing(task) ? ['a person with write access: **missing**'] : [];
  const votes = [`guardian: ${guardianVote(current)}`, ...peoplesVotes(task), ...missing];
  return `**Votes on this commit:** ${votes.join('; ')}.`;
}

function guardianVote(review: AttemptRecord | null): string {
  if (review === null) return 'not yet';
  const score = review.score === null ? '' : ` (${review.score.toFixed(2)})`;
  const verdict =
    review.verdict === 'succeeded' ? `yes${score}` : review.verdict === 'rejected' ? `no${score}` : 'could not judge';
  // The rules alone are the guardian; with models, each has a vote of its own.
  if (review.votes.length < 2) return verdict;
  return `${verdict}: ${review.votes.map(({ who, vote }) => `${asText(who, 100)} ${voteWords[vote]}`).join(', ')}`;
}

const voteWords = { approve: 'yes', reject: 'no', abstain: 'abstains' } as const;

function peoplesVotes({ votes, approval, branch }: Task): string[] {
  if (branch === null) return [];
  const said = votesOn(votes, branch.head).map(
    ({ who, vote, url }) => `[${asText(who, 100)}](${encodeURI(decodable(url))}): ${voteWords[vote]}`,
  );
  if (approval === null || approval.head !== branch.head) return said;
  return [...said, `${asText(approval.by, 100)}: yes, in the guardian’s place`];
}

function isApprovalMissing({ policy, votes, approval, branch, proofs }: Task): boolean {
  if (!policy.guardian.requireHuman || branch === null || approval?.head === branch.head) return false;
  // Asked for once the guardian has had its say.
  if (proofs.greenOnHead?.commit !== branch.head) return false;
  return sayOfPeople(votes, branch.head)?.vote !== 'approve';
}

/** Findings as a list, the gravest first, at most `findingsMax` of them. */
export function findingList(findings: readonly Finding[], findingsMax = 20): string {
  const sorted = [...findings].sort((one, other) => severityWeights[other.severity] - severityWeights[one.severity]);
  const lines = sorted.slice(0, findingsMax).map((finding) => {
    const place =
      finding.path === null ? '' : ` in ${asCode(`${finding.path}${finding.line === null ? '' : `:${finding.line}`}`)}`;
    const weight = severityWeights[finding.severity];
    const cost = weight === 0 ? '' : `, −${weight.toFixed(2)}`;
    const explanation = finding.explanation === '' ? '' : `: ${asText(finding.explanation, 400)}`;
    return `- **${asText(finding.title, 200)}**${place} (\`${finding.rule}\`, ${finding.severity}${cost})${explanation}`;
  });
  const rest = sorted.length - lines.length;
  return [...lines, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n');
}

function scoreWords(record: AttemptRecord, task: Task): string {
  const needed = task.policy.guardian.threshold.toFixed(2);
  const person =
    task.approval?.head === record.head ? ` in the guardian’s place by ${asText(task.approval.by, 100)}` : '';
  const verdict = record.verdict === 'succeeded' ? `Approved${person}` : 'Changes requested';
  const score = record.score === null ? '' : ` with a score of **${record.score.toFixed(2)}** (needed: ${needed})`;
  return `**Review, round ${record.round}:** ${verdict}${score}. ${postedWords(record)}`;
}

function postedWords({ review, decisive }: AttemptRecord): string {
  if (review === null) return 'It was not posted as a pull request review; this check run alone carries the verdict.';
  if (review.refused !== null) return refusedWords(review, decisive);
  return `It is posted [as a pull request review](${encodeURI(decodable(review.url))}).`;
}

/** An address that came with a result: brackets would end the link early. */
const decodable = (url: string): string => url.replace(/[\s()<>]/g, '').toWellFormed();

const sources: Readonly<Record<Feedback['from'], string>> = {
  guardian_review: 'the guardian',
  e2e_validation: 'the validation on staging',
  guardrails: 'the guardrails',
  person: 'a person',
};

function feedbackWords(feedback: Feedback): string {
  const head = `**What ${sources[feedback.from]} rejected in round ${feedback.round}:** ${asText(feedback.summary, 600)}`;
  return feedback.findings.length === 0 ? head : `${head}\n\n${findingList(feedback.findings)}`;
}
