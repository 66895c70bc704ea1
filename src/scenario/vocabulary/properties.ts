// Sentences about how a thing is: attributes, classes, colours, order, at least and at most, what the browser keeps. Before
// the usual assertions.
import { type Form, formPattern, type Parts } from './form.ts';
import { literal, locate, locateField } from './locator.ts';

const items = '(?<item>list items|items|entries|todos|tasks|rows|options|headings|tabs|results)';
const itemRoles: Readonly<Record<string, string>> = {
  rows: 'row',
  options: 'option',
  headings: 'heading',
  tabs: 'tab',
};
const not = '(?<not>not )?';

export const properties: readonly Form[] = [
  {
    kind: 'assertion',
    example: '"Buy milk" has the class "done"',
    pattern: formPattern(`{thing} ${not}has {the}(?:css )?class {value:quoted}`),
    code: (parts) =>
      `await expect(${looked(parts)}.first())${negated(parts)}.toContainClass(${literal((parts.text('value') ?? '').replace(/^\./, ''))});`,
  },
  {
    kind: 'assertion',
    example: 'the "Logo" image has the attribute "alt" with "The shop"',
    pattern: formPattern(
      `{thing} ${not}has {the}attribute {key:quoted}(?: (?:with|set to|of|equal to)(?: the value)?)? {value:quoted}`,
    ),
    code: (parts) =>
      `await expect(${looked(parts)}.first())${negated(parts)}.toHaveAttribute(${literal(parts.text('key') ?? '')}, ${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'assertion',
    example: 'the "Buy" button has the attribute "data-kind"',
    pattern: formPattern(`{thing} ${not}has {the}attribute {key:quoted}`),
    code: (parts) =>
      `await expect(${looked(parts)}.first())${negated(parts)}.toHaveAttribute(${literal(parts.text('key') ?? '')});`,
  },
  {
    kind: 'assertion',
    example: '"Sold out" has the color "#ff0000"',
    pattern: formPattern(
      `{thing} ${not}has {the}(?<property>text colou?r|colou?r|background colou?r|background) {value:quoted}`,
    ),
    code: (parts) => {
      const colour = rgbOf(parts.text('value') ?? '');
      const property = /back/i.test(parts.text('property') ?? '') ? 'background-color' : 'color';
      return colour === null
        ? null
        : `await expect(${looked(parts)}.first())${negated(parts)}.toHaveCSS('${property}', '${colour}');`;
    },
  },
  {
    kind: 'assertion',
    example: 'the "Search" field has the placeholder "Name or number"',
    pattern: formPattern(`{the}(?:{name:quoted} field|field {name:quoted}) ${not}has {the}placeholder {value:quoted}`),
    code: (parts) =>
      `await expect(${locateField(parts.name('name'))})${negated(parts)}.toHaveAttribute('placeholder', ${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'assertion',
    example: 'the "Name" field is read-only',
    pattern: formPattern(
      '{the}(?:{name:quoted} field|field {name:quoted}) is (?<not>not )?(?:read-only|readonly|read only)',
    ),
    code: (parts) =>
      `await expect(${locateField(parts.name('name'))}).${parts.text('not') === null ? 'not.toBeEditable' : 'toBeEditable'}();`,
  },
  {
    kind: 'assertion',
    example: 'the "Name" field does not contain "Ada"',
    pattern: formPattern(
      '{the}(?:{name:quoted} field|field {name:quoted}) not (?:contain|has|show|hold)(?: the (?:value|text))? {value:quoted}',
    ),
    code: (parts) =>
      `await expect(${locateField(parts.name('name'))}).not.toHaveValue(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'assertion',
    example: 'the items are "Milk", "Tea" and "Cake"',
    pattern: formPattern(`{the}${items} is(?: in (?:this|the) order:?)?:? {list:quotes}`),
    code: (parts) =>
      `await expect(page.getByRole('${roleOf(parts)}')).toContainText([${(parts.texts('list') ?? []).map(literal).join(', ')}]);`,
  },
  {
    kind: 'assertion',
    example: '"Milk" comes before "Tea"',
    pattern: formPattern(
      '{one:quoted} (?:comes|come|is shown|is listed|is list|appear|stands|is) (?<order>before|above|after|below) {other:quoted}',
    ),
    code: (parts) => {
      const first = /before|above/i.test(parts.text('order') ?? '') ? 'one' : 'other';
      const both = `${shownText(parts, 'one')}.or(${shownText(parts, 'other')})`;
      return `await expect(${both}.first()).toContainText(${literal(parts.text(first) ?? '')});`;
    },
  },
  {
    kind: 'assertion',
    example: 'the list has at least 3 items',
    pattern: formPattern(
      `(?:{the}(?:[\\p{L}-]+ ){0,3}[\\p{L}-]+ (?:has|show|display|contain)|see|there is) (?<bound>at least|at most|more than|fewer than|less than) (?<count>\\d{1,4}) ${items}`,
    ),
    code: (parts) => {
      const check = bounds[(parts.text('bound') ?? '').toLowerCase()];
      return `await expect.poll(() => page.getByRole('${roleOf(parts)}').count()).${check}(${parts.text('count')});`;
    },
  },
  {
    kind: 'assertion',
    example: 'the URL does not contain "draft"',
    pattern: formPattern(
      '{the}(?:page )?(?:url|address|path|location) (?:not (?:contain|include|has|end with)|is not) {value:quoted}',
    ),
    code: (parts) =>
      `await expect(page).not.toHaveURL((url) => url.href.includes(${literal(parts.text('value') ?? '')}));`,
  },
  {
    kind: 'assertion',
    example: 'the page title is not "Todos"',
    pattern: formPattern("{the}(?:(?:page|document|browser|tab|window)(?:['’]s)? )?title is not {value:quoted}"),
    code: (parts) => `await expect(page).not.toHaveTitle(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'assertion',
    example: 'the local storage has "cart"',
    pattern: formPattern(
      `{the}(?<where>local|session) ?storage (?<not>not )?(?:has|contain|hold)(?: {the}(?:key|entry))? {key:quoted}`,
    ),
    code: (parts) => {
      const storage = /session/i.test(parts.text('where') ?? '') ? 'sessionStorage' : 'localStorage';
      const read = `page.evaluate((key) => ${storage}.getItem(key), ${literal(parts.text('key') ?? '')})`;
      return `await expect.poll(() => ${read}).${parts.text('not') === null ? 'not.' : ''}toBeNull();`;
    },
  },
];

const bounds: Readonly<Record<string, string>> = {
  'at least': 'toBeGreaterThanOrEqual',
  'at most': 'toBeLessThanOrEqual',
  'more than': 'toBeGreaterThan',
  'fewer than': 'toBeLessThan',
  'less than': 'toBeLessThan',
};

const looked = (parts: Parts): string => locate(parts.name('name'), parts.text('control'));
const negated = (parts: Parts): string => (parts.text('not') === null ? '' : '.not');
const roleOf = (parts: Parts): string => itemRoles[(parts.text('item') ?? '').toLowerCase()] ?? 'listitem';
const shownText = (parts: Parts, part: string): string =>
  `page.getByText(${literal(parts.name(part).text)}).filter({ visible: true })`;

const named: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#ffffff',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  orange: '#ffa500',
  gray: '#808080',
  grey: '#808080',
  purple: '#800080',
};

/** As browsers say it; `null` for what is no colour that is known here. */
function rgbOf(value: string): string | null {
  const text = named[value.trim().toLowerCase()] ?? value.trim().toLowerCase();
  if (/^rgba?\([\d., %]{5,40}\)$/.test(text)) return text.replaceAll(/,\s*/g, ', ');
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (hex === undefined) return null;
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}
