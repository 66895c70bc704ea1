// Sentences that check something, by web-first assertions. In order of precedence: the first form that fits is taken.
import { type Form, formPattern, type Name, type Parts } from './form.ts';
import { literal, locate, locateCheckbox, locateClickable, locateField } from './locator.ts';

const page = '(?:page|screen|app|application|site|website|view|document|url)';
const holder = `{the}(?:[\\p{L}-]+ ){0,3}[\\p{L}-]+`;
const show = '(?:show|display|has|contain|say|read|include|list)';
const place = `(?: (?:on|in|at|of) {the}(?:[\\p{L}-]+ ){0,2}(?:page|screen|app|application|site|view|header|footer|top|bottom|list|top of the page))?`;
const shown = `(?:is )?(?:visible|shown|display|displayed|present|there|on the page|on the screen|list|listed|appear|exist|in the list|on the list|remain|stay|remain visible|stay visible)`;
const gone = `(?:is (?:not (?:visible|shown|display|displayed|present|there|on the page|on the screen|list|listed|in the list|on the list)|hidden|gone|removed|invisible|absent|deleted)|not (?:appear|exist)|disappear|vanish)`;
const field = '(?:field|input field|input|text field|text box|textbox|textarea|text area|search field|search box|box)';
const fieldName = `{the}(?:${field}(?: (?:named|called|labell?ed))? {name:quoted}|{name:name} ${field})`;
const address = '(?:url|address|path|location)';

const items: Readonly<Record<string, string>> = {
  item: 'listitem',
  'list item': 'listitem',
  todo: 'listitem',
  'todo item': 'listitem',
  task: 'listitem',
  entry: 'listitem',
  entrie: 'listitem',
  row: 'row',
  button: 'button',
  link: 'link',
  checkbox: 'checkbox',
  checkboxe: 'checkbox',
  heading: 'heading',
  image: 'img',
  option: 'option',
  tab: 'tab',
  result: 'listitem',
};
const itemWord =
  '(?<item>list item|todo item|item|todo|task|entry|entrie|result|row|button|link|checkboxe?|heading|image|option|tab)(?:s|es)?';
const counts = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const count = `(?:(?:exactly|only|just) )?(?<count>\\d{1,4}|zero|a single|only one|${counts.join('|')})`;
const ordinals: Readonly<Record<string, string>> = {
  first: '.first()',
  last: '.last()',
  second: '.nth(1)',
  third: '.nth(2)',
  fourth: '.nth(3)',
  fifth: '.nth(4)',
};

export const assertions: readonly Form[] = [
  {
    kind: 'assertion',
    example: 'the URL ends with "/done"',
    pattern: formPattern(
      `{the}(?:page )?${address} (?:is|end with|ends with|end in|contain|include|has|change to) {value:quoted}`,
    ),
    code: (parts) => urlHas(parts.text('value') ?? ''),
  },
  {
    kind: 'assertion',
    example: 'the page title is "Todos"',
    pattern: formPattern(
      `(?:{the}(?:(?:page|document|browser|tab|window)(?:['’]s)? )?title is|{the}page has {the}title) {value:quoted}`,
    ),
    code: (parts) => `await expect(page).toHaveTitle(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'assertion',
    example: 'the page title contains "Todos"',
    pattern: formPattern(
      `{the}(?:page|document|browser|tab|window)(?:['’]s)? title (?:contain|say|show|read|include) {value:quoted}`,
    ),
    code: (parts) => `await expect(page).toHaveTitle(new RegExp(${literal(escaped(parts.text('value') ?? ''))}));`,
  },
  {
    kind: 'assertion',
    example: 'the "New todo" field contains "Buy milk"',
    pattern: formPattern(
      `(?:${fieldName}|{the}value of {the}(?:{name:quoted}|{name:name})(?: ${field})?) (?:has|contain|show|is|is set to|is fill with|hold|read)(?: the)?(?: value| text)? ?{value:quoted}`,
    ),
    code: (parts) =>
      `await expect(${locateField(parts.name('name'))}).toHaveValue(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'assertion',
    example: 'the "New todo" field is empty',
    pattern: formPattern(`(?:${fieldName} is (?:empty|blank|clear|cleared)|{name:quoted} is empty)`),
    code: (parts) => `await expect(${locateField(parts.name('name'))}).toHaveValue('');`,
  },
  {
    kind: 'assertion',
    example: '"Buy milk" is checked',
    pattern: formPattern(
      '{the}(?:(?:checkbox|check box|item|todo|task)(?: (?:of|for|next to|beside|named|called|labell?ed))? )?{name:quoted}(?: (?:checkbox|check box|box))? is (?<not>not |un)?(?:check|checked|tick|ticked|mark as (?:done|complete|completed))',
    ),
    code: (parts) => `await expect(${locateCheckbox(parts.name('name'))})${negated(parts)}.toBeChecked();`,
  },
  {
    kind: 'assertion',
    example: 'the "Clear completed" button is disabled',
    pattern: formPattern('{thing} is (?<not>not )?(?<state>enabled|disabled|greyed out|grayed out|clickable)'),
    code: (parts) => {
      const enabled = /enabled|clickable/.test(parts.text('state') ?? '') !== (parts.text('not') !== null);
      return `await expect(${control(parts)}).${enabled ? 'toBeEnabled' : 'toBeDisabled'}();`;
    },
  },
  {
    kind: 'assertion',
    example: 'the "New todo" field is focused',
    pattern: formPattern(
      '(?:{thing} (?:is focus|is focused|has (?:the )?(?:keyboard )?focus)|{the}(?:keyboard )?focus is (?:on|in) {thing})',
    ),
    code: (parts) => `await expect(${control(parts)}).toBeFocused();`,
  },
  {
    kind: 'assertion',
    example: '"Buy milk" is crossed out',
    pattern: formPattern(
      '{thing} is (?<not>not )?(?:crossed out|struck through|strike through|shown with a line through it)',
    ),
    code: (parts) =>
      `await expect(${locate(parts.name('name'), null)}.first())${negated(parts)}.toHaveCSS('text-decoration-line', 'line-through');`,
  },
  {
    kind: 'assertion',
    example: 'the first item is "Buy milk"',
    pattern: formPattern(
      `{the}(?<order>first|last|second|third|fourth|fifth) ${itemWord}(?: (?:in|of|on) the list)? (?:is|${show}) {value:quoted}`,
    ),
    code: (parts) =>
      `await expect(page.getByRole('${roleOf(parts)}')${ordinals[(parts.text('order') ?? '').toLowerCase()]}).toContainText(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'assertion',
    example: 'the "Todos" list has 3 items',
    pattern: formPattern(
      `{the}(?:list(?: (?:named|called))? {name:quoted}|{name:quoted} list) ${show} ${count} ${itemWord}`,
    ),
    code: (parts) =>
      `await expect(${locate(parts.name('name'), 'list')}.getByRole('${roleOf(parts)}')).toHaveCount(${countOf(parts)});`,
  },
  {
    kind: 'assertion',
    example: 'the list has 3 items',
    pattern: formPattern(`(?:${holder} ${show}|see|find|there is) ${count} ${itemWord}${place}(?: ${shown})?`),
    code: (parts) => `await expect(page.getByRole('${roleOf(parts)}')).toHaveCount(${countOf(parts)});`,
  },
  {
    kind: 'assertion',
    example: '2 items are visible',
    pattern: formPattern(`${count} ${itemWord} ${shown}`),
    code: (parts) => `await expect(page.getByRole('${roleOf(parts)}')).toHaveCount(${countOf(parts)});`,
  },
  {
    kind: 'assertion',
    example: 'the list is empty',
    pattern: formPattern(`{the}(?:[\\p{L}-]+ ){0,2}list is empty`),
    code: () => `await expect(page.getByRole('listitem')).toHaveCount(0);`,
  },
  {
    kind: 'assertion',
    example: 'I do not see "Buy milk"',
    pattern: formPattern(
      `(?:not (?:see|find)(?: any)?|see no|find no|there is (?:not|no)(?: any)?|${holder} not ${show}(?: any)?|not ${show}|${holder} ${show} no) {thing}${place}`,
    ),
    code: hidden,
  },
  {
    kind: 'assertion',
    example: 'the "Clear completed" button is hidden',
    pattern: formPattern(`{thing} ${gone}${place}`),
    code: hidden,
  },
  {
    kind: 'assertion',
    example: 'I see "Buy milk" in the list',
    pattern: formPattern(
      `(?:(?:see|find|there is) {name:quoted} (?:in|on) {the}(?:[\\p{L}-]+ ){0,2}list|{the}(?:[\\p{L}-]+ ){0,2}list ${show} {name:quoted}|{name:quoted} is (?:in|on) {the}(?:[\\p{L}-]+ ){0,2}list)`,
    ),
    code: (parts) => `await expect(${locate(parts.name('name'), 'item')}.first()).toBeVisible();`,
  },
  {
    kind: 'assertion',
    example: 'the status shows "2 items left"',
    pattern: formPattern(`{the}(?<control>status|alert|heading|headline|dialog) ${show} {name:quoted}`),
    code: visible,
  },
  {
    kind: 'assertion',
    example: 'I see the heading "Todos"',
    pattern: formPattern(`(?:see|find|there is|${holder} ${show}|${show}) {thing}${place}`),
    code: visible,
  },
  {
    kind: 'assertion',
    example: 'a "Clear completed" button appears',
    pattern: formPattern(`{thing} ${shown}${place}`),
    code: visible,
  },
  {
    kind: 'assertion',
    example: 'the heading is "Todos"',
    pattern: formPattern(
      `{the}(?:${page} )?(?<control>heading|headline|header|status|alert|message|text|label|counter) is {name:quoted}`,
    ),
    code: visible,
  },
];

/** After `Then`, "I am on …" checks the address instead of going there. */
export const addressAssertion: Form = {
  kind: 'assertion',
  example: 'I am on "/done"',
  pattern: formPattern('(?:is (?:on|at)|land on) {the}(?:page )?{value:quoted}(?: page)?'),
  code: (parts) => (/^[/?#]/.test(parts.text('value') ?? '') ? urlHas(parts.text('value') ?? '') : null),
};

function visible(parts: Parts): string {
  return `await expect(${locate(parts.name('name'), parts.text('control'))}.first()).toBeVisible();`;
}

function hidden(parts: Parts): string {
  return `await expect(${locate(parts.name('name'), parts.text('control'))}).toHaveCount(0);`;
}

/** Something that can be used, whatever it is. */
function control(parts: Parts): string {
  const name: Name = parts.name('name');
  const kind = parts.text('control');
  return kind === null ? `${locateField(name)}.or(${locateClickable(name, 'button')})` : locate(name, kind);
}

/** A whole path must be the end of the address; anything else, a part of it. */
function urlHas(value: string): string {
  const test = value.startsWith('/') ? 'endsWith' : 'includes';
  return `await expect(page).toHaveURL((url) => url.href.${test}(${literal(value)}));`;
}

function negated(parts: Parts): string {
  return parts.text('not') === null ? '' : '.not';
}

function roleOf(parts: Parts): string {
  return items[(parts.text('item') ?? '').toLowerCase()] ?? 'listitem';
}

function countOf(parts: Parts): number {
  const word = (parts.text('count') ?? '').toLowerCase();
  if (/^\d+$/.test(word)) return Number(word);
  if (word === 'a single' || word === 'only one') return 1;
  return Math.max(0, counts.indexOf(word));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
