/** Webhooks about runs and their jobs. */

import { deploymentShape } from '../shapes/deployment.ts';
import { jobShape, workflowRunShape, workflowShape } from '../shapes/workflow-run.ts';
import type { Doer, Site } from '../site.ts';
import { announce } from '../webhooks/announce.ts';
import type { Job, WorkflowRun } from '../world/repository.ts';

/** `workflow_run`. `requested` does not fire for a re-run. */
export function announceRun(site: Site, run: WorkflowRun, action: 'requested' | 'in_progress' | 'completed'): void {
  const { world } = site;
  const { repository } = run;
  announce(site, {
    event: 'workflow_run',
    action,
    repository,
    doer: starter(run),
    payload: {
      workflow_run: workflowRunShape(world, run),
      workflow: workflowShape(world, repository, run.workflow),
    },
  });
}

/** `workflow_job`. */
export function announceJob(site: Site, job: Job, action: 'queued' | 'waiting' | 'in_progress' | 'completed'): void {
  const { world } = site;
  const { repository } = job.run;
  announce(site, {
    event: 'workflow_job',
    action,
    repository,
    doer: starter(job.run),
    payload: {
      workflow_job: jobShape(world, job),
      ...(job.deployment ? { deployment: deploymentShape(world, repository, job.deployment) } : {}),
    },
  });
}

/** Whoever started the attempt; what a run does starts no further runs. */
export function starter(run: WorkflowRun): Doer {
  return { account: run.triggeringActor, viaApp: undefined, quiet: true };
}
