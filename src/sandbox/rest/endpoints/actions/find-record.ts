/** The run, job, workflow or artifact that a path names. What is not there, or not seen yet, is 404. */

import type { Workflow } from '../../../world/actions/workflow.ts';
import type { Artifact, Job, WorkflowRun } from '../../../world/repository.ts';
import type { Call } from '../../endpoint.ts';
import { notFound } from '../../reply.ts';

export function runIn(call: Call): WorkflowRun {
  return visible(call, call.repository.workflowRuns.get(Number(call.parameters.run_id)));
}

/** `{attempt_number}` of the path; 404 when the run has not come that far. */
export function attemptIn(call: Call, run: WorkflowRun): number {
  const attempt = Number(call.parameters.attempt_number);
  if (!Number.isInteger(attempt) || attempt < 1 || attempt > run.attempt) throw notFound();
  return attempt;
}

export function jobIn(call: Call): Job {
  return visible(call, call.repository.jobs.get(Number(call.parameters.job_id)));
}

export function artifactIn(call: Call): Artifact {
  return visible(call, call.repository.artifacts.get(Number(call.parameters.artifact_id)));
}

/** By number, or by the name of its file; a workflow whose file is gone is found by number only. */
export function workflowIn(call: Call): Workflow {
  const wanted = call.parameters.workflow_id ?? '';
  const found = [...call.repository.workflows.values()].find((workflow) =>
    /^\d+$/.test(wanted)
      ? workflow.id === Number(wanted)
      : workflow.state !== 'deleted' && [workflow.path, workflow.path.split('/').at(-1)].includes(wanted),
  );
  return visible(call, found);
}

function visible<Found extends { readonly writtenMs: number }>(call: Call, record: Found | undefined): Found {
  if (!record || record.writtenMs > call.seenMs) throw notFound();
  return record;
}
