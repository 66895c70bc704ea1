/** The rule of a branch: read, set as a whole, taken away. Settings that the sandbox does not follow are refused by name. */
import { z } from 'zod';
import { protectionShape } from '../../../shapes/protection.ts';
import type { BranchProtection } from '../../../world/protection.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { ApiError, noContent, ok, unprocessable } from '../../reply.ts';
import { branchIn } from './branches.ts';

const path = '/repos/{owner}/{repo}/branches/{branch}/protection';

const wanted = z.object({
  required_status_checks: z
    .object({
      strict: z.boolean(),
      contexts: z.array(z.string()).optional(),
      checks: z.array(z.object({ context: z.string(), app_id: z.number().optional() })).optional(),
    })
    .nullable(),
  enforce_admins: z.boolean().nullable(),
  required_pull_request_reviews: z
    .looseObject({
      dismiss_stale_reviews: z.boolean().optional(),
      required_approving_review_count: z.number().min(0).max(6).optional(),
    })
    .nullable(),
  restrictions: z.unknown().nullable(),
  allow_force_pushes: z.boolean().nullish(),
  allow_deletions: z.boolean().optional(),
  required_linear_history: z.boolean().optional(),
  block_creations: z.boolean().optional(),
  required_conversation_resolution: z.boolean().optional(),
  lock_branch: z.boolean().optional(),
  allow_fork_syncing: z.boolean().optional(),
});
type Wanted = z.infer<typeof wanted>;

/** What would be promised and not kept. */
function unknownTo(body: Wanted): string[] {
  const top = [
    ...(['restrictions', 'required_linear_history', 'block_creations'] as const),
    ...(['required_conversation_resolution', 'lock_branch', 'allow_fork_syncing'] as const),
  ].filter((name) => body[name]);
  const {
    dismiss_stale_reviews: _,
    required_approving_review_count: __,
    ...more
  } = body.required_pull_request_reviews ?? {};
  const below = Object.entries(more).filter(([, value]) => value !== false && value !== undefined);
  return [...top, ...below.map(([name]) => `required_pull_request_reviews.${name}`)];
}

/** `checks` counts, and takes the place of `contexts`. An app id of -1 means: anybody's. */
function ruleIn(body: Wanted): BranchProtection {
  const { required_status_checks: checks, required_pull_request_reviews: reviews } = body;
  const plain = (checks?.contexts ?? []).map((context) => ({ context, appId: null }));
  const named = checks?.checks?.map(({ context, app_id: id = -1 }) => ({ context, appId: id === -1 ? null : id }));
  return {
    checks: checks === null ? null : { strict: checks.strict, checks: named ?? plain },
    reviews:
      reviews === null
        ? null
        : {
            approvals: reviews.required_approving_review_count ?? 1,
            dismissStale: reviews.dismiss_stale_reviews ?? false,
          },
    enforceAdmins: body.enforce_admins ?? false,
    allowForcePushes: body.allow_force_pushes ?? false,
    allowDeletions: body.allow_deletions ?? false,
  };
}

function ruleOf(call: Call): { readonly name: string; readonly rule: BranchProtection } {
  const { name } = branchIn(call);
  const rule = call.repository.protections.get(name);
  if (rule === undefined) throw new ApiError(404, 'Branch not protected');
  return { name, rule };
}

export const branchProtectionEndpoints: readonly Endpoint[] = [
  endpoint(`GET ${path}`, { needs: [{ administration: 'read' }], role: 'admin' }, (call) => {
    const { name, rule } = ruleOf(call);
    return ok(protectionShape(call.world, call.repository, name, rule));
  }),
  endpoint(`PUT ${path}`, { needs: [{ administration: 'write' }], role: 'admin', body: wanted }, (call) => {
    const { repository, world } = call;
    const { name } = branchIn(call);
    const unknown = unknownTo(call.body);
    if (unknown.length > 0) {
      throw unprocessable(
        `The sandbox does not follow ${unknown.join(', ')}; leave it out, or set it to null or false.`,
      );
    }
    const rule = ruleIn(call.body);
    repository.protections.set(name, rule);
    world.changed({ kind: 'repository', repository });
    return ok(protectionShape(world, repository, name, rule));
  }),
  endpoint(`DELETE ${path}`, { needs: [{ administration: 'write' }], role: 'admin' }, (call) => {
    call.repository.protections.delete(ruleOf(call).name);
    call.world.changed({ kind: 'repository', repository: call.repository });
    return noContent();
  }),
];
