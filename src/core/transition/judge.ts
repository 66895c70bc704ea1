// What follows from a verdict: the next phase, another round, another try, a person or the end.

import type { Usage } from '../budget.ts';
import type { Effect } from '../effect.ts';
import { createFingerprint } from '../fingerprint.ts';
import type { CommitId } from '../identifier.ts';
import type { Outcome, Output } from '../outcome.ts';
import { nextPhase, type PhaseName } from '../phase.ts';
import type { Attempt, Feedback, Task } from '../task.ts';
import { asTold, sayOfPeople, votesOn } from '../votes.ts';
import { personFindings, type Rejection, rejectionWords } from './person-finding.ts';
import { askGuardianApp, dismissStale } from './reviews.ts';
import { begin, fail, record, recover, type Step, showEffect, titleOf, unchanged, wait } from './step.ts';

interface Context {
  readonly attempt: Attempt;
  /** What coders and models used; `null` where none was at work. */
  readonly usage: Usage | null;
  readonly slot: number;
  readonly at: number;
}

/** Applies the outcome of the open attempt. It consumes one phase result, whatever the verdict. */
export function judge(task: Task, outcome: Outcome, context: Context): Step {
  const spent: Task = { ...task, results: task.results + 1 };
  const checked = outcome.verdict === 'succeeded' ? doubt(spent, outcome, context.attempt) : outcome;
  switch (checked.verdict) {
    case 'succeeded':
      return reviewed(succeed(spent, checked.output, context), context.attempt);
    case 'rejected':
      return reviewed(reject(spent, checked, context), context.attempt);
    case 'errored': {
      const { failure } = checked;
      const { at, usage } = context;
      const told = record(spent, context.attempt, { at, outcome: checked, summary: failure.message, usage });
      return recover(told, { ...context, failure });
    }
    default:
      return checked satisfies never;
  }
}

/** What comes next does not wait for the reviews on the pull request: they are for people, and come last. */
function reviewed({ task, effects }: Step, attempt: Attempt): Step {
  return { task, effects: [...effects, ...dismissStale(task), ...askGuardianApp(task, attempt.id)] };
}

/** A success counts only when it is about the phase and the commit that were asked for. */
function doubt(task: Task, outcome: Extract<Outcome, { verdict: 'succeeded' }>, attempt: Attempt): Outcome {
  const mismatch = (message: string): Outcome => ({
    verdict: 'errored',
    failure: { class: 'commit_mismatch', message },
  });
  const { output } = outcome;
  if (output.phase !== attempt.phase) {
    return {
      verdict: 'errored',
      failure: {
        class: 'invalid_result',
        message: `The result is about ${output.phase}; ${attempt.phase} was asked for.`,
      },
    };
  }
  const expected = attempt.head;
  const tested = testedCommit(output);
  if (tested !== null && tested !== expected) {
    return mismatch(`${titleOf(attempt.phase)} was asked about ${expected}, but the result is about ${tested}.`);
  }
  const missing = missingLink(task, output.phase, task.branch?.head ?? expected);
  return missing === null ? outcome : mismatch(`The proof chain of ${expected} is incomplete: ${missing}.`);
}

function testedCommit(output: Output): CommitId | null {
  switch (output.phase) {
    case 'e2e_test_generation':
      return output.red.commit;
    case 'guardian_review':
    case 'e2e_validation':
      return output.green.commit;
    case 'staging_deployment':
    case 'production_deployment':
      return output.commit;
    case 'code_implementation':
      return null;
    default:
      return output satisfies never;
  }
}

/** Names a link that must be there before one of the last two phases can succeed on this commit, or `null`. */
function missingLink(task: Task, phase: PhaseName, head: CommitId): string | null {
  if (phase !== 'e2e_validation' && phase !== 'production_deployment') return null;
  const { proofs, staging, branch, test } = task;
  if (test === null) return 'no frozen test';
  if (proofs.redOnBase === null || proofs.redOnBase.commit !== branch?.base) return 'not red on the base commit';
  if (proofs.greenOnHead?.commit !== head) return 'not green on the head commit';
  if (staging?.commit !== head) return 'not deployed';
  if (phase === 'production_deployment' && proofs.greenOnStaging?.commit !== head) return 'not green on staging';
  return null;
}

function succeed(task: Task, output: Output, context: Context): Step {
  const { attempt, at, usage } = context;
  const outcome = { verdict: 'succeeded' as const, output };
  const told = record(task, attempt, { at, outcome, summary: summaryOf(output), usage });
  switch (output.phase) {
    case 'e2e_test_generation': {
      const test = { ...output.test, commit: attempt.head, output: output.testOutput };
      const proven: Task = {
        ...told,
        test,
        proofs: { redOnBase: output.red, greenOnHead: null, greenOnStaging: null },
      };
      return commit(proven, context);
    }
    case 'code_implementation': {
      if (task.seen.changes.includes(output.changes.sha256)) {
        return wait(told, { phase: 'code_implementation', at, reason: { kind: 'no_progress', same: 'changes' } });
      }
      const seen = { ...told.seen, changes: [...told.seen.changes, output.changes.sha256] };
      return commit({ ...told, seen }, context);
    }
    case 'guardian_review':
      return withPictures(
        afterReview({ ...told, proofs: { ...told.proofs, greenOnHead: output.green } }, context),
        attempt,
      );
    case 'staging_deployment':
      return proceed({ ...told, staging: { url: output.url, commit: output.commit } }, context);
    case 'e2e_validation':
      return proceed({ ...told, proofs: { ...told.proofs, greenOnStaging: output.green } }, context);
    case 'production_deployment':
      return proceed({ ...told, production: { url: output.url, commit: output.commit } }, context);
    default:
      return output satisfies never;
  }
}

function commit(task: Task, { attempt, slot }: Context): Step {
  const parent = task.branch?.head;
  if (parent === undefined) throw new Error(`transition: task ${task.id} has no branch to commit to`);
  const next: Task = { ...task, state: { kind: 'committing', slot, attempt } };
  return {
    task: next,
    effects: [{ kind: 'commit', key: `commit:${attempt.id}`, attempt: attempt.id, parent }, showEffect(next)],
  };
}

/** The guardian has approved; what people have said about the commit comes on top. */
function afterReview(task: Task, context: Context): Step {
  const { attempt, at } = context;
  const word = sayOfPeople(task.votes, attempt.head);
  if (word?.vote === 'reject') {
    const rejections = rejectionsOf(task, attempt);
    const summary = rejections.map(rejectionWords).join('\n');
    const findings = rejections.flatMap(personFindings);
    return sendBack(task, { from: 'person', round: task.round, summary, findings }, context);
  }
  const approved = word?.vote === 'approve' || task.approval?.head === attempt.head;
  if (task.policy.guardian.requireHuman && !approved) {
    return wait(task, { phase: 'staging_deployment', at, reason: { kind: 'approval_missing' } });
  }
  return proceed(task, context);
}

/** Both pictures at once, and only of what was approved; last, so that nothing waits for them. */
function withPictures({ task, effects }: Step, { id }: Attempt): Step {
  const { redOnBase, greenOnHead } = task.proofs;
  const taken = greenOnHead !== null && (greenOnHead.screenshot ?? redOnBase?.screenshot ?? null) !== null;
  if (!taken) return { task, effects };
  return { task, effects: [...effects, { kind: 'publish_pictures', key: `publish_pictures:${id}`, attempt: id }] };
}

/** The phase is done: on to the next one, or to the end. */
export function proceed(task: Task, { attempt, slot, at }: Pick<Context, 'attempt' | 'slot' | 'at'>): Step {
  const phase = nextPhase(attempt.phase, task.policy.production !== null);
  if (phase !== null) return begin(task, { phase, slot, at });
  const next: Task = { ...task, state: { kind: 'complete', at } };
  return { task: next, effects: [showEffect(next), { kind: 'mark_ready', key: `mark_ready:${next.version}` }] };
}

function reject(task: Task, outcome: Extract<Outcome, { verdict: 'rejected' }>, context: Context): Step {
  const { attempt, at, usage } = context;
  const told = record(task, attempt, { at, outcome, summary: outcome.summary, usage });
  if (attempt.phase === 'production_deployment') return rejectProduction(told, outcome, context);
  const from = feedbackSource(attempt);
  if (from === null) {
    const failure = { class: 'refused' as const, message: outcome.summary };
    return wait(told, { phase: attempt.phase, at, reason: { kind: 'needs_person', failure } });
  }
  // What people want changed does not wait for the guardian to approve.
  const people = from === 'guardian_review' ? rejectionsOf(task, attempt).flatMap(personFindings) : [];
  const findings = [...outcome.findings, ...people];
  return sendBack(told, { from, round: task.round, summary: outcome.summary, findings }, context);
}

const rejectionsOf = ({ votes }: Task, { head }: Attempt): readonly Rejection[] =>
  votesOn(votes, head).filter(({ vote }) => vote === 'reject');

/** Back to the coder, in another round, unless that would lead nowhere. */
function sendBack(task: Task, feedback: Feedback, { slot, at }: Context): Step {
  const fingerprint = createFingerprint(feedback.findings);
  const stuck = task.seen.findings.at(-1) === fingerprint;
  const next: Task = {
    ...task,
    feedback,
    votes: asTold(task.votes),
    proofs: { ...task.proofs, greenOnHead: null, greenOnStaging: null },
    staging: null,
    leasesLost: 0,
    seen: { ...task.seen, findings: [...task.seen.findings, fingerprint] },
  };
  const phase = 'code_implementation';
  if (stuck) return wait(next, { phase, at, reason: { kind: 'no_progress', same: 'findings' } });
  if (task.round >= task.limits.rounds) {
    return wait(next, { phase, at, reason: { kind: 'rounds_exhausted', rounds: task.round } });
  }
  return begin({ ...next, round: task.round + 1 }, { phase, slot, at });
}

/** What runs on production is not what was promised: the version before comes back, and a person decides. */
function rejectProduction(task: Task, outcome: Extract<Outcome, { verdict: 'rejected' }>, { at }: Context): Step {
  const back = outcome.rolledBack === true;
  const end = back ? 'The version before is back.' : 'Production still runs the change.';
  const failure = { class: 'production_failed' as const, message: `${outcome.summary} ${end}` };
  if (back) return fail(task, { phase: 'production_deployment', at, failure });
  // People are asked when it is known what takes the change back.
  const next: Task = {
    ...task,
    revert: { kind: 'opening' },
    state: { kind: 'failed', phase: 'production_deployment', at, failure },
  };
  return { task: next, effects: [showEffect(next), { kind: 'revert', key: `revert:${next.version}` }] };
}

/** What became of taking the change back; a task that people have brought back meanwhile only remembers it. */
export function hearOfRevert(task: Task, revert: Exclude<NonNullable<Task['revert']>, { kind: 'opening' }>): Step {
  if (task.revert?.kind !== 'opening') return unchanged(task);
  const next: Task = { ...task, revert };
  const asks = next.state.kind === 'failed';
  const ask: Effect[] = asks ? [{ kind: 'ask', key: `ask:${next.version}`, asked: next.version }] : [];
  return { task: next, effects: [showEffect(next), ...ask] };
}

/** Whose rejection it is; `null` for the phases that have no coder to go back to. */
function feedbackSource(attempt: Attempt): Feedback['from'] | null {
  switch (attempt.phase) {
    case 'guardian_review':
    case 'e2e_validation':
      return attempt.phase;
    case 'code_implementation':
      return 'guardrails';
    case 'e2e_test_generation':
    case 'staging_deployment':
    case 'production_deployment':
      return null;
    default:
      return attempt.phase satisfies never;
  }
}

function summaryOf(output: Output): string {
  switch (output.phase) {
    case 'e2e_test_generation':
      return `Test written; it fails on the base commit, as it must.`;
    case 'code_implementation':
      return `${output.changes.files} ${output.changes.files === 1 ? 'file' : 'files'} changed by ${output.coder}${turnWords(output)}.`;
    case 'guardian_review':
      return `Approved with a score of ${output.score.toFixed(2)}.`;
    case 'staging_deployment':
    case 'production_deployment':
      return `Deployed to ${output.url}.`;
    case 'e2e_validation':
      return `Green on ${output.green.url}.`;
    default:
      return output satisfies never;
  }
}

function turnWords({ turns, tests }: Extract<Output, { phase: 'code_implementation' }>): string {
  const often = turns === 1 ? '' : ` in ${turns} turns`;
  return tests === 'not-run' ? often : `${often}; the tests were ${tests} then`;
}
