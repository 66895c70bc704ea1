/** Pieces of forms. All go to our own pages, by POST. */
import { html, type Markup, type Shown } from './markup.ts';

export function postForm(action: string, body: Shown, className = 'form'): Markup {
  return html`<form class="${className}" method="post" action="${action}">${body}</form>`;
}

export function textArea(
  name: string,
  label: string,
  options: {
    readonly value?: string;
    readonly rows?: number;
    readonly required?: boolean;
    readonly placeholder?: string;
    readonly description?: Shown;
    /** The label is for those who do not see the page. */
    readonly quiet?: boolean;
  } = {},
): Markup {
  const { value = '', rows = 5, required, placeholder, description, quiet } = options;
  // A browser drops the first line end of a text area.
  return html`<label class="field"><span${quiet && html` class="unseen"`}>${label}${required && !quiet && star}</span>${description}<textarea name="${name}" rows="${rows}"${placeholder && html` placeholder="${placeholder}"`}${required && html` required`}>
${value}</textarea></label>`;
}

export function textInput(
  name: string,
  label: string,
  options: {
    readonly value?: string;
    readonly required?: boolean;
    readonly placeholder?: string;
    readonly description?: Shown;
    readonly type?: 'text' | 'number';
  } = {},
): Markup {
  const { value = '', required, placeholder, description, type = 'text' } = options;
  return html`<label class="field"><span>${label}${required && star}</span>${description}<input type="${type}" name="${name}" value="${value}"${placeholder && html` placeholder="${placeholder}"`}${required && html` required`} autocomplete="off"></label>`;
}

export function choice(
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly text?: string; readonly chosen?: boolean }[],
  more: {
    readonly required?: boolean;
    readonly multiple?: boolean;
    readonly description?: Shown;
    readonly quiet?: boolean;
  } = {},
): Markup {
  const { required, multiple, description, quiet } = more;
  return html`<label class="field"><span${quiet && html` class="unseen"`}>${label}${required && !quiet && star}</span>${description}<select name="${name}"${multiple && html` multiple`}${required && html` required`}>${options.map(
    ({ value, text, chosen }) => html`<option value="${value}"${chosen && html` selected`}>${text ?? value}</option>`,
  )}</select></label>`;
}

export function tickBox(
  name: string,
  label: Shown,
  options: { readonly ticked?: boolean; readonly required?: boolean } = {},
): Markup {
  return html`<label class="choice"><input type="checkbox" name="${name}" value="true"${options.ticked && html` checked`}${options.required && html` required`}> <span>${label}${options.required && star}</span></label>`;
}

export function buttons(...all: readonly Shown[]): Markup {
  return html`<p class="buttons">${all}</p>`;
}

/** Something that is only there when it is asked for. */
export function folded(summary: Shown, body: Shown, className = 'fold'): Markup {
  return html`<details class="${className}"><summary>${summary}</summary>${body}</details>`;
}

const star: Markup = html` <span class="bad" aria-hidden="true">*</span>`;
