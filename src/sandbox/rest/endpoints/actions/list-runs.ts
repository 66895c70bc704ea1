/** Lists of workflow runs, newest first, with GitHub's filters. */
import { workflowRunShape } from '../../../shapes/workflow-run.ts';
import type { WorkflowRun } from '../../../world/repository.ts';
import { type Call, endpoint, seen } from '../../endpoint.ts';
import { counted } from '../../listing.ts';
import type { Reply } from '../../reply.ts';
import { withinDates } from './date-filter.ts';
import { workflowIn } from './find-record.ts';

const base = '/repos/{owner}/{repo}/actions';
const reads = { needs: [{ actions: 'read' }] } as const;

export const runLists = [
  endpoint(`GET ${base}/runs`, reads, (call) => list(call, () => true)),
  endpoint(`GET ${base}/workflows/{workflow_id}/runs`, reads, (call) => {
    const workflow = workflowIn(call);
    return list(call, (run) => run.workflow === workflow);
  }),
];

function list(call: Call, wanted: (run: WorkflowRun) => boolean): Reply {
  const { query, world } = call;
  const runs = seen(call, call.repository.workflowRuns.values())
    .filter((run) => wanted(run) && passes(run, query))
    .sort((left, right) => right.id - left.id);
  return counted(call, 'workflow_runs', runs, (run) => workflowRunShape(world, run));
}

/** `status` takes a conclusion as well; `created` is a date or a range of dates. */
function passes(run: WorkflowRun, query: Call['query']): boolean {
  const { actor, branch, event, status, created, head_sha: headSha, check_suite_id: suite } = query;
  return (
    (actor === undefined || run.actor.login.toLowerCase() === actor.toLowerCase()) &&
    (branch === undefined || run.headBranch === branch) &&
    (event === undefined || run.event === event) &&
    (headSha === undefined || run.headSha === headSha) &&
    (status === undefined || run.status === status || run.conclusion === status) &&
    (created === undefined || withinDates(created, run.writtenMs)) &&
    (suite === undefined || suiteOf(run) === Number(suite))
  );
}

function suiteOf(run: WorkflowRun): number | undefined {
  return [...run.repository.jobs.values()].find((job) => job.run === run)?.checkRun?.suite.id;
}
