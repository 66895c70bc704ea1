// The guardian App at work: it finds its own installation on a repository, and speaks with that one's token.
import type { Repository } from '../core/task.ts';
import { dismissReview } from './calls/pull-request.ts';
import { findReview, postReview } from './calls/review.ts';
import { type Authenticate, askOptional, coordinates, once } from './client.ts';
import { CallFailure } from './github.ts';
import type { GuardianApp } from './guardian-app.ts';

/** @param by login of its bot, `<slug>[bot]` */
export function connectGuardianApp(authenticate: Authenticate, by: string): GuardianApp {
  return {
    async findReview(repository, { pullRequest, marker }) {
      const own = await asSeen(authenticate, repository);
      return own === null ? null : await findReview(authenticate, own, { pullRequest, marker, by });
    },
    async postReview(repository, review) {
      const own = await asSeen(authenticate, repository);
      if (own === null) return { kind: 'not_installed', by };
      try {
        return { kind: 'posted', ...(await postReview(authenticate, own, review)), by };
      } catch (error) {
        if (!(error instanceof CallFailure) || error.kind !== 'refused') throw error;
        return { kind: 'refused', by, words: error.message.slice(0, 500) };
      }
    },
    async dismissReview(repository, review) {
      const own = await asSeen(authenticate, repository);
      if (own === null) return 'not_installed';
      await dismissReview(authenticate, own, review);
      return 'dismissed';
    },
  };
}

/** The repository with the guardian App's own installation; `null` where it has none. */
async function asSeen(authenticate: Authenticate, repository: Repository): Promise<Repository | null> {
  const octokit = await authenticate(null);
  const answer = await askOptional(() =>
    octokit.rest.apps.getRepoInstallation({ ...coordinates(repository), request: once() }),
  );
  return answer === null ? null : { ...repository, installationId: answer.data.id };
}
