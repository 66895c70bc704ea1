/** Deployments and their statuses. */
import { z } from 'zod';
import { addDeploymentStatus, newDeployment } from '../../../../changes/deployments.ts';
import { isAncestor } from '../../../../git/commits.ts';
import { refTarget, resolveCommit } from '../../../../git/refs.ts';
import { deploymentShape, deploymentStatusShape } from '../../../../shapes/deployment.ts';
import type { Deployment } from '../../../../world/actions/deployment.ts';
import type { Repository } from '../../../../world/repository.ts';
import { type Call, endpoint, seen } from '../../../endpoint.ts';
import { listing } from '../../../listing.ts';
import { ApiError, created, noContent, notFound, ok, unprocessable } from '../../../reply.ts';

const base = '/repos/{owner}/{repo}/deployments';
const reads = { needs: [{ deployments: 'read' }] } as const;
const writes = { needs: [{ deployments: 'write' }] } as const;

const plan = z.object({
  ref: z.string(),
  task: z.string().default('deploy'),
  auto_merge: z.boolean().default(true),
  required_contexts: z.array(z.string()).optional(),
  payload: z.union([z.record(z.string(), z.unknown()), z.string()]).default({}),
  environment: z.string().default('production'),
  description: z.string().max(140).nullish(),
});

const status = z.object({
  state: z.enum(['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']),
  target_url: z.string().optional(),
  log_url: z.string().optional(),
  description: z.string().max(140).optional(),
  environment_url: z.string().optional(),
  auto_inactive: z.boolean().default(true),
});

export const deployments = [
  endpoint(`GET ${base}`, reads, (call) => {
    const { sha, ref, task, environment } = call.query;
    const shown = seen(call, call.repository.deployments.values()).filter(
      (deployment) =>
        (sha === undefined || deployment.sha === sha) &&
        (ref === undefined || deployment.ref === ref) &&
        (task === undefined || deployment.task === task) &&
        (environment === undefined || deployment.environment === environment),
    );
    return listing(call, shown.reverse(), (each) => deploymentShape(call.world, call.repository, each));
  }),
  endpoint(`POST ${base}`, { ...writes, body: plan }, async (call) => {
    const { site, repository, body, doer } = call;
    const sha = await resolveCommit(repository, body.ref);
    if (sha === undefined) throw unprocessable(`No ref found for: ${body.ref}`);
    if (body.auto_merge) await mustBeUpToDate(repository, body.ref);
    mustBeGreen(repository, sha, body);
    const { ref, task, environment, payload, description } = body;
    const wanted = { sha, ref, task, environment, payload, description: description ?? null };
    return created(deploymentShape(call.world, repository, newDeployment(site, repository, wanted, doer)));
  }),
  endpoint(`GET ${base}/{deployment_id}`, reads, (call) =>
    ok(deploymentShape(call.world, call.repository, deploymentIn(call))),
  ),
  endpoint(`DELETE ${base}/{deployment_id}`, writes, (call) => {
    const deployment = deploymentIn(call);
    const only = call.repository.deployments.size === 1;
    if (!only && deployment.statuses.at(-1)?.state === 'success') {
      throw unprocessable(
        'We cannot delete an active deployment unless it is the only deployment in a given environment.',
      );
    }
    call.repository.deployments.delete(deployment.id);
    call.world.changed({ kind: 'deployment', repository: call.repository, id: deployment.id });
    return noContent();
  }),
  endpoint(`GET ${base}/{deployment_id}/statuses`, reads, (call) => {
    const deployment = deploymentIn(call);
    return listing(call, seen(call, deployment.statuses).reverse(), (each) =>
      deploymentStatusShape(call.world, call.repository, deployment, each),
    );
  }),
  endpoint(`POST ${base}/{deployment_id}/statuses`, { ...writes, body: status }, (call) => {
    const { site, repository, body, doer } = call;
    const deployment = deploymentIn(call);
    const wanted = {
      state: body.state,
      description: body.description,
      environmentUrl: body.environment_url,
      logUrl: body.log_url ?? body.target_url,
      keepsOthers: !body.auto_inactive,
    };
    const made = addDeploymentStatus(site, repository, deployment, wanted, doer);
    return created(deploymentStatusShape(call.world, repository, deployment, made));
  }),
  endpoint(`GET ${base}/{deployment_id}/statuses/{status_id}`, reads, (call) => {
    const deployment = deploymentIn(call);
    const found = seen(call, deployment.statuses).find((each) => each.id === Number(call.parameters.status_id));
    if (!found) throw notFound();
    return ok(deploymentStatusShape(call.world, call.repository, deployment, found));
  }),
];

function deploymentIn(call: Pick<Call, 'repository' | 'parameters' | 'seenMs'>): Deployment {
  const found = call.repository.deployments.get(Number(call.parameters.deployment_id));
  if (!found || found.writtenMs > call.seenMs) throw notFound();
  return found;
}

/** GitHub would merge the default branch into one that is behind; the sandbox says that it does not. */
async function mustBeUpToDate(repository: Repository, ref: string): Promise<void> {
  const branch = refTarget(repository, `refs/heads/${ref.replace(/^(refs\/)?heads\//, '')}`);
  const head = refTarget(repository, `refs/heads/${repository.defaultBranch}`);
  if (branch === undefined || head === undefined || (await isAncestor(repository.directory, head, branch))) return;
  throw new ApiError(
    409,
    `Conflict: ${ref} is behind ${repository.defaultBranch}, and the sandbox does not merge by itself. Send auto_merge: false, or merge first.`,
  );
}

/** Without `required_contexts: []`, every check (or each that is named) must have passed. */
function mustBeGreen(
  repository: Repository,
  sha: string,
  { ref, required_contexts: required }: z.infer<typeof plan>,
): void {
  const checks = [...repository.checkRuns.values()].filter((check) => check.headSha === sha);
  const meant = required === undefined ? checks : checks.filter((check) => required.includes(check.name));
  const missing = (required ?? []).filter((name) => !meant.some((check) => check.name === name));
  const bad = meant.filter((check) => !['success', 'neutral', 'skipped'].includes(check.conclusion ?? ''));
  if (missing.length + bad.length === 0) return;
  const contexts = [
    ...missing.map((context) => ({ context, state: 'pending' })),
    ...bad.map((check) => ({ context: check.name, state: check.conclusion === null ? 'pending' : 'failure' })),
  ];
  throw new ApiError(409, `Conflict: Commit status checks failed for ${ref}.`, {
    errors: [{ resource: 'Deployment', field: 'required_contexts', code: 'invalid', value: contexts }],
  });
}
