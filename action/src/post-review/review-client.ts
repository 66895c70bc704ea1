// What posting a review needs of GitHub, and nothing more.
import { getOctokit } from '@actions/github';
import type { PhaseRequest } from '../../../src/contract/request.ts';
import type { PostedReview } from '../../../src/contract/result.ts';
import type { PullRequestFile } from './lines-of-diff.ts';
import type { OtherCheck } from './other-checks.ts';

export interface GitHubReview {
  readonly body: string;
  readonly commit: string | null;
  readonly byBot: boolean;
  readonly state: PostedReview['state'];
  readonly url: string;
}

export interface ReviewDraft {
  readonly commit: string;
  readonly event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  readonly body: string;
  readonly comments: readonly { readonly path: string; readonly line: number; readonly body: string }[];
}

export interface ReviewClient {
  listReviews(): Promise<readonly GitHubReview[]>;
  listFiles(): Promise<readonly PullRequestFile[]>;
  /** What else checks the commit under review, Chimera's own check run aside. */
  listChecks(): Promise<readonly OtherCheck[]>;
  /** `refused`: GitHub answered 422, with its words. Any other failure throws. */
  createReview(
    draft: ReviewDraft,
  ): Promise<{ kind: 'created'; review: GitHubReview } | { kind: 'refused'; reason: string }>;
}

export function reviewClient(token: string, request: PhaseRequest): ReviewClient {
  const octokit = getOctokit(token);
  const place = { owner: request.repository.owner, repo: request.repository.name, pull_number: request.pullRequest };
  return {
    async listReviews() {
      const reviews = await octokit.paginate(octokit.rest.pulls.listReviews, { ...place, per_page: 100 });
      return reviews.map(fromGitHub);
    },
    listFiles: () => octokit.paginate(octokit.rest.pulls.listFiles, { ...place, per_page: 100 }),
    async listChecks() {
      const ref = request.head;
      const repository = { owner: place.owner, repo: place.repo, ref, per_page: 100 };
      const [runs, combined] = await Promise.all([
        octokit.paginate(octokit.rest.checks.listForRef, { ...repository, filter: 'latest' }),
        octokit.rest.repos.getCombinedStatusForRef(repository),
      ]);
      return [
        ...runs.filter(({ name }) => name !== ownCheck).map(checkOf),
        ...combined.data.statuses.map(({ context, state, target_url: url }) => ({
          name: context,
          state: statusStates[state] ?? 'failed',
          url,
        })),
      ];
    },
    async createReview({ commit, comments, ...draft }) {
      const sided = comments.map((comment) => ({ ...comment, side: 'RIGHT' }));
      try {
        const { data } = await octokit.rest.pulls.createReview({
          ...place,
          ...draft,
          commit_id: commit,
          comments: sided,
        });
        return { kind: 'created', review: fromGitHub(data) };
      } catch (error) {
        if (error instanceof Error && 'status' in error && error.status === 422)
          return { kind: 'refused', reason: wordsOf(error) };
        throw error;
      }
    },
  };
}

/** Name of the check run that the app makes. */
const ownCheck = 'Chimera';

const passed = new Set(['success', 'neutral', 'skipped']);

interface CheckOfGitHub {
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly html_url: string | null;
}

/** A check that was cancelled or has become stale says nothing good about the commit. */
function checkOf({ name, status, conclusion, html_url: url }: CheckOfGitHub): OtherCheck {
  if (status !== 'completed') return { name, state: 'pending', url };
  return { name, state: passed.has(conclusion ?? '') ? 'passed' : 'failed', url };
}

const statusStates: Readonly<Record<string, OtherCheck['state']>> = { success: 'passed', pending: 'pending' };

interface ReviewOfGitHub {
  readonly body: string;
  readonly commit_id: string | null;
  readonly user: { readonly type: string } | null;
  readonly state: string;
  readonly html_url: string;
}

const states: Readonly<Record<string, PostedReview['state']>> = {
  APPROVED: 'APPROVED',
  CHANGES_REQUESTED: 'CHANGES_REQUESTED',
};

function fromGitHub(review: ReviewOfGitHub): GitHubReview {
  return {
    body: review.body,
    commit: review.commit_id,
    byBot: review.user?.type === 'Bot',
    state: states[review.state] ?? 'COMMENTED',
    url: review.html_url,
  };
}

/** "Unprocessable Entity" alone says nothing; the reasons stand in `errors`. */
function wordsOf(error: Error): string {
  const response =
    'response' in error
      ? (error.response as { data?: { message?: string; errors?: unknown[] } } | undefined)
      : undefined;
  const reasons = (response?.data?.errors ?? []).map((reason) =>
    typeof reason === 'string' ? reason : JSON.stringify(reason),
  );
  return [response?.data?.message ?? error.message, ...reasons].join(': ').slice(0, 500);
}
