/** Check runs. */
import { z } from 'zod';
import { announceCheckRun, newCheckRun } from '../../../changes/check-runs.ts';
import { readCommit } from '../../../git/commits.ts';
import { resolveCommit } from '../../../git/refs.ts';
import { annotationShapes, checkRunShape } from '../../../shapes/check.ts';
import type { CheckRun } from '../../../world/check.ts';
import { pullsOf } from '../../../world/find.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../endpoint.ts';
import { counted, listing } from '../../listing.ts';
import { ApiError, created, invalid, notFound, ok, unprocessable } from '../../reply.ts';

/** GitHub's limits. Source: "Create a check run" in the REST API's documentation. */
const charactersMax = 65_535;
const annotationsMax = 50;
const actionsMax = 3;

const annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  start_column: z.number().optional(),
  end_column: z.number().optional(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
});

const change = z.object({
  name: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z
    .enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'stale', 'timed_out'])
    .optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  output: z
    .object({
      title: z.string(),
      summary: z.string(),
      text: z.string().optional(),
      annotations: z.array(annotation).optional(),
    })
    .optional(),
  actions: z
    .array(
      z.object({
        label: z.string().max(20),
        description: z.string().max(40),
        identifier: z.string().max(20),
      }),
    )
    .optional(),
});

function checkLimits(body: z.infer<typeof change>): void {
  const refuse = (field: string, message: string) => invalid({ resource: 'CheckRun', code: 'custom', field, message });
  for (const field of ['summary', 'text'] as const) {
    if ((body.output?.[field]?.length ?? 0) > charactersMax) {
      throw refuse(field, `${field} exceeds a maximum of ${charactersMax} characters`);
    }
  }
  if ((body.output?.annotations?.length ?? 0) > annotationsMax) {
    throw refuse('annotations', `exceeds a maximum quantity of ${annotationsMax}`);
  }
  if ((body.actions?.length ?? 0) > actionsMax) throw refuse('actions', `exceeds a maximum quantity of ${actionsMax}`);
  if (body.status === 'completed' && body.conclusion === undefined) {
    throw invalid({ resource: 'CheckRun', code: 'missing_field', field: 'conclusion' });
  }
}

/** Annotations add up over several requests, as GitHub says; everything else is replaced. */
function apply(call: Call, run: CheckRun, body: z.infer<typeof change>): void {
  checkLimits(body);
  if (body.output) {
    const { title, summary, text = null, annotations = [] } = body.output;
    const added = annotations.map((each) => ({
      path: each.path,
      startLine: each.start_line,
      endLine: each.end_line,
      startColumn: each.start_column ?? null,
      endColumn: each.end_column ?? null,
      level: each.annotation_level,
      message: each.message,
      title: each.title ?? null,
      rawDetails: each.raw_details ?? null,
    }));
    run.output = { title, summary, text, annotations: [...run.output.annotations, ...added] };
  }
  if (body.actions) run.actions = body.actions;
  if (body.details_url !== undefined) run.detailsUrl = body.details_url;
  if (body.external_id !== undefined) run.externalId = body.external_id;
  if (body.name !== undefined) run.name = body.name;
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
  endpoint('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', { needs: [{ checks: 'read' }] }, (call) =>
    ok(checkRunShape(call.world, call.repository, checkRunOf(call))),
  ),
  endpoint('GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations', { needs: [{ checks: 'read' }] }, (call) =>
    listing(call, annotationShapes(call.world, call.repository, checkRunOf(call)), (each) => each),
  ),
  endpoint(
    'POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest',
    { needs: [{ checks: 'write' }] },
    (call) => {
      announceCheckRun(call.site, call.repository, checkRunOf(call), 'rerequested', call.doer);
      return created({});
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
