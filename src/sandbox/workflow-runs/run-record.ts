/** Makes the record of a run, and the form in which the runner wants it. */
import { readCommit } from '../git/commits.ts';
import type { Json, Run } from '../runner/host.ts';
import type { Workflow as WorkflowFile } from '../runner/workflow/workflow.ts';
import { apiUrl } from '../shapes/link.ts';
import type { Doer } from '../site.ts';
import type { Workflow } from '../world/actions/workflow.ts';
import type { Repository, WorkflowRun } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** What is known when a run is asked for. */
export interface RunPlan {
  readonly repository: Repository;
  readonly workflow: Workflow;
  readonly event: string;
  readonly eventPayload: Readonly<Record<string, unknown>>;
  readonly inputs: WorkflowRun['inputs'];
  readonly ref: string;
  readonly headBranch: string | null;
  readonly headSha: string;
  readonly sha: string;
  readonly title: string;
  readonly doer: Doer;
  readonly pullNumbers: readonly number[];
}

export async function makeRun(world: World, plan: RunPlan): Promise<WorkflowRun> {
  const { repository, workflow, doer } = plan;
  const headCommit = await readCommit(repository.directory, plan.headSha);
  if (!headCommit) throw new Error(`Commit ${plan.headSha} of a run of ${workflow.path} is not in the repository`);
  const earlier = [...repository.workflowRuns.values()].filter((run) => run.workflow === workflow).length;
  const nowMs = world.now();
  const run: WorkflowRun = {
    id: world.nextId(),
    writtenMs: nowMs,
    repository,
    workflow,
    runNumber: earlier + 1,
    attempt: 1,
    event: plan.event,
    eventPayload: plan.eventPayload,
    inputs: plan.inputs,
    headBranch: plan.headBranch,
    headSha: plan.headSha,
    headCommit,
    sha: plan.sha,
    ref: plan.ref,
    actor: doer.account,
    triggeringActor: doer.account,
    viaApp: doer.viaApp,
    displayTitle: plan.title,
    status: 'queued',
    conclusion: null,
    concurrencyGroup: undefined,
    runStartedMs: nowMs,
    updatedMs: nowMs,
    completedMs: undefined,
    startupError: undefined,
    pullNumbers: [...plan.pullNumbers],
    pastAttempts: [],
    approvals: [],
  };
  repository.workflowRuns.set(run.id, run);
  return run;
}

export function runnerRun(world: World, run: WorkflowRun, file: WorkflowFile): Run {
  const { repository } = run;
  return {
    workflow: file,
    id: run.id,
    number: run.runNumber,
    attempt: run.attempt,
    repository: {
      id: repository.id,
      owner: repository.owner.login,
      ownerId: repository.owner.id,
      name: repository.name,
      defaultBranch: repository.defaultBranch,
      defaultPermissions: repository.settings.defaultWorkflowPermissions,
    },
    serverUrl: world.url,
    apiUrl: apiUrl(world),
    graphqlUrl: `${world.url}/api/graphql`,
    ref: run.ref,
    sha: run.sha,
    actor: { login: run.triggeringActor.login, id: run.triggeringActor.id },
    event: { name: run.event, payload: run.eventPayload as { [key: string]: Json } },
    inputs: { ...run.inputs },
  };
}
