/** Commit statuses, the older sister of check runs: a context and a state, the newest of each context counts. */
import { z } from 'zod';
import { objectKind } from '../../../../git/commits.ts';
import { resolveCommit } from '../../../../git/refs.ts';
import { simpleUser } from '../../../../shapes/account.ts';
import { nodeId, repositoryApi, type Shape } from '../../../../shapes/link.ts';
import { minimalRepository } from '../../../../shapes/repository.ts';
import type { CommitStatus } from '../../../../world/check.ts';
import { isoTime } from '../../../../world/world.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../../endpoint.ts';
import { created, notFound, ok, unprocessable } from '../../../reply.ts';

const newStatus = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  target_url: z.string().nullish(),
  description: z.string().nullish(),
  context: z.string().default('default'),
});

function statusShape(call: Call, status: CommitStatus): Shape {
  return {
    url: repositoryApi(call.world, call.repository, `/statuses/${status.sha}`),
    avatar_url: simpleUser(call.world, status.creator).avatar_url ?? null,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: isoTime(status.writtenMs),
    updated_at: isoTime(status.writtenMs),
  };
}

/** `failure` when one failed, `pending` when one is or when there is none, else `success`. */
function combinedState(statuses: readonly CommitStatus[]): string {
  if (statuses.some(({ state }) => state === 'error' || state === 'failure')) return 'failure';
  return statuses.length === 0 || statuses.some(({ state }) => state === 'pending') ? 'pending' : 'success';
}

export const statusEndpoints: readonly Endpoint[] = [
  endpoint(
    'POST /repos/{owner}/{repo}/statuses/{sha}',
    { needs: [{ statuses: 'write' }], creates: true, body: newStatus },
    async (call) => {
      const sha = call.parameters.sha ?? '';
      if ((await objectKind(call.repository.directory, sha)) !== 'commit') {
        throw unprocessable(`No commit found for SHA: ${sha}`);
      }
      const { state, target_url: targetUrl = null, description = null, context } = call.body;
      const status: CommitStatus = {
        id: call.world.nextId(),
        writtenMs: call.world.now(),
        creator: call.account,
        ...{ sha, state, context, targetUrl, description },
      };
      call.repository.commitStatuses.set(status.id, status);
      return created({ ...statusShape(call, status), creator: simpleUser(call.world, call.account) });
    },
  ),
  endpoint('GET /repos/{owner}/{repo}/commits/{ref}/status', { needs: [{ statuses: 'read' }] }, async (call) => {
    const sha = await resolveCommit(call.repository, call.parameters.ref ?? '', call.seenMs);
    if (sha === undefined) throw notFound();
    const all = seen(call, call.repository.commitStatuses.values()).filter((status) => status.sha === sha);
    const newest = [...new Map(all.map((status) => [status.context, status])).values()];
    return ok({
      state: combinedState(newest),
      statuses: newest.map((status) => statusShape(call, status)),
      sha,
      total_count: newest.length,
      repository: minimalRepository(call.world, call.repository),
      commit_url: repositoryApi(call.world, call.repository, `/commits/${sha}`),
      url: repositoryApi(call.world, call.repository, `/commits/${sha}/status`),
    });
  }),
];
