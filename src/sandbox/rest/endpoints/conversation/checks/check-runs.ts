/** Check runs: made and changed by their own app, asked for again by others. */
import { z } from 'zod';
import { announceCheckRun, newCheckRun, rerequestCheckRun } from '../../../../changes/check-runs.ts';
import { readCommit } from '../../../../git/commits.ts';
import { resolveCommit } from '../../../../git/refs.ts';
import { annotationShapes, checkRunShape } from '../../../../shapes/check.ts';
import type { App } from '../../../../world/account.ts';
import type { CheckRun } from '../../../../world/check.ts';
import { pullsOf } from '../../../../world/find.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../../endpoint.ts';
import { counted, listing } from '../../../listing.ts';
import { ApiError, created, notFound, ok, type Reply, unprocessable } from '../../../reply.ts';
import { applyChange, checkLimits, checkRunChange } from './check-run-change.ts';

const path = '/repos/{owner}/{repo}/check-runs';
const read = { needs: [{ checks: 'read' as const }] };
const write = { needs: [{ checks: 'write' as const }] };
const newRun = checkRunChange.extend({ name: z.string(), head_sha: z.string() });

function appOf(call: Call): App {
  if (call.viaApp === undefined) throw new ApiError(403, 'You must authenticate via a GitHub App.');
  return call.viaApp;
}

function runIn(call: Call): CheckRun {
  const run = call.repository.checkRuns.get(Number(call.parameters.check_run_id));
  if (run === undefined || run.writtenMs > call.seenMs) throw notFound();
  return run;
}

async function make(call: Call, body: z.infer<typeof newRun>): Promise<Reply> {
  const { site, repository, world } = call;
  const app = appOf(call);
  checkLimits(body);
  const commit = await readCommit(repository.directory, body.head_sha);
  if (commit === undefined) throw unprocessable(`No commit found for SHA: ${body.head_sha}`);
  const pull = pullsOf(repository).find((each) => each.pull.headSha === body.head_sha);
  const run = newCheckRun(site, repository, {
    app,
    commit,
    headBranch: pull?.pull.headRef ?? null,
    name: body.name,
    detailsUrl: body.details_url ?? null,
    externalId: body.external_id ?? '',
  });
  applyChange(run, body, world.now());
  announceCheckRun(site, repository, run, 'created', call.doer);
  return created(checkRunShape(world, repository, run));
}

function update(call: Call, body: z.infer<typeof checkRunChange>): Reply {
  const { site, repository, world } = call;
  const run = runIn(call);
  const app = appOf(call);
  if (run.app !== app) {
    const message = `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`;
    throw new ApiError(403, message);
  }
  checkLimits(body);
  const before = run.status;
  applyChange(run, body, world.now());
  if (before !== 'completed' && run.status === 'completed') {
    announceCheckRun(site, repository, run, 'completed', call.doer);
  }
  world.changed({ kind: 'check_run', repository, id: run.id });
  return ok(checkRunShape(world, repository, run));
}

/** An app asks for its own check runs only; the check run of a job is the job's, which runs again. */
function rerequest(call: Call): Reply {
  const run = runIn(call);
  if (call.actor.kind !== 'user' && run.app !== call.viaApp) {
    throw new ApiError(403, 'This check run does not belong to the authenticated GitHub App.');
  }
  if (!rerequestCheckRun(call.site, call.repository, run, call.doer)) {
    throw unprocessable('This check run is not rerequestable');
  }
  return created({});
}

/**
 * Filters of the query: `check_name`, `status`, `app_id`, and `filter`, which is `latest` unless it is `all`: of the
 * check runs of one app with one name, the newest.
 */
export function wantedRuns(call: Call, runs: readonly CheckRun[]): CheckRun[] {
  const { check_name, status, app_id, filter } = call.query;
  const newest = new Map(runs.map((run) => [`${run.app.id} ${run.name}`, run]));
  const some = filter === 'all' ? [...runs] : [...newest.values()];
  return some.filter(
    (run) =>
      (check_name === undefined || run.name === check_name) &&
      (status === undefined || run.status === status) &&
      (app_id === undefined || run.app.id === Number(app_id)),
  );
}

export const checkRunEndpoints: readonly Endpoint[] = [
  endpoint(`POST ${path}`, { ...write, creates: true, body: newRun }, (call) => make(call, call.body)),
  endpoint(`PATCH ${path}/{check_run_id}`, { ...write, body: checkRunChange }, (call) => update(call, call.body)),
  endpoint(`GET ${path}/{check_run_id}`, read, (call) => ok(checkRunShape(call.world, call.repository, runIn(call)))),
  endpoint(`GET ${path}/{check_run_id}/annotations`, read, (call) =>
    listing(call, annotationShapes(call.world, call.repository, runIn(call)), (each) => each),
  ),
  endpoint(`POST ${path}/{check_run_id}/rerequest`, write, rerequest),
  endpoint('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', read, async (call) => {
    const sha = await resolveCommit(call.repository, call.parameters.ref ?? '', call.seenMs);
    if (sha === undefined) throw unprocessable(`No commit found for SHA: ${call.parameters.ref}`);
    const there = seen(call, call.repository.checkRuns.values()).filter((run) => run.headSha === sha);
    return counted(call, 'check_runs', wantedRuns(call, there), (run) =>
      checkRunShape(call.world, call.repository, run),
    );
  }),
];
