/** HTML as a template: every value is text and is escaped, unless it is markup that was made here. */

/** HTML that is safe to send as it stands. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. Nothing is shown for `undefined`, `null` and `false`. */
export type Shown = Markup | string | number | undefined | null | false | readonly Shown[];

/** Makes markup from a template literal. Attributes that hold values must be in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Shown[]): Markup {
  let text = parts[0] ?? '';
  for (const [index, value] of values.entries()) text += textOf(value) + (parts[index + 1] ?? '');
  return new Markup(text);
}

/** Markup that comes from the sanitizer or is written down in this program; never pass anything else. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

export const nothing = new Markup('');

function textOf(value: Shown): string {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(textOf).join('');
  return escapeHtml(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
