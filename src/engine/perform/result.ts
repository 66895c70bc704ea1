// Reads what a run left behind. An artifact is believed only from the run that this app dispatched itself.
import { agentOf } from '../../agents/agents.ts';
import { withFailedChecks } from '../../contract/check-finding.ts';
import {
  type PostedReview as PostedReviewFile,
  phaseResultSchema,
  postedReviewSchema,
  resultArtifact,
  resultFile,
  reviewArtifact,
  reviewFile,
  type Usage as UsageOnWire,
} from '../../contract/result.ts';
import type { Usage } from '../../core/budget.ts';
import type { Effect } from '../../core/effect.ts';
import type { FailureClass } from '../../core/failure.ts';
import type { RunId } from '../../core/identifier.ts';
import type { Flake, Outcome } from '../../core/outcome.ts';
import { describePhase } from '../../core/phase.ts';
import { type Attempt, openAttempt, type Task } from '../../core/task.ts';
import type { ArtifactReading } from '../../github/github.ts';
import { doubtRun } from '../doubt-run.ts';
import type { EngineParts } from '../parts.ts';
import { done, type Performer, repeatable } from './performer.ts';

type ReadResult = Extract<Effect, { kind: 'read_result' }>;

/** Reads in vain before a missing artifact counts as missing; each waits longer, together about the settling time. */
const looksMax = 6;

export const readResult: Performer<ReadResult> = {
  find: repeatable,
  async perform(parts, task, effect, tries) {
    const attempt = openAttempt(task.state);
    if (attempt === null || attempt.id !== effect.attempt || attempt.runId !== effect.runId) return done();
    const again = (note: string) => {
      const pause = Math.min(parts.settings.settleMs, 250 * 2 ** tries);
      return { kind: 'again', at: parts.now() + pause, note } as const;
    };

    const run = await parts.github.run(task.repository, effect.runId);
    if (run === null || run.status !== 'completed') return again('The run does not show as completed yet.');
    const foreign = doubtRun(parts, task, attempt.id, run);
    if (foreign !== null) return ended(parts, attempt, errored('invalid_result', foreign));

    const artifact = await parts.github.readArtifact(task.repository, effect.runId, resultArtifact);
    if (artifact.kind === 'missing' && tries <= looksMax) return again('The artifact does not show yet.');
    const reading = parseResult(artifact, attempt, task, run.conclusion ?? 'unknown');
    if (reading.kind === 'outcome')
      return await endedWithoutResult(parts, { task, attempt, run: effect.runId }, reading.outcome);

    const { result, files } = reading;
    let review: PostedReviewFile | null = null;
    if (attempt.phase === 'guardian_review' && result.result.verdict !== 'errored') {
      const posted = await parts.github.readArtifact(task.repository, effect.runId, reviewArtifact);
      if (posted.kind === 'missing' && tries <= looksMax) return again('The posted review does not show yet.');
      review = parseReview(posted, attempt);
    }
    await parts.store.keepResult(attempt.id, result, files);
    return ended(parts, attempt, interpret(result.result, { task, attempt, review }), {
      usage: usageOf(result.usage),
      flake: result.flake,
    });
  },
};

function ended(
  { now }: EngineParts,
  attempt: Attempt,
  outcome: Outcome,
  { usage, flake }: { usage: Usage | null; flake: Flake | null } = { usage: null, flake: null },
) {
  const told = flake === null ? {} : { flake };
  return done({ kind: 'attempt_ended', attempt: attempt.id, outcome, usage, ...told, at: now() });
}

/**
 * A run without a result. A deployment may have left the work to its twin, which has the claim; and what became of one on
 * production is looked up, so that the person who decides knows what GitHub knows.
 */
async function endedWithoutResult(
  parts: EngineParts,
  { task, attempt, run }: { task: Task; attempt: Attempt; run: RunId },
  outcome: Outcome,
) {
  const { environment } = describePhase(attempt.phase);
  if (environment === null) return ended(parts, attempt, outcome);
  const { id, startedAt, replaced } = attempt;
  const twin =
    replaced === undefined ? await parts.github.findRun(task.repository, { id, startedAt, besides: run }) : null;
  if (twin !== null) return done({ kind: 'run_replaced', attempt: attempt.id, runId: twin, at: parts.now() });
  if (environment !== 'production' || outcome.verdict !== 'errored') return ended(parts, attempt, outcome);
  const deployments = await parts.github.deploymentsOf(task.repository, attempt.head);
  const name = task.policy.production?.environment;
  const known = deployments.find((deployment) => deployment.environment === name);
  const words =
    known === undefined
      ? 'GitHub knows of no deployment of this commit.'
      : `GitHub has a deployment of this commit in the state "${known.state}"${known.url === null ? '' : `, at ${known.url}`}.`;
  return ended(parts, attempt, errored('deployment_lost', `${outcome.failure.message} ${words}`));
}

/** All coders and models of an attempt together; what none of them tells stays unknown. */
function usageOf(used: readonly UsageOnWire[]): Usage | null {
  if (used.length === 0) return null;
  const sum = (amounts: readonly (number | null)[]): number | null =>
    amounts.every((amount) => amount === null)
      ? null
      : amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
  const tokens = sum(used.flatMap(({ inputTokens, outputTokens }) => [inputTokens, outputTokens]));
  return { costUsd: sum(used.map(({ costUsd }) => costUsd)), tokens };
}

const errored = (failure: FailureClass, message: string): Outcome => ({
  verdict: 'errored',
  failure: { class: failure, message },
});

type Parsed =
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'result'; result: ReturnType<typeof phaseResultSchema.parse>; files: ReadonlyMap<string, Uint8Array> };

function parseResult(artifact: ArtifactReading, attempt: Attempt, task: Task, conclusion: string): Parsed {
  const outcome = (failure: FailureClass, message: string): Parsed => ({
    kind: 'outcome',
    outcome: errored(failure, message),
  });
  if (artifact.kind === 'unreadable') {
    return outcome('invalid_result', `The artifact "${resultArtifact}" cannot be read: ${artifact.reason}.`);
  }
  if (artifact.kind === 'missing') {
    if (conclusion === 'cancelled') return outcome('displaced', 'The run was cancelled before it had a result.');
    if (conclusion === 'timed_out') return outcome('overdue', 'The run reached its time limit before it had a result.');
    return outcome('invalid_result', `The run ended as "${conclusion}" without the artifact "${resultArtifact}".`);
  }
  const bytes = artifact.files.get(resultFile);
  if (bytes === undefined || bytes.length === 0) {
    return outcome('invalid_result', `The artifact "${resultArtifact}" holds no ${resultFile}, or an empty one.`);
  }
  const parsed = phaseResultSchema.safeParse(parseJson(bytes));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue === undefined || issue.path.length === 0 ? 'as a whole' : `at ${issue.path.join('.')}`;
    return outcome('invalid_result', `${resultFile} is malformed ${place}: ${issue?.message ?? 'unknown reason'}.`);
  }
  const { data: result } = parsed;
  for (const [name, found, expected] of [
    ['attempt', result.attempt, attempt.id],
    ['task', result.task, task.id],
    ['head', result.head, attempt.head],
  ] as const) {
    if (found !== expected)
      return outcome('invalid_result', `${resultFile} is about ${name} ${found}; expected ${expected}.`);
  }
  const evidence = new Map([...artifact.files].filter(([path]) => path !== resultFile));
  return { kind: 'result', result, files: evidence };
}

/** Not JSON at all is one more way not to fit the schema. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The review is the record for people, the verdict is the gate: a review that cannot be read is only not shown. */
function parseReview(artifact: ArtifactReading, attempt: Attempt): PostedReviewFile | null {
  const bytes = artifact.kind === 'found' ? artifact.files.get(reviewFile) : undefined;
  if (bytes === undefined) return null;
  const parsed = postedReviewSchema.safeParse(parseJson(bytes));
  return parsed.success && parsed.data.attempt === attempt.id ? parsed.data : null;
}

function interpret(
  verdict: ReturnType<typeof phaseResultSchema.parse>['result'],
  { task, attempt, review }: { task: Task; attempt: Attempt; review: PostedReviewFile | null },
): Outcome {
  if (attempt.runId === null) throw new Error(`engine: attempt ${attempt.id} has a result but no run`);
  switch (verdict.verdict) {
    case 'succeeded':
      return agentOf(attempt.phase).read(verdict.output, { task, attempt, runId: attempt.runId, review });
    case 'rejected': {
      const { findings, score } = withFailedChecks(verdict, review?.failedChecks ?? []);
      const posted = review === null ? null : { state: review.state, url: review.url, refused: review.refused };
      const { summary, votes, rolledBack } = verdict;
      return { verdict: 'rejected', summary, findings, score, votes, review: posted, rolledBack };
    }
    case 'errored':
      return verdict;
    default:
      return verdict satisfies never;
  }
}
