/** Check suites: all check runs of one app on one commit. */
import { rerequestCheckSuite } from '../../../../changes/check-runs.ts';
import { resolveCommit } from '../../../../git/refs.ts';
import { checkRunShape, checkSuiteShape, runsOf } from '../../../../shapes/check.ts';
import type { CheckSuite } from '../../../../world/check.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../../endpoint.ts';
import { counted } from '../../../listing.ts';
import { ApiError, created, notFound, ok, unprocessable } from '../../../reply.ts';
import { wantedRuns } from './check-runs.ts';

const path = '/repos/{owner}/{repo}/check-suites/{check_suite_id}';
const read = { needs: [{ checks: 'read' as const }] };

function suiteIn(call: Call): CheckSuite {
  const suite = call.repository.checkSuites.get(Number(call.parameters.check_suite_id));
  if (suite === undefined || suite.writtenMs > call.seenMs) throw notFound();
  return suite;
}

export const checkSuiteEndpoints: readonly Endpoint[] = [
  endpoint(`GET ${path}`, read, (call) => ok(checkSuiteShape(call.world, call.repository, suiteIn(call)))),
  endpoint(`GET ${path}/check-runs`, read, (call) => {
    const runs = seen(call, runsOf(call.repository, suiteIn(call)));
    return counted(call, 'check_runs', wantedRuns(call, runs), (run) =>
      checkRunShape(call.world, call.repository, run),
    );
  }),
  endpoint(`POST ${path}/rerequest`, { needs: [{ checks: 'write' }] }, (call) => {
    const suite = suiteIn(call);
    if (call.actor.kind !== 'user' && suite.app !== call.viaApp) {
      throw new ApiError(403, 'This check suite does not belong to the authenticated GitHub App.');
    }
    rerequestCheckSuite(call.site, call.repository, suite, call.doer);
    return created({});
  }),
  endpoint('GET /repos/{owner}/{repo}/commits/{ref}/check-suites', read, async (call) => {
    const sha = await resolveCommit(call.repository, call.parameters.ref ?? '', call.seenMs);
    if (sha === undefined) throw unprocessable(`No commit found for SHA: ${call.parameters.ref}`);
    const { app_id, check_name } = call.query;
    const suites = seen(call, call.repository.checkSuites.values()).filter(
      (suite) =>
        suite.headSha === sha &&
        (app_id === undefined || suite.app.id === Number(app_id)) &&
        (check_name === undefined || runsOf(call.repository, suite).some((run) => run.name === check_name)),
    );
    return counted(call, 'check_suites', suites, (suite) => checkSuiteShape(call.world, call.repository, suite));
  }),
];
