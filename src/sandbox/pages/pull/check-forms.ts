/** The buttons of a check run: those that its app offers, and GitHub's own to run it again. */
import { notFound } from '../../rest/reply.ts';
import { textField } from '../layout/form-fields.ts';
import type { Forms } from '../submission.ts';
import { pressAction } from './press-action.ts';

export const checkForms: Forms = {
  '/runs/:id/actions': async ({ site, repository, person, parameters, fields }) => {
    const run = repository.checkRuns.get(Number(parameters.id));
    if (run === undefined) throw notFound();
    pressAction(site, repository, run, textField(fields, 'identifier') ?? '', person);
    return `/runs/${run.id}`;
  },
  '/runs/:id/rerequest': async ({ parameters, ask }) => {
    const check_run_id = parameters.id ?? '';
    await ask('POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest', { parameters: { check_run_id } });
    return `/runs/${check_run_id}`;
  },
};
