// Deployments, as GitHub keeps them: who has deployed a commit, where to, and how it ended.
import type { CommitId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, ask, coordinates, once } from '../client.ts';
import type { DeploymentSnapshot } from '../github.ts';

/** Deployments of one commit that are looked at, the newest first. */
const deploymentsMax = 10;

/** Every deployment of a commit with its newest status, the newest first. */
export async function deploymentsOf(
  authenticate: Authenticate,
  repository: Repository,
  head: CommitId,
): Promise<DeploymentSnapshot[]> {
  const octokit = await authenticate(repository.installationId);
  const place = coordinates(repository);
  const { data } = await ask(() =>
    octokit.rest.repos.listDeployments({ ...place, sha: head, per_page: deploymentsMax, request: once() }),
  );
  return await Promise.all(
    data.map(async ({ id, environment, production_environment: production }) => {
      const { data: statuses } = await ask(() =>
        octokit.rest.repos.listDeploymentStatuses({ ...place, deployment_id: id, per_page: 1, request: once() }),
      );
      const [status] = statuses;
      return {
        id,
        environment,
        production: production === true,
        state: status?.state ?? 'pending',
        url: status?.environment_url || status?.target_url || null,
      };
    }),
  );
}
