/** Branches: all of them, and one with its commit and its rule. */
import { readCommit } from '../../../git/commits.ts';
import { listRefs, refTarget } from '../../../git/refs.ts';
import { commitShape } from '../../../shapes/commit.ts';
import { repositoryApi, repositoryPage } from '../../../shapes/link.ts';
import { protectionApi, protectionSummary } from '../../../shapes/protection.ts';
import type { BranchProtection } from '../../../world/protection.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { ApiError, ok } from '../../reply.ts';

const read = { needs: [{ contents: 'read' as const }] };

/** What a branch tells of its rule, in the list and alone. */
function ruleOf({ world, repository }: Call, name: string): Readonly<Record<string, unknown>> {
  const rule: BranchProtection | undefined = repository.protections.get(name);
  return {
    protected: rule !== undefined,
    protection: protectionSummary(rule),
    protection_url: protectionApi(world, repository, name),
  };
}

/** The branch in the path; throws 404 when there is none. */
export function branchIn(call: Call): { readonly name: string; readonly sha: string } {
  const name = call.parameters.branch ?? '';
  const sha = refTarget(call.repository, `refs/heads/${name}`, call.seenMs);
  if (sha === undefined) throw new ApiError(404, 'Branch not found');
  return { name, sha };
}

export const branchEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/branches', read, (call) => {
    const all = listRefs(call.repository, 'refs/heads/', call.seenMs).map(({ ref, sha }) => ({
      name: ref.slice('refs/heads/'.length),
      sha,
    }));
    const wanted = call.query.protected;
    const branches = all.filter(
      ({ name }) => wanted === undefined || call.repository.protections.has(name) === (wanted === 'true'),
    );
    return listing(call, branches, ({ name, sha }) => ({
      name,
      commit: { sha, url: repositoryApi(call.world, call.repository, `/commits/${sha}`) },
      ...ruleOf(call, name),
    }));
  }),
  endpoint('GET /repos/{owner}/{repo}/branches/{branch}', read, async (call) => {
    const { world, repository } = call;
    const { name, sha } = branchIn(call);
    const commit = await readCommit(repository.directory, sha);
    if (commit === undefined) throw new Error(`${name} points to ${sha}, which is no commit`);
    const self = repositoryApi(world, repository, `/branches/${encodeURIComponent(name)}`);
    return ok({
      name,
      commit: commitShape(world, repository, commit),
      _links: { self, html: repositoryPage(world, repository, `/tree/${name}`) },
      ...ruleOf(call, name),
    });
  }),
];
