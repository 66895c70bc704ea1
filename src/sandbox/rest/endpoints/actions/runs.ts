/** One workflow run: looking at it and its logs, stopping it, starting it again, deleting it. */
import { downloadUrl } from '../../../downloads.ts';
import { workflowRunShape } from '../../../shapes/workflow-run.ts';
import type { WorkflowRun } from '../../../world/repository.ts';
import { type Call, endpoint } from '../../endpoint.ts';
import { ApiError, accepted, created, noContent, notFound, ok, type Reply } from '../../reply.ts';
import { attemptIn, jobIn, runIn } from './find-record.ts';

const base = '/repos/{owner}/{repo}/actions/runs/{run_id}';
const reads = { needs: [{ actions: 'read' }] } as const;
const writes = { needs: [{ actions: 'write' }] } as const;

export const runs = [
  endpoint(`GET ${base}`, reads, (call) => ok(workflowRunShape(call.world, runIn(call)))),
  endpoint(`GET ${base}/attempts/{attempt_number}`, reads, (call) => {
    const run = runIn(call);
    return ok(workflowRunShape(call.world, run, attemptIn(call, run)));
  }),
  endpoint(`GET ${base}/logs`, reads, (call) => logs(call, runIn(call).attempt)),
  endpoint(`GET ${base}/attempts/{attempt_number}/logs`, reads, (call) => logs(call, attemptIn(call, runIn(call)))),
  endpoint(`DELETE ${base}/logs`, writes, (call) => {
    const run = runIn(call);
    for (const job of run.repository.jobs.values()) if (job.run === run) job.log = '';
    return noContent();
  }),
  endpoint(`POST ${base}/cancel`, writes, (call) => cancel(call, false)),
  endpoint(`POST ${base}/force-cancel`, writes, (call) => cancel(call, true)),
  endpoint(`POST ${base}/rerun`, writes, (call) => rerun(call, runIn(call), 'all')),
  endpoint(`POST ${base}/rerun-failed-jobs`, writes, (call) => rerun(call, runIn(call), 'failed')),
  endpoint('POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun', writes, (call) => {
    const job = jobIn(call);
    return rerun(call, job.run, [job.workflowJob]);
  }),
  endpoint(`POST ${base}/approve`, writes, (call) => {
    runIn(call);
    throw new ApiError(403, 'This run is not from a fork pull request, so it needs no approval.');
  }),
  endpoint(`DELETE ${base}`, writes, (call) => {
    const run = runIn(call);
    if (run.status !== 'completed') throw new ApiError(403, 'Could not delete the workflow run');
    forget(run);
    call.world.changed({ kind: 'workflow_run', repository: run.repository, id: run.id });
    return noContent();
  }),
];

/** A redirect to an archive with one text for each job; there is none before the attempt has ended. */
function logs(call: Call, attempt: number): Reply {
  const run = runIn(call);
  if (attempt === run.attempt && run.status !== 'completed') throw notFound();
  const location = downloadUrl(call.site, { kind: 'run-logs', id: run.id, attempt });
  return { status: 302, headers: { location } };
}

function cancel(call: Call, force: boolean): Reply {
  const run = runIn(call);
  if (!call.site.runs.cancel(run, { force })) {
    throw new ApiError(409, 'Cannot cancel a workflow run that is completed.');
  }
  return accepted();
}

async function rerun(call: Call, run: WorkflowRun, jobs: 'all' | 'failed' | readonly string[]): Promise<Reply> {
  if (!(await call.site.runs.rerun(run, call.doer, jobs))) {
    throw new ApiError(403, 'This workflow is already running');
  }
  return created({});
}

function forget(run: WorkflowRun): void {
  const { workflowRuns, jobs, artifacts } = run.repository;
  workflowRuns.delete(run.id);
  for (const job of jobs.values()) if (job.run === run) jobs.delete(job.id);
  for (const artifact of artifacts.values()) if (artifact.run === run) artifacts.delete(artifact.id);
}
