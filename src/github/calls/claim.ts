// The ref with which a job claims a deployment; the action makes it, see action/src/deploy/claim.ts. A job's points to a
// tag object of its own, the app's to the commit itself, so that the ref tells whose it is.
import type { AttemptId, CommitId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, askOptional, coordinates, once, statusOf } from '../client.ts';

/** GitHub lets one request create the ref: who has it has it. */
export async function claim(
  authenticate: Authenticate,
  repository: Repository,
  { attempt, commit }: { attempt: AttemptId; commit: CommitId },
): Promise<'claimed' | 'taken'> {
  const octokit = await authenticate(repository.installationId);
  const place = coordinates(repository);
  const name = `chimera/claims/${attempt}`;
  try {
    await act(() => octokit.rest.git.createRef({ ...place, ref: `refs/${name}`, sha: commit, request: once() }));
    return 'claimed';
  } catch (error) {
    if (statusOf(error) !== 422 || !/already exists/i.test(String(error))) throw error;
  }
  const found = await askOptional(() => octokit.rest.git.getRef({ ...place, ref: name, request: once() }));
  // Reads lag behind writes: a ref that was refused as existing and does not show is a job's that was faster just now.
  return found?.data.object.type === 'commit' ? 'claimed' : 'taken';
}

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
