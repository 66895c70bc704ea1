// The comment on the issue when a task waits for a person or has failed: what the matter is, and the choices.

import type { Finding } from '../finding.ts';
import { createFingerprint } from '../fingerprint.ts';
import { describePhase } from '../phase.ts';
import type { Task } from '../task.ts';
import { choices, waysOut } from './advice.ts';
import { asBlock, asText } from './markdown/escape.ts';
import { commentCharactersMax, fitInto } from './markdown/fit-into.ts';
import { marker } from './markdown/marker.ts';
import { count } from './markdown/quantity.ts';
import { revertWords } from './revert.ts';
import { findingList } from './verdict.ts';

/** The comment, marked with the version at which the question came up; for a task that neither waits nor has failed there is nothing to ask, which is a mistake of the caller. */
export function askComment(task: Task, asked: number): string {
  const { state } = task;
  if (state.kind !== 'waiting' && state.kind !== 'failed') {
    throw new Error(`wording: task ${task.id} is ${state.kind}; only a waiting or failed task asks`);
  }
  const asks = state.kind === 'waiting' && state.reason.kind === 'needs_info';
  const heading = asks
    ? '### ❓ Chimera has questions'
    : state.kind === 'waiting'
      ? '### 🙋 Chimera needs a person'
      : '### ❌ Chimera could not finish';
  const link = task.pullRequest === null ? '' : `Pull request: #${task.pullRequest.number}`;
  const parts = [
    marker('ask', task.id, asked),
    heading,
    `${asPing(task)}${matter(task)}`,
    details(task),
    '**The choices**',
    choices(task),
    link,
  ];
  return fitInto(parts, commentCharactersMax, '… The rest is in the check run of the pull request.');
}

/** The person who asked for the task hears of the question: the login is GitHub's own, and nobody else is named. */
const asPing = ({ requestedBy }: Task): string =>
  /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/.test(requestedBy.login) ? `@${requestedBy.login} ` : '';

/** One paragraph: what the disagreement or the problem is. */
export function matter(task: Task): string {
  const { state } = task;
  if (state.kind === 'failed' && state.failure.class === 'production_failed') {
    return `The change is merged, and it does not work on production (\`production_failed\`). ${waysOut.production_failed}`;
  }
  if (state.kind === 'failed') {
    const tries =
      task.policy.triesMax === 1 ? 'in its only try' : `in ${count(task.policy.triesMax, 'try', 'tries')} in a row`;
    return `${describePhase(state.phase).title} ended with an error ${tries} (\`${state.failure.class}\`). ${waysOut[state.failure.class]}`;
  }
  if (state.kind !== 'waiting') return '';
  const { reason } = state;
  switch (reason.kind) {
    case 'rounds_exhausted':
      return `The coder and ${reviewer(task)} did not come to an agreement in ${count(reason.rounds, 'round')}. The last rejection: ${lastRejection(task)}${repeated(task)}`;
    case 'no_progress':
      return reason.same === 'changes'
        ? `The coder handed in a change that it had handed in before, so another review would say the same. What it was asked for: ${lastRejection(task)}`
        : `Two rounds in a row ended with the very same findings of ${reviewer(task)}, so another round would go nowhere. The last rejection: ${lastRejection(task)}${repeated(task)}`;
    case 'results_exhausted':
      return `The task has used up its ${count(reason.results, 'phase result')} (\`max_iterations\`) and stands before ${describePhase(state.phase).title.toLowerCase()}.${task.feedback === null ? '' : ` The last rejection: ${lastRejection(task)}`}`;
    case 'needs_person':
      return `${describePhase(state.phase).title} cannot go on by itself (\`${reason.failure.class}\`). ${waysOut[reason.failure.class]}`;
    case 'needs_info':
      return `The criteria cannot be turned into a test yet, so nothing has been started. Answer in a comment below, or edit the issue and write \`/chimera start\`; the label works too.`;
    case 'approval_missing':
      return 'The guardian has approved the change. Before it is deployed, a person with write access has to approve it, too (`guardian.require_human`).';
    case 'merge_blocked':
      return 'The change is validated, but GitHub does not let it be merged yet. It goes on by itself when GitHub does.';
    case 'budget_exhausted':
      return `The task has used up its budget: ${budgetWords[reason.budget](reason.allowed)}. It stands before ${describePhase(state.phase).title.toLowerCase()}; \`/chimera retry\` gives it the same once more.`;
    case 'paused':
      return `Paused by ${asText(reason.by, 100)}.`;
    default:
      return reason satisfies never;
  }
}

const budgetWords = {
  costUsd: (allowed: number) => `$${allowed.toFixed(2)} (\`budget.max_cost_usd\`)`,
  tokens: (allowed: number) => `${allowed.toLocaleString('en')} tokens (\`budget.max_tokens\`)`,
  minutes: (allowed: number) => `${Math.round(allowed)} minutes of runs (\`budget.max_minutes\`)`,
} as const;

/** The findings or the message of the error, quoted. */
function details(task: Task): string {
  const { state } = task;
  if (state.kind === 'failed') {
    return [asBlock(state.failure.message), revertWords(task)].filter((part) => part !== '').join('\n\n');
  }
  if (state.kind !== 'waiting') return '';
  if (state.reason.kind === 'needs_info') return questionList(task);
  if (state.reason.kind === 'needs_person') return asBlock(state.reason.failure.message);
  if (state.reason.kind === 'merge_blocked') return asBlock(state.reason.message);
  return task.feedback === null ? '' : findingList(task.feedback.findings, 10);
}

/** The questions that a task has, numbered; empty when it has none. */
export function questionList({ state }: Task): string {
  if (state.kind !== 'waiting' || state.reason.kind !== 'needs_info') return '';
  return state.reason.questions.map((question, index) => `${index + 1}. ${asText(question, 1_000)}`).join('\n');
}

const reviewers = {
  guardian_review: 'the guardian',
  e2e_validation: 'the validation on staging',
  guardrails: 'the guardrails',
  person: 'a person',
} as const;

const reviewer = (task: Task): string => (task.feedback === null ? 'the review' : reviewers[task.feedback.from]);

const lastRejection = (task: Task): string =>
  task.feedback === null ? 'none.' : `“${asText(task.feedback.summary, 500)}”`;

/** Names the findings that the round before had too. */
function repeated(task: Task): string {
  const before = new Set(task.seen.findings.at(-2)?.split('\u001e') ?? []);
  const again = (task.feedback?.findings ?? []).filter((finding: Finding) => before.has(createFingerprint([finding])));
  if (again.length === 0) return '';
  const titles = again.slice(0, 5).map((finding) => `“${asText(finding.title, 120)}”`);
  return ` Found again and again: ${titles.join(', ')}${again.length > 5 ? ' and more' : ''}.`;
}
