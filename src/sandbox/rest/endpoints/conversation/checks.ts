/** Check runs. */
import { z } from 'zod';
import { announceCheckRun, newCheckRun } from '../../../changes/check-runs.ts';
import { readCommit } from '../../../git/commits.ts';
import { resolveCommit } from '../../../git/refs.ts';
import { checkRunShape } from '../../../shapes/check.ts';
import type { CheckRun } from '../../../world/check.ts';
import { pullsOf } from '../../../world/find.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../endpoint.ts';
import { counted } from '../../listing.ts';
import { ApiError, created, invalid, notFound, ok, unprocessable } from '../../reply.ts';

const charactersMax = 65_535;

const change = z.object({
  name: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z
    .enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'stale', 'timed_out'])
    .optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  output: z.object({ title: z.string(), summary: z.string(), text: z.string().optional() }).optional(),
});

function apply(call: Call, run: CheckRun, body: z.infer<typeof change>): void {
  for (const field of ['summary', 'text'] as const) {
    if ((body.output?.[field]?.length ?? 0) > charactersMax) {
      const message = `${field} exceeds a maximum of ${charactersMax} characters`;
      throw invalid({ resource: 'CheckRun', code: 'custom', field, message });
    }
  }
  if (body.status === 'completed' && body.conclusion === undefined) {
    throw invalid({ resource: 'CheckRun', code: 'missing_field', field: 'conclusion' });
  }
  if (body.output) Object.assign(run.output, { text: null, ...body.output });
  const ended = body.conclusion !== undefined;
  run.status = ended ? 'completed' : (body.status ?? run.status);
  run.conclusion = ended ? (body.conclusion ?? null) : body.status === undefined ? run.conclusion : null;
  run.startedMs ??= call.world.now();
  run.completedMs = run.status === 'completed' ? call.world.now() : undefined;
}

function appOf(call: Call) {
  if (call.viaApp === undefined) throw new ApiError(403, 'You must authenticate via a GitHub App.');
  return call.viaApp;
}

function checkRunOf(call: Call): CheckRun {
  const run = call.repository.checkRuns.get(Number(call.parameters.check_run_id));
  if (run === undefined) throw notFound();
  return run;
}

export const checkEndpoints: readonly Endpoint[] = [
  endpoint(
    'POST /repos/{owner}/{repo}/check-runs',
    { needs: [{ checks: 'write' }], creates: true, body: change.extend({ name: z.string(), head_sha: z.string() }) },
    async (call) => {
      const { body, repository } = call;
      const commit = await readCommit(repository.directory, body.head_sha);
      if (commit === undefined) throw unprocessable(`No commit found for SHA: ${body.head_sha}`);
      const pull = pullsOf(repository).find((each) => each.pull.headSha === body.head_sha);
      const run = newCheckRun(call.site, repository, {
        app: appOf(call),
        commit,
        headBranch: pull?.pull.headRef ?? null,
        name: body.name,
        detailsUrl: body.details_url ?? null,
        externalId: body.external_id ?? '',
      });
      apply(call, run, body);
      announceCheckRun(call.site, repository, run, 'created', call.doer);
      return created(checkRunShape(call.world, repository, run));
    },
  ),
  endpoint(
    'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    { needs: [{ checks: 'write' }], body: change },
    (call) => {
      const run = checkRunOf(call);
      if (run.app !== appOf(call))
        throw new ApiError(
          403,
          `Invalid app_id \`${appOf(call).id}\` - check run can only be modified by the GitHub App that created it.`,
        );
      const before = run.status;
      apply(call, run, call.body);
      if (before !== 'completed' && run.status === 'completed') {
        announceCheckRun(call.site, call.repository, run, 'completed', call.doer);
      }
      call.world.changed({ kind: 'check_run', repository: call.repository, id: run.id });
      return ok(checkRunShape(call.world, call.repository, run));
    },
  ),
  endpoint('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', { needs: [{ checks: 'read' }] }, async (call) => {
    const sha = await resolveCommit(call.repository, call.parameters.ref ?? '', call.seenMs);
    if (sha === undefined) throw unprocessable(`No commit found for SHA: ${call.parameters.ref}`);
    const { check_name } = call.query;
    const runs = seen(call, call.repository.checkRuns.values()).filter(
      (run) => run.headSha === sha && (check_name === undefined || run.name === check_name),
    );
    return counted(call, 'check_runs', runs, (run) => checkRunShape(call.world, call.repository, run));
  }),
];
