// The calls of a claim at GitHub. None is repeated here: who repeats a lost claim has to look first.
import { getOctokit } from '@actions/github';
import type { PhaseRequest } from '../../../src/contract/request.ts';
import { PhaseError } from '../job.ts';
import type { ClaimClient } from './claim.ts';

export interface ClaimClientOptions {
  /** Token with `contents: write`. */
  readonly token: string;
  readonly repository: PhaseRequest['repository'];
  /** Address of the API; that of the job's own GitHub when left out. */
  readonly baseUrl?: string;
}

export function claimClient({ token, repository, baseUrl }: ClaimClientOptions): ClaimClient {
  const { git } = getOctokit(token, baseUrl === undefined ? {} : { baseUrl }).rest;
  const place = { owner: repository.owner, repo: repository.name };
  return {
    async createTag({ name, message, commit }) {
      try {
        const made = await git.createTag({ ...place, tag: name, message, object: commit, type: 'commit' });
        return made.data.sha;
      } catch (error) {
        if (isUnclear(error)) return null;
        throw refused(error, 'a tag object');
      }
    },
    async createRef(ref, tag) {
      try {
        await git.createRef({ ...place, ref, sha: tag });
        return { kind: 'created' };
      } catch (error) {
        if (isUnclear(error)) return { kind: 'unclear', reason: wordsOf(error) };
        const status = statusOf(error);
        const words = wordsOf(error);
        if (status === 422 && /already exists/i.test(words)) return { kind: 'exists' };
        // The tag object was made a moment ago, and reads lag behind.
        if (status === 422 && /object does not exist/i.test(words)) return { kind: 'unclear', reason: words };
        throw refused(error, ref);
      }
    },
    readRef: (ref) =>
      orNull(async () => (await git.getRef({ ...place, ref: ref.replace(/^refs\//, '') })).data.object.sha),
    readTag: (id) => orNull(async () => (await git.getTag({ ...place, tag_sha: id })).data.message),
  };
}

/** Without an answer, or with an answer that only says that something went wrong. */
function isUnclear(error: unknown): boolean {
  const status = statusOf(error);
  return status !== null && status >= 500;
}

/** Status of a failed request; Octokit gives 500 to one that was never answered. `null`: no request's failure. */
function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}

/** What is not there, or cannot be said right now. */
async function orNull(read: () => Promise<string>): Promise<string | null> {
  try {
    return await read();
  } catch (error) {
    if (isUnclear(error) || statusOf(error) === 404) return null;
    throw refused(error, 'to read the claim');
  }
}

function refused(error: unknown, what: string): PhaseError {
  return new PhaseError(
    'machinery',
    `GitHub refused ${what}, with which a deployment is claimed: ${statusOf(error) ?? ''} ${wordsOf(error)}. ` +
      'The job needs the permission contents: write. Nothing is deployed without the claim.',
  );
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
