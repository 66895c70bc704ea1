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

const dropdowns = new Set(['dropdown', 'drop-down', 'dropdown menu', 'combo box', 'combobox', 'select']);

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
  ...dropdowns,
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
  if ((container === 'listitem' || container === 'row') && hasNumber(name.text) && scope === 'page')
    return withNumber(container, name.text);
  if (container !== undefined) return containing({ name, control }, scope, wholeNumber(name.text));
  if (dropdowns.has(kind)) return locateDropdown(name, scope);
  if (fields.has(kind)) return locateField(name, scope);
  return `${scope}.getByText(${wholeNumber(name.text)}).filter({ visible: true })`;
}

/** The same where hidden ones do not count, by whatever it is found. */
export function locateVisible(thing: Thing, scope: Scope = 'page'): string {
  const located = locate(thing, scope);
  const byAttribute = isSelector(thing.name) || fields.has(thing.control?.toLowerCase() ?? '');
  return byAttribute ? `${located}.filter({ visible: true })` : located;
}

/**
 * All that would be there if the thing was. A text that is a part of a longer word or number is another one; but where an
 * element has others within it, nobody knows whose word goes on.
 */
export function locateAbsent(thing: Thing, scope: Scope = 'page'): string {
  const { text } = thing.name;
  if (containers[thing.control?.toLowerCase() ?? ''] !== undefined) return containing(thing, scope, literal(text));
  if (thing.control !== null || isSelector(thing.name) || !isWord(text)) return locateVisible(thing, scope);
  const joined = `${scope}.getByText(${literal(text)}).filter({ has: page.locator('*') })`;
  return `${scope}.getByText(${wholeText(text)}).or(${joined}).filter({ visible: true })`;
}

/** A number is another one with more digits. */
const hasNumber = (text: string): boolean => /^\d|\d$/.test(text);

/** A single word can be a part of a longer one; a text of several words hardly is, and reads better as it stands. */
const isWord = (text: string): boolean => hasNumber(text) || /^[\p{L}\p{N}_-]+$/u.test(text);

const wholeText = (text: string): string => (isWord(text) ? `whole(${literal(text)})` : literal(text));

/** A number at the edge of a text is the whole number; words may go on, for they may be those of a neighbour. */
export const wholeNumber = (text: string): string => (hasNumber(text) ? wholeText(text) : literal(text));

function containing({ control }: Thing, scope: Scope, text: string): string {
  return `${scope}.getByRole('${containers[control?.toLowerCase() ?? '']}').filter({ hasText: ${text} })`;
}

/** The texts of their parts are joined without a blank, as of the cells of a row: a number is looked for in each of them. */
function withNumber(role: 'listitem' | 'row', text: string): string {
  const [elements, found] = [`page.getByRole('${role}')`, `page.getByText(${wholeText(text)})`];
  const inside = `${elements}.filter({ has: ${found} })`;
  return role === 'row' ? inside : `${inside}.or(${elements}.and(${found}))`;
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
  return `${scope}.getByLabel(${fieldName(name)}).or(${scope}.getByPlaceholder(${fieldName(name)}))`;
}

/** A list to choose from: what a label says around it goes on with its options, which are no part of its name. */
export function locateDropdown(name: Name, scope: Scope = 'page'): string {
  if (isSelector(name)) return `${scope}.locator(${literal(name.text)})`;
  return `${scope}.getByLabel(${fieldName(name)}).or(${combobox(name, scope)})`;
}

/** A field of either kind. */
export function locateInput(name: Name): string {
  return isSelector(name) ? locateField(name) : `${locateField(name)}.or(${combobox(name, 'page')})`;
}

const combobox = (name: Name, scope: Scope): string => `${scope}.getByRole('combobox', { name: ${fieldName(name)} })`;

/** "Name" in quotes is not "Company name"; see the helper `called`. */
const fieldName = ({ text, quoted }: Name): string => (quoted ? `called(${literal(text)})` : literal(text));

export function locateCheckbox(name: Name, scope: Scope = 'page'): string {
  return byRole('checkbox', name, scope);
}

/** The list item or table row with a text. */
export function locateRow({ text }: Name): string {
  if (hasNumber(text)) return `${withNumber('listitem', text)}.or(${withNumber('row', text)})`;
  return `page.getByRole('listitem').or(page.getByRole('row')).filter({ hasText: ${wholeText(text)} })`;
}

/** Everything of a role. A row without a cell is the head of its table, which nobody counts. */
export function locateItems(role: string, scope: Scope = 'page'): string {
  const all = `${scope}.getByRole('${role}')`;
  return role === 'row' ? `${all}.filter({ has: page.getByRole('cell').or(page.getByRole('gridcell')) })` : all;
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
  if (!name.quoted) return `${scope}.getByRole('${role}', { name: ${literal(name.text)} })`;
  const said = looseRoles.has(role) ? wholeText(name.text) : `${literal(name.text)}, exact: true`;
  return `${scope}.getByRole('${role}', { name: ${said} })`;
}
