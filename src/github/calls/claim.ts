// The ref with which a job has claimed a deployment; the action makes it, see action/src/deploy/claim.ts.
import type { AttemptId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, coordinates, once, statusOf } from '../client.ts';

/** It may never have been made: then there is nothing to remove. */
export async function dropClaim(authenticate: Authenticate, repository: Repository, attempt: AttemptId): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  const ref = `chimera/claims/${attempt}`;
  try {
    await act(() => octokit.rest.git.deleteRef({ ...coordinates(repository), ref, request: once() }));
  } catch (error) {
    const gone = statusOf(error) === 422 && /does not exist/i.test(String(error));
    if (!gone && statusOf(error) !== 404) throw error;
  }
}
