// What became of the task, as one object: from the record what the app knows, from GitHub what people see.
import type { Proof } from '../../core/outcome.ts';
import type { Task } from '../../core/task.ts';
import type { RequestCount } from './count-requests.ts';
import { repository, type Stage } from './stage.ts';

type Evidence = { readonly commit: string; readonly runId: number } | null;

export interface Report {
  readonly status: 'completed' | 'waiting' | 'failed' | 'cancelled' | 'open';
  readonly task: string;
  readonly seconds: number;
  readonly phases: readonly {
    readonly phase: string;
    /** Number of the try at the phase within its round. */
    readonly attempt: number;
    readonly round: number;
    readonly verdict: string;
    readonly seconds: number;
    readonly runId: number | null;
  }[];
  readonly pullRequest: {
    readonly number: number;
    readonly url: string;
    readonly user: string;
    readonly head: string;
  } | null;
  readonly checkRun: {
    readonly conclusion: string | null;
    readonly title: string | null;
    readonly url: string | null;
  } | null;
  readonly reviews: readonly { readonly state: string; readonly user: string; readonly comments: number }[];
  readonly deploymentUrl: string | null;
  readonly validation: string | null;
  readonly evidence: {
    readonly redOnBase: Evidence;
    readonly greenOnHead: Evidence;
    readonly greenOnStaging: Evidence;
  };
  readonly requests: RequestCount;
}

export async function reportOf(
  stage: Stage,
  task: Task,
  { seconds, requests }: { seconds: number; requests: RequestCount },
): Promise<Report> {
  const { redOnBase, greenOnHead, greenOnStaging } = task.proofs;
  return {
    status: statusOf(task),
    task: task.id,
    seconds: round(seconds),
    phases: task.history.map((attempt) => ({
      phase: attempt.phase,
      attempt: attempt.tryNumber,
      round: attempt.round,
      verdict: attempt.verdict,
      seconds: round((attempt.endedAt - attempt.startedAt) / 1000),
      runId: attempt.runId,
    })),
    ...(await shownOn(stage, task)),
    deploymentUrl: task.staging?.url ?? null,
    validation: task.history.findLast((attempt) => attempt.phase === 'e2e_validation')?.verdict ?? null,
    evidence: {
      redOnBase: evidenceOf(redOnBase),
      greenOnHead: evidenceOf(greenOnHead),
      greenOnStaging: evidenceOf(greenOnStaging),
    },
    requests,
  };
}

/** The pull request with its check run and reviews, as GitHub's API tells them. */
async function shownOn(stage: Stage, task: Task): Promise<Pick<Report, 'pullRequest' | 'checkRun' | 'reviews'>> {
  if (task.pullRequest === null) return { pullRequest: null, checkRun: null, reviews: [] };
  const pull = { ...repository, pull_number: task.pullRequest.number };
  const { data } = await stage.mona.pulls.get(pull);
  const checks = await stage.mona.checks.listForRef({ ...repository, ref: data.head.sha, check_name: 'Chimera' });
  const check = checks.data.check_runs[0];
  const reviews = await stage.mona.pulls.listReviews(pull);
  const comments = await stage.mona.pulls.listReviewComments({ ...pull, per_page: 100 });
  return {
    pullRequest: { number: data.number, url: data.html_url, user: data.user.login, head: data.head.sha },
    checkRun:
      check === undefined ? null : { conclusion: check.conclusion, title: check.output.title, url: check.html_url },
    reviews: reviews.data.map((review) => ({
      state: review.state,
      user: review.user?.login ?? 'unknown',
      comments: comments.data.filter((comment) => comment.pull_request_review_id === review.id).length,
    })),
  };
}

function statusOf({ state }: Task): Report['status'] {
  switch (state.kind) {
    case 'complete':
      return 'completed';
    case 'waiting':
    case 'failed':
    case 'cancelled':
      return state.kind;
    default:
      return 'open';
  }
}

const evidenceOf = (proof: Proof | null): Evidence =>
  proof === null ? null : { commit: proof.commit, runId: proof.runId };

const round = (seconds: number): number => Math.round(seconds * 10) / 10;
