/** New issue: the choice of templates, a blank form, or the form that a template asks for. */
import { fullName, type Repository } from '../../../world/repository.ts';
import { buttons, choice, postForm, textArea, textInput } from '../../layout/form.ts';
import { type Fields, textField, textFields } from '../../layout/form-fields.ts';
import { box, empty, heading, type Page } from '../../layout/layout.ts';
import { markdown } from '../../layout/markdown.ts';
import { html, type Markup, type Shown } from '../../layout/markup.ts';
import type { Viewer } from '../../viewer.ts';
import { fieldName } from './form-answers.ts';
import type { FormField, IssueTemplate } from './issue-template.ts';

/** What is in the form as it stands, and what is wrong with it. */
export interface Draft {
  readonly given: Fields;
  readonly problem?: string;
}

/** Links to the templates, and to a blank issue. */
export function chooseTemplatePage(repository: Repository, templates: readonly IssueTemplate[]): Page {
  const path = `/${fullName(repository)}/issues/new`;
  const row = (template: IssueTemplate): Markup =>
    template.kind === 'wrong'
      ? html`<li><div class="grow"><code>${template.file}</code><p class="below bad">${template.problem}</p></div></li>`
      : html`<li><div class="grow"><a class="title" href="${path}?template=${encodeURIComponent(template.file)}">${template.name}</a><p class="below">${template.description}</p></div></li>`;
  return page(
    repository,
    html`${heading('New issue', 'What is it about?')}
${box(undefined, html`<ul class="rows">${templates.map(row)}<li><div class="grow"><a class="title" href="${path}?template=">Blank issue</a><p class="below">Create a new issue from scratch</p></div></li></ul>`)}`,
  );
}

export function newIssuePage(
  repository: Repository,
  template: Exclude<IssueTemplate, { kind: 'wrong' }> | undefined,
  viewer: Viewer,
  { given, problem }: Draft,
): Page {
  if (!viewer.takesPart)
    return page(repository, html`${heading('New issue')}${empty('Nobody can open an issue here.')}`);
  const title = textField(given, 'title') ?? template?.title ?? '';
  const fields =
    template?.kind === 'form'
      ? template.fields.map((field, index) => fieldView(repository, field, fieldName(field, index), given))
      : textArea('body', 'Description', {
          value: textField(given, 'body') ?? (template?.kind === 'text' ? template.body : ''),
          rows: 12,
        });
  const form = html`${template && html`<input type="hidden" name="template" value="${template.file}">`}${textInput('title', 'Title', { value: title, required: true })}${fields}${buttons(html`<button class="main">Create issue</button>`, html`<span class="quiet">as ${viewer.person?.login}</span>`)}`;
  return {
    ...page(
      repository,
      html`${heading(template ? template.name : 'New issue', template?.description)}
${problem !== undefined && box(html`<strong class="bad">${problem}</strong>`, undefined, { tone: 'bad' })}
${box(undefined, postForm(`/${fullName(repository)}/issues`, form, 'form pad'))}`,
    ),
    ...(problem === undefined ? {} : { status: 422 }),
  };
}

function fieldView(repository: Repository, field: FormField, name: string, given: Fields): Markup {
  const prose = (text: string): Shown =>
    text !== '' &&
    html`<div class="prose quiet">${markdown(text, { repository: fullName(repository), breaks: false })}</div>`;
  if (field.type === 'markdown') return html`${prose(field.attributes.value)}`;
  const { label } = field.attributes;
  const description = prose(field.attributes.description);
  const answers = textFields(given, name);
  const { required } = field.validations;
  switch (field.type) {
    case 'input':
    case 'textarea': {
      const { value, placeholder } = field.attributes;
      const options = { value: answers[0] ?? value, required, placeholder, description };
      return field.type === 'input' ? textInput(name, label, options) : textArea(name, label, options);
    }
    case 'dropdown': {
      const { options, multiple, default: first } = field.attributes;
      const chosen = (option: string, index: number): boolean =>
        answers.length > 0 ? answers.includes(option) : index === first;
      const all = options.map((value, index) => ({ value, chosen: chosen(value, index) }));
      const none = multiple || first !== undefined ? [] : [{ value: '', text: 'None', chosen: false }];
      return choice(name, label, [...none, ...all], { required, multiple, description });
    }
    case 'checkboxes':
      return html`<fieldset class="field"><legend>${label}</legend>${description}${field.attributes.options.map(
        (option) =>
          html`<label class="choice"><input type="checkbox" name="${name}" value="${option.label}"${answers.includes(option.label) && html` checked`}${option.required && html` required`}> <span>${markdown(option.label)}${option.required && html` <span class="bad" aria-hidden="true">*</span>`}</span></label>`,
      )}</fieldset>`;
    default:
      return field satisfies never;
  }
}

function page(repository: Repository, body: Markup): Page {
  return { title: 'New issue', repository, tab: 'Issues', body };
}
