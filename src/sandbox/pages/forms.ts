/** What people can do on the pages of a repository: which form goes where, and what carries it out. */
import type { Context, Hono } from 'hono';
import { canSee } from '../identity/role.ts';
import { perform } from '../rest/perform.ts';
import { ApiError } from '../rest/reply.ts';
import type { Site } from '../site.ts';
import { findRepository } from '../world/find.ts';
import { fullName } from '../world/repository.ts';
import { actingAs } from './acting.ts';
import { actionForms } from './actions/action-forms.ts';
import { issueForms } from './issue/issue-forms.ts';
import { newIssueForms } from './issue/new-issue/new-issue-forms.ts';
import { fromOwnPage } from './layout/form-fields.ts';
import { send } from './layout/send.ts';
import { checkForms } from './pull/check-forms.ts';
import { pullForms } from './pull/pull-forms.ts';
import { refusedPage } from './refused-page.ts';
import type { Forms, Submission } from './submission.ts';

const forms: Forms = { ...issueForms, ...newIssueForms, ...pullForms, ...checkForms, ...actionForms };

export function mountForms(app: Hono, site: Site): void {
  for (const [path, carryOut] of Object.entries(forms)) {
    app.post(`/:owner/:repo${path}`, (context) => submitted(context, site, carryOut));
  }
}

/** Only our own page may send a form: a foreign one that is open in the same browser may not. */
async function submitted(context: Context, site: Site, carryOut: Forms[string]): Promise<Response> {
  if (!fromOwnPage(context, site)) return context.text('Press the button on the page itself.', 403);
  const { owner = '', repo = '', ...parameters } = context.req.param() as Record<string, string>;
  const repository = findRepository(site.world, owner, repo);
  const person = actingAs(context, site);
  if (repository === undefined) return send(context, undefined);
  if (person === undefined) return context.text('There is nobody here to act as: make a person first.', 403);
  if (!canSee({ kind: 'user', account: person }, repository)) return send(context, undefined);
  const submission: Submission = {
    site,
    repository,
    person,
    parameters,
    fields: await context.req.parseBody({ all: true }),
    ask: (name, parts) => perform(site, person, name, { repository, ...parts }),
  };
  try {
    const next = await carryOut(submission);
    return typeof next === 'string' ? context.redirect(`/${fullName(repository)}${next}`, 303) : send(context, next);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) return send(context, undefined);
    return send(context, refusedPage(repository, person, error));
  }
}
