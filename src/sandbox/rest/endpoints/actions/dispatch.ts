/** `POST …/dispatches`: starts a run, with the checks that GitHub makes before it. */
import { z } from 'zod';
import { refTarget } from '../../../git/refs.ts';
import { runApi, runPage } from '../../../shapes/workflow-run.ts';
import { announce } from '../../../webhooks/announce.ts';
import { workflowFileAt } from '../../../workflow-runs/workflow-files.ts';
import type { WorkflowRun } from '../../../world/repository.ts';
import { type Call, endpoint } from '../../endpoint.ts';
import { badGateway, noContent, notFound, ok, type Reply, unprocessable } from '../../reply.ts';
import { workflowIn } from './find-record.ts';

const inputsMax = 25;

const body = z.object({
  ref: z.string(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  return_run_details: z.boolean().optional(),
});

type DispatchCall = Call<z.infer<typeof body>>;

export const dispatches = [
  endpoint(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    { needs: [{ actions: 'write' }], body },
    async (call) => {
      const { site, weather } = call;
      const run = await dispatch(call);
      // The weather's double run, and its answer that never comes although the run has started.
      if (site.weather.strikes(weather.dispatch.twice)) await dispatch(call);
      if (site.weather.strikes(weather.dispatch.lostAnswer)) throw badGateway();
      return call.body.return_run_details === true ? details(call, run) : noContent();
    },
  ),
];

async function dispatch(call: DispatchCall): Promise<WorkflowRun> {
  const { site, repository, body: asked, doer } = call;
  const workflow = workflowIn(call);
  const inputs = asked.inputs ?? {};
  const head = refTarget(repository, `refs/heads/${repository.defaultBranch}`) ?? '';
  if ((await workflowFileAt(repository, workflow.path, head)) === undefined) throw notFound();
  if (workflow.state !== 'active') {
    throw unprocessable("Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  }
  if (!repository.settings.actionsEnabled) throw unprocessable('Actions has been disabled for this repository.');
  if (Object.keys(inputs).length > inputsMax) {
    throw unprocessable(`you may only define up to ${inputsMax} \`inputs\` for a \`workflow_dispatch\` event`);
  }
  const dispatched = await site.runs.dispatch({ repository, workflow, ref: asked.ref, inputs, doer });
  if (dispatched.kind === 'refused') throw unprocessable(dispatched.message);
  const { run } = dispatched;
  announce(site, {
    event: 'workflow_dispatch',
    repository,
    doer,
    payload: { inputs: run.eventPayload.inputs ?? null, ref: run.ref, workflow: workflow.path },
  });
  return run;
}

function details({ world }: DispatchCall, run: WorkflowRun): Reply {
  return ok({ workflow_run_id: run.id, run_url: runApi(world, run), html_url: runPage(world, run) });
}
