// Sentences about how a thing is: attributes, classes, colours, order, at least and at most, what the browser keeps. Before
// the usual assertions.
import { rgbOf } from './colours.ts';
import { form } from './form.ts';
import { inside } from './kinds-of-places.ts';
import type { Thing } from './kinds-of-things.ts';
import { isSelector, literal, locate, locateField, locateItems, negated } from './locator.ts';

export const properties = [
  form({
    kind: 'assertion',
    example: '"Buy milk" has the class "done"',
    expressions: ['{thing} {not}has {the}(css )class {value:text}'],
    code: ({ thing, not, value }) => {
      const name = value.replace(/^\./, '');
      if (thing.control !== null || isSelector(thing.name))
        return `await expect(${first(thing)})${negated(not)}.toContainClass(${literal(name)});`;
      // The class is often not on the text itself but on what it stands in.
      const marked = `page.locator(${literal(classSelector(name))}).filter({ hasText: ${literal(thing.name.text)}, visible: true })`;
      return not
        ? `await expect(${first(thing)}).toBeVisible();\nawait expect(${marked}).toHaveCount(0);`
        : `await expect(${marked}.first()).toBeVisible();`;
    },
  }),
  form({
    kind: 'assertion',
    example: 'the "Logo" image has the attribute "alt" with "The shop"',
    expressions: ['{thing} {not}has {the}attribute {key:text}{equalTo} {value}'],
    code: ({ thing, not, key, value }) =>
      `await expect(${first(thing)})${negated(not)}.toHaveAttribute(${literal(key)}, ${literal(value)});`,
  }),
  form({
    kind: 'assertion',
    example: 'the "Buy" button has the attribute "data-kind"',
    expressions: ['{thing} {not}has {the}attribute {key:text}'],
    code: ({ thing, not, key }) => `await expect(${first(thing)})${negated(not)}.toHaveAttribute(${literal(key)});`,
  }),
  form({
    kind: 'assertion',
    example: '"Sold out" has the color "#ff0000"',
    expressions: ['{thing} {not}has {the}{property} {value:text}'],
    code: ({ thing, not, property, value }) => {
      const colour = rgbOf(value);
      return colour === null
        ? null
        : `await expect(${first(thing)})${negated(not)}.toHaveCSS('${property}', '${colour}');`;
    },
  }),
  form({
    kind: 'assertion',
    example: 'the "Search" field has the placeholder "Name or number"',
    expressions: ['{field:quotedField} {not}has {the}placeholder {value}'],
    code: ({ field, not, value }) =>
      `await expect(${locateField(field)})${negated(not)}.toHaveAttribute('placeholder', ${literal(value)});`,
  }),
  form({
    kind: 'assertion',
    example: 'the "Name" field is read-only',
    expressions: ['{field:quotedField} is {not}read-only/readonly', '{field:quotedField} is {not}read only'],
    code: ({ field, not }) => `await expect(${locateField(field)}).${not ? 'toBeEditable' : 'not.toBeEditable'}();`,
  }),
  form({
    kind: 'assertion',
    example: 'the "Name" field does not contain "Ada"',
    expressions: [
      '{field:quotedField} not contain/has/show/hold {value}',
      '{field:quotedField} not contain/has/show/hold the value/text {value}',
    ],
    code: ({ field, value }) => `await expect(${locateField(field)}).not.toHaveValue(${literal(value)});`,
  }),
  form({
    kind: 'assertion',
    example: 'the items are "Milk", "Tea" and "Cake"',
    expressions: ['{the}{items} is(:) {list:texts}', '{the}{items} is in this/the order(:) {list:texts}'],
    code: ({ items, list }) => `await expect(${locateItems(items)}).toContainText([${list.map(literal).join(', ')}]);`,
  }),
  form({
    kind: 'assertion',
    example: '"Milk" comes before "Tea"',
    expressions: [
      '{one:text} comes/come/appear/stands/is {side} {other:text}',
      '{one:text} is shown/listed/list {side} {other:text}',
    ],
    code: ({ one, side, other }) => {
      const [former, latter] = side === 'before' ? [one, other] : [other, one];
      const both = `${shownText(former)}.or(${shownText(latter)})`;
      return (
        `await expect(${shownText(latter)}.first()).toBeVisible();\n` +
        `await expect(${both}.first()).toContainText(${literal(former)});`
      );
    },
  }),
  form({
    kind: 'assertion',
    example: 'the list has at least 3 items',
    expressions: [
      '{holder} {not}has/show/display/contain {bound} {number} {item}{where}',
      '{not}see {bound} {number} {item}{where}',
      'there is {not}{bound} {number} {item}{where}',
    ],
    code: ({ holder, where, not, bound, number, item }) =>
      inside(
        holder,
        where,
        (scope) => `await expect.poll(() => ${locateItems(item, scope)}.count())${negated(not)}.${bound}(${number});`,
      ),
  }),
  form({
    kind: 'assertion',
    example: 'the page title is not "Todos"',
    expressions: ['{the}title is not {value:text}', '{the}{pageTitle} is not {value:text}'],
    code: ({ value }) => `await expect(page).not.toHaveTitle(${literal(value)});`,
  }),
  form({
    kind: 'assertion',
    example: 'the local storage has "cart"',
    expressions: [
      '{the}{storage} {not}has/contain/hold {key:text}',
      '{the}{storage} {not}has/contain/hold {the}key/entry {key:text}',
    ],
    code: ({ storage, not, key }) => {
      const read = `page.evaluate((key) => ${storage}.getItem(key), ${literal(key)})`;
      return `await expect.poll(() => ${read}).${not ? '' : 'not.'}toBeNull();`;
    },
  }),
];

/** Elements with all of the classes; a name that is more than letters is compared as a text. */
const classSelector = (names: string): string =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => (/^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `[class~=${JSON.stringify(name)}]`))
    .join('');

const first = (thing: Thing): string => `${locate(thing)}.first()`;
const shownText = (text: string): string => `page.getByText(${literal(text)}).filter({ visible: true })`;
