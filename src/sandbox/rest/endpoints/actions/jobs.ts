/** Jobs of a run and their logs. */
import { downloadUrl } from '../../../downloads.ts';
import { jobShape } from '../../../shapes/workflow-run.ts';
import { type Call, endpoint, seen } from '../../endpoint.ts';
import { counted } from '../../listing.ts';
import { notFound, ok, type Reply } from '../../reply.ts';
import { attemptIn, jobIn, runIn } from './find-record.ts';

const base = '/repos/{owner}/{repo}/actions';
const reads = { needs: [{ actions: 'read' }] } as const;

export const jobs = [
  endpoint(`GET ${base}/runs/{run_id}/jobs`, reads, (call) => {
    const { attempt } = runIn(call);
    return list(call, (each) => call.query.filter === 'all' || each === attempt);
  }),
  endpoint(`GET ${base}/runs/{run_id}/attempts/{attempt_number}/jobs`, reads, (call) => {
    const attempt = attemptIn(call, runIn(call));
    return list(call, (each) => each === attempt);
  }),
  endpoint(`GET ${base}/jobs/{job_id}`, reads, (call) => ok(jobShape(call.world, jobIn(call)))),
  endpoint(`GET ${base}/jobs/{job_id}/logs`, reads, (call) => {
    const job = jobIn(call);
    // As on GitHub, a job's log can be fetched once the job has ended.
    if (job.status !== 'completed' || job.log === '') throw notFound();
    return { status: 302, headers: { location: downloadUrl(call.site, { kind: 'job-log', id: job.id }) } };
  }),
];

function list(call: Call, wanted: (attempt: number) => boolean): Reply {
  const run = runIn(call);
  const shown = seen(call, call.repository.jobs.values()).filter((job) => job.run === run && wanted(job.attempt));
  return counted(call, 'jobs', shown, (job) => jobShape(call.world, job));
}
