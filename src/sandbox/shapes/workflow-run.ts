/** Workflows, runs, jobs and artifacts as the API shows them. */

import type { Step, Workflow } from '../world/actions/workflow.ts';
import { isPull } from '../world/pull-request.ts';
import type { Artifact, Job, Repository, WorkflowRun } from '../world/repository.ts';
import { isoTime, type World } from '../world/world.ts';
import { simpleUser } from './account.ts';
import { simpleCommit } from './commit.ts';
import { nodeId, repositoryApi, repositoryPage, type Shape } from './link.ts';
import { pullMinimal } from './pull-request.ts';
import { minimalRepository } from './repository.ts';

/** `workflow`. */
export function workflowShape(world: World, repository: Repository, workflow: Workflow): Shape {
  const file = workflow.path.split('/').at(-1);
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: isoTime(workflow.writtenMs),
    updated_at: isoTime(workflow.updatedMs),
    url: repositoryApi(world, repository, `/actions/workflows/${workflow.id}`),
    html_url: repositoryPage(world, repository, `/blob/${repository.defaultBranch}/${workflow.path}`),
    badge_url: repositoryPage(world, repository, `/actions/workflows/${file}/badge.svg`),
  };
}

/** `workflow-run`, as of its latest attempt or of an earlier one. */
export function workflowRunShape(world: World, run: WorkflowRun, attempt = run.attempt): Shape {
  const { repository } = run;
  const url = runApi(world, run);
  const state = run.pastAttempts.find((past) => past.attempt === attempt) ?? run;
  const suite = [...repository.jobs.values()].find((job) => job.run === run)?.checkRun?.suite;
  const suiteId = suite?.id ?? run.id;
  const pulls = run.pullNumbers.flatMap((number) => repository.issues.get(number) ?? []).filter(isPull);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    check_suite_id: suiteId,
    check_suite_node_id: nodeId('CheckSuite', suiteId),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.workflow.path,
    run_number: run.runNumber,
    run_attempt: attempt,
    referenced_workflows: [],
    event: run.event,
    display_title: run.displayTitle,
    status: state.status,
    conclusion: state.conclusion,
    workflow_id: run.workflow.id,
    url,
    html_url: runPage(world, run),
    pull_requests: pulls.map((pull) => pullMinimal(world, repository, pull)),
    created_at: isoTime(run.writtenMs),
    updated_at: isoTime(state.updatedMs),
    actor: simpleUser(world, run.actor),
    triggering_actor: simpleUser(world, state.triggeringActor),
    run_started_at: isoTime(state.runStartedMs),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: repositoryApi(world, repository, `/check-suites/${suiteId}`),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt > 1 ? `${url}/attempts/${attempt - 1}` : null,
    workflow_url: repositoryApi(world, repository, `/actions/workflows/${run.workflow.id}`),
    head_commit: simpleCommit(run.headCommit),
    repository: minimalRepository(world, repository),
    head_repository: minimalRepository(world, repository),
  };
}

export function runApi(world: World, run: WorkflowRun): string {
  return repositoryApi(world, run.repository, `/actions/runs/${run.id}`);
}

export function runPage(world: World, run: WorkflowRun): string {
  return repositoryPage(world, run.repository, `/actions/runs/${run.id}`);
}

/** `job`. */
export function jobShape(world: World, job: Job): Shape {
  const { run } = job;
  const started = job.status !== 'queued' && job.status !== 'waiting' && job.status !== 'pending';
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.workflow.name,
    head_branch: run.headBranch,
    run_url: runApi(world, run),
    run_attempt: job.attempt,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headSha,
    url: repositoryApi(world, run.repository, `/actions/jobs/${job.id}`),
    html_url: jobPage(world, job),
    status: job.status,
    conclusion: job.conclusion,
    created_at: isoTime(job.writtenMs),
    started_at: isoTime(job.startedMs ?? job.writtenMs),
    completed_at: job.completedMs ? isoTime(job.completedMs) : null,
    name: job.name,
    steps: job.steps.map(stepShape),
    check_run_url: repositoryApi(world, run.repository, `/check-runs/${job.checkRun?.id ?? job.id}`),
    labels: [...job.labels],
    runner_id: started ? 1 : null,
    runner_name: started ? 'sandbox' : null,
    runner_group_id: started ? 0 : null,
    runner_group_name: started ? 'GitHub Actions' : null,
  };
}

export function jobPage(world: World, job: Job): string {
  return repositoryPage(world, job.run.repository, `/actions/runs/${job.run.id}/job/${job.id}`);
}

/** `artifact`. */
export function artifactShape(world: World, artifact: Artifact): Shape {
  const { run } = artifact;
  const url = repositoryApi(world, run.repository, `/actions/artifacts/${artifact.id}`);
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expiresMs <= world.now(),
    digest: artifact.digest,
    created_at: isoTime(artifact.writtenMs),
    updated_at: isoTime(artifact.writtenMs),
    expires_at: isoTime(artifact.expiresMs),
    workflow_run: {
      id: run.id,
      repository_id: run.repository.id,
      head_repository_id: run.repository.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  };
}

function stepShape(step: Step): Shape {
  return {
    name: step.name,
    status: step.status,
    conclusion: step.conclusion,
    number: step.number,
    started_at: step.startedMs ? isoTime(step.startedMs) : null,
    completed_at: step.completedMs ? isoTime(step.completedMs) : null,
  };
}
