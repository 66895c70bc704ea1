// Names of things on a page to Playwright locators: by role, label and text, as a person would point at them.
// Every text goes through `literal`, so that no word of an issue can become code.
import type { Name } from './kind.ts';
import type { Thing } from './kinds-of-things.ts';

/**
 * A text as a string literal of the test's language: in single quotes where nothing in it needs an escape. Signs that
 * show nothing, or turn the text around, are escaped, so that the test reads as what it does.
 */
export function literal(text: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S} ]*$/u.test(text) && !/['\\]/.test(text)) return `'${text}'`;
  return JSON.stringify(text).replaceAll(
    /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );
}

const roles: Readonly<Record<string, string>> = {
  button: 'button',
  link: 'link',
  tab: 'tab',
  'menu item': 'menuitem',
  checkbox: 'checkbox',
  'check box': 'checkbox',
  'radio button': 'radio',
  radio: 'radio',
  heading: 'heading',
  headline: 'heading',
  header: 'heading',
  'page title': 'heading',
  option: 'option',
  dialog: 'dialog',
  image: 'img',
  picture: 'img',
  icon: 'img',
  list: 'list',
  table: 'table',
  switch: 'switch',
  slider: 'slider',
  'progress bar': 'progressbar',
  section: 'region',
  region: 'region',
  cell: 'cell',
};

/** Things that are known by what they contain. */
const containers: Readonly<Record<string, string>> = {
  item: 'listitem',
  'list item': 'listitem',
  entry: 'listitem',
  todo: 'listitem',
  task: 'listitem',
  row: 'row',
  alert: 'alert',
  status: 'status',
};

const fields = new Set([
  'field',
  'text field',
  'text box',
  'textbox',
  'text area',
  'textarea',
  'input',
  'input field',
  'search field',
  'search box',
  'box',
  'dropdown',
  'drop-down',
  'dropdown menu',
  'combo box',
  'combobox',
  'select',
]);

/** The role that a word for a control stands for; `textbox` for all that can be filled in; `null` when it stands for none. */
export function roleOf(control: string): string | null {
  const word = control.toLowerCase();
  return roles[word] ?? containers[word] ?? (fields.has(word) ? 'textbox' : null);
}

/** Roles whose names are often longer than what people call them, like "Mark Milk as done". */
const looseRoles = new Set(['checkbox', 'radio', 'switch', 'cell']);

/** A class or an id that the issue names itself: then that is what was promised. */
export const isSelector = ({ text, quoted }: Name): boolean =>
  quoted && /^[.#][A-Za-z_][\w-]*(?:[ .#>]+[A-Za-z_][\w-]*)*$/.test(text);

/** Where a thing is to be found: the page, or a locator. */
export type Scope = string;

/** A thing to look at: by its kind, or any text. */
export function locate({ name, control }: Thing, scope: Scope = 'page'): string {
  if (isSelector(name)) return `${scope}.locator(${literal(name.text)})`;
  const kind = control?.toLowerCase() ?? '';
  const role = roles[kind];
  if (role !== undefined) return byRole(role, name, scope);
  const container = containers[kind];
  if (container !== undefined) return `${scope}.getByRole('${container}').filter({ hasText: ${literal(name.text)} })`;
  if (fields.has(kind)) return locateField(name, scope);
  return `${scope}.getByText(${literal(name.text)}).filter({ visible: true })`;
}

/** A thing to click when its kind is not said: a button, a link, else the text itself. */
export function locateClickable(thing: Thing, scope: Scope = 'page'): string {
  const { name, control } = thing;
  if (control !== null || isSelector(name)) return locate(thing, scope);
  const [button, link] = [byRole('button', name, scope), byRole('link', name, scope)];
  return `${button}.or(${link}).or(${scope}.getByText(${literal(name.text)}, { exact: true })).first()`;
}

/** A field by its label or, as many have none, by its placeholder. */
export function locateField(name: Name, scope: Scope = 'page'): string {
  if (isSelector(name)) return `${scope}.locator(${literal(name.text)})`;
  return `${scope}.getByLabel(${literal(name.text)}).or(${scope}.getByPlaceholder(${literal(name.text)}))`;
}

export function locateCheckbox(name: Name, scope: Scope = 'page'): string {
  return `${scope}.getByRole('checkbox', { name: ${literal(name.text)} })`;
}

/** The list item or table row with a text. */
export function locateRow(name: Name): string {
  return `page.getByRole('listitem').or(page.getByRole('row')).filter({ hasText: ${literal(name.text)} })`;
}

/** The end of an address for a whole path, else a part of it: a regular expression of the test. */
export function addressPattern(address: string): string {
  const pattern = escaped(address);
  return `new RegExp(${literal(address.startsWith('/') ? `${pattern}$` : pattern)})`;
}

export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** What stands before a matcher. */
export const negated = (not: boolean): string => (not ? '.not' : '');

function byRole(role: string, name: Name, scope: Scope): string {
  const exact = name.quoted && !looseRoles.has(role) ? ', exact: true' : '';
  return `${scope}.getByRole('${role}', { name: ${literal(name.text)}${exact} })`;
}
