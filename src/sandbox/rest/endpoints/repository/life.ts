/** Changing, giving away and deleting a repository. */
import { z } from 'zod';
import {
  deleteRepository,
  rename,
  setArchived,
  setDefaultBranch,
  setDescription,
  transfer,
} from '../../../changes/repository-life.ts';
import { refTarget } from '../../../git/refs.ts';
import { roleOn } from '../../../identity/role.ts';
import { fullRepository, minimalRepository } from '../../../shapes/repository.ts';
import type { Account } from '../../../world/account.ts';
import { findAccount, findRepository } from '../../../world/find.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { ApiError, accepted, archivedError, invalid, noContent, ok, type Reply } from '../../reply.ts';

const admin = { needs: [{ administration: 'write' as const }], role: 'admin' as const };

const nameForm = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);

const changes = z
  .object({
    name: nameForm.optional(),
    description: z.string().nullish(),
    default_branch: z.string().optional(),
    archived: z.boolean().optional(),
  })
  .loose();

function mustBeFree(call: Call, owner: Account, name: string): void {
  const taken = findRepository(call.world, owner.login, name);
  if (taken === undefined || taken === call.repository) return;
  throw invalid({
    ...{ resource: 'Repository', code: 'custom', field: 'name' },
    message: 'name already exists on this account',
  });
}

async function change(call: Call, body: z.infer<typeof changes>): Promise<Reply> {
  const { site, repository, doer } = call;
  const { name, description, default_branch: branch, archived, ...others } = body;
  const unknown = Object.keys(others);
  if (unknown.length > 0) throw new ApiError(501, `The sandbox cannot change ${unknown.join(', ')} of a repository.`);
  if (repository.archived && archived !== false) throw archivedError();
  if (branch !== undefined && refTarget(repository, `refs/heads/${branch}`) === undefined) {
    const message = `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`;
    throw invalid({ resource: 'Repository', code: 'custom', field: 'default_branch', message });
  }
  if (name !== undefined) mustBeFree(call, repository.owner, name);
  if (archived === false && repository.archived) setArchived(site, repository, false, doer);
  if (name !== undefined && name !== repository.name) rename(site, repository, name, doer);
  if (description !== undefined && (description ?? '') !== repository.description) {
    setDescription(site, repository, description ?? '', doer);
  }
  if (branch !== undefined && branch !== repository.defaultBranch) {
    await setDefaultBranch(site, repository, branch, doer);
  }
  if (archived === true) setArchived(site, repository, true, doer);
  const role = call.actor.kind === 'user' ? roleOn(repository, call.actor.account) : undefined;
  return ok(fullRepository(call.world, repository, role));
}

export const lifeEndpoints: readonly Endpoint[] = [
  endpoint('PATCH /repos/{owner}/{repo}', { ...admin, body: changes }, (call) => change(call, call.body)),
  endpoint('DELETE /repos/{owner}/{repo}', admin, async (call) => {
    await deleteRepository(call.site, call.repository, call.doer);
    return noContent();
  }),
  endpoint(
    'POST /repos/{owner}/{repo}/transfer',
    { ...admin, body: z.object({ new_owner: z.string(), new_name: nameForm.optional() }) },
    (call) => {
      const { repository, world } = call;
      const owner = findAccount(world, call.body.new_owner);
      if (owner === undefined || owner.kind === 'Bot') throw invalid('Could not resolve to a valid new owner.');
      const name = call.body.new_name ?? repository.name;
      mustBeFree(call, owner, name);
      // The answer still has the old owner: on GitHub the transfer goes on after it.
      const body = minimalRepository(world, repository);
      transfer(call.site, repository, { owner, name }, call.doer);
      return accepted(body);
    },
  ),
];
