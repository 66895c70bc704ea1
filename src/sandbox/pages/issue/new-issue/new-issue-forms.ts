/** Opens an issue from a form: blank, or by a template, whose labels are put on for anybody. */
import { openIssue } from '../../../changes/conversation/open-issue.ts';
import { checkTexts } from '../../../rest/endpoints/conversation/change-text.ts';
import { archivedError, notFound } from '../../../rest/reply.ts';
import { findLabel } from '../../../world/find.ts';
import { textField } from '../../layout/form-fields.ts';
import type { Page } from '../../layout/layout.ts';
import type { Forms, Submission } from '../../submission.ts';
import { viewerOf } from '../../viewer.ts';
import { bodyOf, missingAnswers } from './form-answers.ts';
import { issueTemplates } from './issue-template.ts';
import { newIssuePage } from './new-issue-page.ts';

export const newIssueForms: Forms = { '/issues': create };

async function create(submission: Submission): Promise<string | Page> {
  const { repository, person, fields, ask } = submission;
  const title = textField(fields, 'title') ?? '';
  const file = textField(fields, 'template') ?? '';
  if (file === '') {
    const { body } = await ask('POST /repos/{owner}/{repo}/issues', {
      body: { title, body: textField(fields, 'body') ?? null },
    });
    return `/issues/${(body as { number: number }).number}`;
  }
  const template = (await issueTemplates(repository)).find((each) => each.file === file);
  if (template === undefined || template.kind === 'wrong') throw notFound();
  const missing = template.kind === 'form' ? missingAnswers(template.fields, fields) : [];
  if (missing.length > 0) {
    const problem = `Required and not filled in: ${missing.join(', ')}`;
    return newIssuePage(repository, template, viewerOf(person, repository), { given: fields, problem });
  }
  const body = template.kind === 'form' ? bodyOf(template.fields, fields) : (textField(fields, 'body') ?? '');
  return openByTemplate(submission, { title, body, labels: template.labels });
}

/** The API would drop the labels of a person who may not label; a template's labels come from the repository itself. */
function openByTemplate(
  { site, repository, person }: Submission,
  { title, body, labels }: { readonly title: string; readonly body: string; readonly labels: readonly string[] },
): string {
  if (repository.archived) throw archivedError();
  checkTexts('Issue', title, body);
  const known = labels.flatMap((name) => findLabel(repository, name) ?? []);
  const doer = { account: person, viaApp: undefined, quiet: false };
  return `/issues/${openIssue(site, repository, { title, body, labels: known }, doer).number}`;
}
