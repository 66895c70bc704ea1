/** What people do on the Actions pages: run a workflow, cancel a run, start it again, let it into an environment. */
import { notFound } from '../../rest/reply.ts';
import { textField, textFields } from '../layout/form-fields.ts';
import type { Forms, Submission } from '../submission.ts';
import { dispatchInputs, inputPrefix } from './run-workflow-form.ts';

const runs = '/repos/{owner}/{repo}/actions/runs/{run_id}';

export const actionForms: Forms = {
  '/actions/workflows/:file/dispatches': async (submission) => {
    const { repository, parameters, fields, ask } = submission;
    const file = parameters.file ?? '';
    const ref = textField(fields, 'ref') ?? repository.defaultBranch;
    const declared = (await dispatchInputs(repository, file)) ?? [];
    const given = declared.map(({ name, type }) => {
      const value = textField(fields, inputPrefix + name);
      // A box that is not ticked does not come at all.
      return [name, type === 'boolean' ? String(value === 'true') : value] as const;
    });
    const body = { ref, inputs: Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
    await ask('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
      parameters: { workflow_id: file },
      body,
    });
    return `/actions/workflows/${file}`;
  },
  '/actions/runs/:id/cancel': (submission) => onRun(submission, `POST ${runs}/cancel`),
  '/actions/runs/:id/rerun': (submission) => onRun(submission, `POST ${runs}/rerun`),
  '/actions/runs/:id/rerun-failed-jobs': (submission) => onRun(submission, `POST ${runs}/rerun-failed-jobs`),
  '/actions/runs/:id/review': (submission) => {
    const { fields } = submission;
    return onRun(submission, `POST ${runs}/pending_deployments`, {
      environment_ids: textFields(fields, 'environments').map(Number),
      state: textField(fields, 'state') ?? '',
      comment: textField(fields, 'comment') ?? '',
    });
  },
};

async function onRun({ repository, parameters, ask }: Submission, name: string, body?: unknown): Promise<string> {
  const run = repository.workflowRuns.get(Number(parameters.id));
  if (run === undefined) throw notFound();
  await ask(name, { parameters: { run_id: String(run.id) }, body });
  return `/actions/runs/${run.id}`;
}
