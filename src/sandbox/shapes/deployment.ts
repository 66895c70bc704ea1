/** Environments, deployments and their statuses as the API shows them. */
import type { Deployment, DeploymentStatus, Environment } from '../world/actions/deployment.ts';
import type { Repository } from '../world/repository.ts';
import { isoTime, type World } from '../world/world.ts';
import { appShape, simpleUser } from './account.ts';
import { nodeId, repositoryApi, repositoryPage, type Shape } from './link.ts';

/** `deployment`. */
export function deploymentShape(world: World, repository: Repository, deployment: Deployment): Shape {
  const url = repositoryApi(world, repository, `/deployments/${deployment.id}`);
  return {
    url,
    id: deployment.id,
    node_id: nodeId('Deployment', deployment.id),
    task: deployment.task,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    created_at: isoTime(deployment.writtenMs),
    updated_at: isoTime(deployment.updatedMs),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryApi(world, repository),
    creator: simpleUser(world, deployment.creator),
    sha: deployment.sha,
    ref: deployment.ref,
    payload: deployment.payload ?? {},
    transient_environment: false,
    production_environment: deployment.environment === 'production',
    performed_via_github_app: deployment.viaApp ? appShape(world, deployment.viaApp) : null,
  };
}

/** `deployment-status`. */
export function deploymentStatusShape(
  world: World,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatus,
): Shape {
  const url = repositoryApi(world, repository, `/deployments/${deployment.id}`);
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DeploymentStatus', status.id),
    state: status.state,
    creator: simpleUser(world, status.creator),
    description: status.description,
    environment: deployment.environment,
    target_url: status.logUrl,
    created_at: isoTime(status.writtenMs),
    updated_at: isoTime(status.writtenMs),
    deployment_url: url,
    repository_url: repositoryApi(world, repository),
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: status.viaApp ? appShape(world, status.viaApp) : null,
  };
}

/** `environment`. */
export function environmentShape(world: World, repository: Repository, environment: Environment): Shape {
  const rules: Shape[] = [];
  if (environment.waitMinutes > 0) {
    rules.push({
      id: environment.id,
      node_id: nodeId('Gate', environment.id),
      type: 'wait_timer',
      wait_timer: environment.waitMinutes,
    });
  }
  if (environment.reviewers.length > 0) {
    rules.push({
      id: environment.id,
      node_id: nodeId('Gate', environment.id),
      type: 'required_reviewers',
      prevent_self_review: environment.preventSelfReview,
      reviewers: environment.reviewers.map((account) => ({ type: 'User', reviewer: simpleUser(world, account) })),
    });
  }
  const name = encodeURIComponent(environment.name);
  return {
    id: environment.id,
    node_id: nodeId('Environment', environment.id),
    name: environment.name,
    url: repositoryApi(world, repository, `/environments/${name}`),
    html_url: repositoryPage(world, repository, `/deployments/activity_log?environments_filter=${name}`),
    created_at: isoTime(environment.writtenMs),
    updated_at: isoTime(environment.updatedMs),
    protection_rules: rules,
    deployment_branch_policy: null,
  };
}
