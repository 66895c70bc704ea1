/** Environments: what jobs deploy to, and who must let them in. */
import { z } from 'zod';
import { ensureEnvironment } from '../../../../changes/deployments.ts';
import { environmentShape } from '../../../../shapes/deployment.ts';
import type { Account } from '../../../../world/account.ts';
import type { World } from '../../../../world/world.ts';
import { endpoint, seen } from '../../../endpoint.ts';
import { counted } from '../../../listing.ts';
import { noContent, ok, unprocessable } from '../../../reply.ts';
import { environmentIn } from './find-environment.ts';

const base = '/repos/{owner}/{repo}/environments';
const reads = { needs: [{ actions: 'read' }] } as const;
const writes = { needs: [{ administration: 'write' }], role: 'admin' } as const;
const reviewersMax = 6;
const waitMinutesMax = 43_200;

const rules = z.object({
  wait_timer: z.int().min(0).max(waitMinutesMax).nullish(),
  prevent_self_review: z.boolean().optional(),
  reviewers: z
    .array(z.object({ type: z.enum(['User', 'Team']), id: z.int() }))
    .max(reviewersMax)
    .nullish(),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
});

export const environments = [
  endpoint(`GET ${base}`, reads, (call) =>
    counted(call, 'environments', seen(call, call.repository.environments.values()), (environment) =>
      environmentShape(call.world, call.repository, environment),
    ),
  ),
  endpoint(`GET ${base}/{environment_name}`, reads, (call) =>
    ok(environmentShape(call.world, call.repository, environmentIn(call))),
  ),
  endpoint(`PUT ${base}/{environment_name}`, { ...writes, body: rules }, (call) => {
    const { site, world, repository, body } = call;
    // What is not carried out is refused: a gate that is only written down would protect nothing.
    if (body.deployment_branch_policy) {
      throw unprocessable('The sandbox knows no deployment branch policies; send null.');
    }
    const reviewers = (body.reviewers ?? []).map((reviewer) => personOf(world, reviewer));
    const environment = ensureEnvironment(site, repository, call.parameters.environment_name ?? '');
    environment.reviewers = reviewers;
    environment.waitMinutes = body.wait_timer ?? 0;
    environment.preventSelfReview = body.prevent_self_review ?? false;
    environment.updatedMs = world.now();
    return ok(environmentShape(world, repository, environment));
  }),
  endpoint(`DELETE ${base}/{environment_name}`, writes, (call) => {
    call.repository.environments.delete(environmentIn(call).name.toLowerCase());
    return noContent();
  }),
];

function personOf(world: World, { type, id }: { type: 'User' | 'Team'; id: number }): Account {
  if (type === 'Team') throw unprocessable('The sandbox has no teams; name people as reviewers.');
  const account = world.accounts.get(id);
  if (account?.kind !== 'User') throw unprocessable(`Could not resolve to a user with the id ${id}.`);
  return account;
}
