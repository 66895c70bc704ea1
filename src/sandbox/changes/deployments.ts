/** Makes deployments and their statuses, and tells of them. */
import { deploymentShape, deploymentStatusShape } from '../shapes/deployment.ts';
import type { Doer, Site } from '../site.ts';
import { announce } from '../webhooks/announce.ts';
import type { Deployment, DeploymentState, DeploymentStatus, Environment } from '../world/actions/deployment.ts';
import type { Repository } from '../world/repository.ts';

export interface NewDeployment {
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
}

export function newDeployment(site: Site, repository: Repository, plan: NewDeployment, doer: Doer): Deployment {
  const { world } = site;
  const nowMs = world.now();
  const { account: creator, viaApp } = doer;
  const deployment = { ...plan, id: world.nextId(), writtenMs: nowMs, updatedMs: nowMs, creator, viaApp, statuses: [] };
  repository.deployments.set(deployment.id, deployment);
  ensureEnvironment(site, repository, plan.environment);
  announce(site, {
    event: 'deployment',
    action: 'created',
    repository,
    doer,
    payload: { deployment: deploymentShape(world, repository, deployment), workflow: null, workflow_run: null },
  });
  world.changed({ kind: 'deployment', repository, id: deployment.id });
  return deployment;
}

/** A success makes the earlier ones of the same environment inactive, as GitHub does by default. */
export function addDeploymentStatus(
  site: Site,
  repository: Repository,
  deployment: Deployment,
  plan: {
    readonly state: DeploymentState;
    readonly description?: string | undefined;
    readonly environmentUrl?: string | undefined;
    readonly logUrl?: string | undefined;
    /** Earlier deployments of the environment stay active. */
    readonly keepsOthers?: boolean;
  },
  doer: Doer,
): DeploymentStatus {
  const { world } = site;
  const status: DeploymentStatus = {
    id: world.nextId(),
    writtenMs: world.now(),
    state: plan.state,
    creator: doer.account,
    viaApp: doer.viaApp,
    description: plan.description ?? '',
    environmentUrl: plan.environmentUrl ?? '',
    logUrl: plan.logUrl ?? '',
  };
  deployment.statuses.push(status);
  deployment.updatedMs = world.now();
  announce(site, {
    event: 'deployment_status',
    action: 'created',
    repository,
    doer,
    payload: {
      deployment_status: deploymentStatusShape(world, repository, deployment, status),
      deployment: deploymentShape(world, repository, deployment),
      workflow: null,
      workflow_run: null,
      check_run: null,
    },
  });
  world.changed({ kind: 'deployment', repository, id: deployment.id });
  if (plan.state === 'success' && !plan.keepsOthers) retireEarlier(site, repository, deployment, doer);
  return status;
}

/** Environments come into being when they are first named. */
export function ensureEnvironment({ world }: Site, repository: Repository, name: string): Environment {
  const known = repository.environments.get(name.toLowerCase());
  if (known) return known;
  const environment: Environment = {
    id: world.nextId(),
    writtenMs: world.now(),
    updatedMs: world.now(),
    name,
    reviewers: [],
    waitMinutes: 0,
    preventSelfReview: false,
    variables: new Map(),
    secrets: new Map(),
  };
  repository.environments.set(name.toLowerCase(), environment);
  return environment;
}

function retireEarlier(site: Site, repository: Repository, current: Deployment, doer: Doer): void {
  for (const other of repository.deployments.values()) {
    if (other === current || other.environment !== current.environment) continue;
    if (other.statuses.at(-1)?.state === 'success') {
      addDeploymentStatus(site, repository, other, { state: 'inactive' }, doer);
    }
  }
}
