/** Jobs that wait at an environment: which, and letting them in or sending them away. */
import { z } from 'zod';
import { simpleUser } from '../../../../shapes/account.ts';
import { deploymentShape } from '../../../../shapes/deployment.ts';
import { nodeId, repositoryApi, repositoryPage, type Shape } from '../../../../shapes/link.ts';
import type { Account } from '../../../../world/account.ts';
import type { Environment } from '../../../../world/actions/deployment.ts';
import type { WorkflowRun } from '../../../../world/repository.ts';
import { isoTime } from '../../../../world/world.ts';
import { type Call, endpoint } from '../../../endpoint.ts';
import { ok, unprocessable } from '../../../reply.ts';
import { runIn } from '../find-record.ts';

const base = '/repos/{owner}/{repo}/actions/runs/{run_id}';

const verdict = z.object({
  environment_ids: z.array(z.int()),
  state: z.enum(['approved', 'rejected']),
  comment: z.string(),
});

export const pendingDeployments = [
  endpoint(`GET ${base}/pending_deployments`, { needs: [{ actions: 'read' }] }, (call) =>
    ok(waitingFor(call, runIn(call)).map((environment) => pendingShape(call, environment))),
  ),
  endpoint(
    `POST ${base}/pending_deployments`,
    { needs: [{ deployments: 'write' }], role: 'read', body: verdict },
    (call) => {
      const { site, world, repository, body, account } = call;
      const run = runIn(call);
      const waiting = waitingFor(call, run);
      const meant = waiting.filter((environment) => body.environment_ids.includes(environment.id));
      if (meant.length !== new Set(body.environment_ids).size) {
        throw unprocessable('No pending deployment requests to approve or reject');
      }
      if (meant.some((environment) => !mayReview(environment, run, account))) {
        throw unprocessable('Current user is not a required reviewer of every environment, or started the run.');
      }
      const names = meant.map((environment) => environment.name);
      run.approvals.push({ environments: meant, state: body.state, account, comment: body.comment });
      const deployments = site.runs.review(run, names, body.state);
      return ok(deployments.map((deployment) => deploymentShape(world, repository, deployment)));
    },
  ),
  endpoint(`GET ${base}/approvals`, { needs: [{ actions: 'read' }] }, (call) => {
    const { world } = call;
    const shapes = runIn(call).approvals.map(({ environments, state, account, comment }) => ({
      environments: environments.map((environment) => ({
        ...environmentMark(call, environment),
        created_at: isoTime(environment.writtenMs),
        updated_at: isoTime(environment.updatedMs),
      })),
      state,
      user: simpleUser(world, account),
      comment,
    }));
    return ok(shapes);
  }),
];

function waitingFor({ site, repository }: Call, run: WorkflowRun): Environment[] {
  const names = new Set(site.runs.waitingFor(run).map((name) => name.toLowerCase()));
  return [...repository.environments].filter(([name]) => names.has(name)).map(([, environment]) => environment);
}

function mayReview(environment: Environment, run: WorkflowRun, account: Account): boolean {
  if (environment.preventSelfReview && run.triggeringActor === account) return false;
  return environment.reviewers.includes(account);
}

function pendingShape(call: Call, environment: Environment): Shape {
  const { world, actor } = call;
  const run = runIn(call);
  return {
    environment: environmentMark(call, environment),
    wait_timer: environment.waitMinutes,
    wait_timer_started_at: environment.waitMinutes > 0 ? isoTime(run.runStartedMs) : null,
    current_user_can_approve: actor.kind === 'user' && mayReview(environment, run, actor.account),
    reviewers: environment.reviewers.map((account) => ({ type: 'User', reviewer: simpleUser(world, account) })),
  };
}

function environmentMark({ world, repository }: Call, environment: Environment): Shape {
  const name = encodeURIComponent(environment.name);
  return {
    id: environment.id,
    node_id: nodeId('Environment', environment.id),
    name: environment.name,
    url: repositoryApi(world, repository, `/environments/${name}`),
    html_url: repositoryPage(world, repository, `/deployments/activity_log?environments_filter=${name}`),
  };
}
