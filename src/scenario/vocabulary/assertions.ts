// Sentences that check something, by web-first assertions. In order of precedence: the first form that fits is taken.
import { hasAddress, isOnPage } from './address.ts';
import { form } from './form.ts';
import type { Name } from './kind.ts';
import { inside, wholePage } from './kinds-of-places.ts';
import type { Thing } from './kinds-of-things.ts';
import {
  escaped,
  literal,
  locate,
  locateAbsent,
  locateCheckbox,
  locateClickable,
  locateField,
  locateInput,
  locateItems,
  locateVisible,
  negated,
  roleOf,
  type Scope,
  wholeNumber,
} from './locator.ts';

export const assertions = [
  form({
    kind: 'assertion',
    example: 'the URL ends with "/done"',
    expressions: ['{the}{address} {not}end/ends with/in {value:text}'],
    code: ({ not, value }) => hasAddress('ends', value, not),
  }),
  form({
    kind: 'assertion',
    example: 'the URL is "/done"',
    expressions: ['{the}{address} is {not}{value:text}', '{the}{address} {not}change to {value:text}'],
    code: ({ not, value }) => hasAddress('is', value, not),
  }),
  form({
    kind: 'assertion',
    example: 'the URL does not contain "draft"',
    expressions: ['{the}{address} {not}contain/include/has {value:text}'],
    code: ({ not, value }) => hasAddress('contains', value, not),
  }),
  form({
    kind: 'assertion',
    example: 'I am on "/done"',
    expressions: ['{isAt} {the}(page ){value:text}( page)', '{isAt} {the}page/url/address/path/route at {value:text}'],
    code: ({ isAt, value }) => isOnPage(value, isAt),
  }),
  form({
    kind: 'assertion',
    example: 'I am not on the home page',
    expressions: ['{isAt} {the}{homePage}', '{the}{homePage} {isThere}'],
    code: ({ isAt, isThere }) => isOnPage('/', isAt ?? isThere),
  }),
  form({
    kind: 'assertion',
    example: 'the page title is "Todos"',
    expressions: [
      '{the}title is {value:text}',
      '{the}{pageTitle} is {value:text}',
      '{the}page has {the}title {value:text}',
    ],
    code: ({ value }) => `await expect(page).toHaveTitle(${literal(value)});`,
  }),
  form({
    kind: 'assertion',
    example: 'the page title contains "Todos"',
    expressions: ['{the}{pageTitle} {not}contain/say/show/read/include {value:text}'],
    code: ({ not, value }) => `await expect(page)${negated(not)}.toHaveTitle(new RegExp(${literal(escaped(value))}));`,
  }),
  form({
    kind: 'assertion',
    example: 'the "New todo" field contains "Buy milk"',
    expressions: ['{field:input} {holds}{value}', '{the}value of {field:owner} {holds}{value}'],
    code: ({ field, value }) => `await expect(${locateInput(field)}).toHaveValue(${literal(value)});`,
  }),
  form({
    kind: 'assertion',
    example: 'the "New todo" field is empty',
    expressions: ['{field:input} is {not}empty/blank/clear/cleared', '{field:quoted} is {not}empty'],
    code: ({ field, not }) => `await expect(${locateField(field)})${negated(not)}.toHaveValue('');`,
  }),
  form({
    kind: 'assertion',
    example: '"Buy milk" is checked',
    expressions: ['{checkbox} is {un}check/checked/tick/ticked', '{checkbox} is {un}mark as done/complete/completed'],
    code: ({ checkbox, un }) => `await expect(${locateCheckbox(checkbox)})${negated(un)}.toBeChecked();`,
  }),
  form({
    kind: 'assertion',
    example: 'the "Clear completed" button is disabled',
    expressions: ['{thing} is {not}{state}'],
    code: ({ thing, not, state }) => `await expect(${usable(thing)}).${not ? opposite(state) : state}();`,
  }),
  form({
    kind: 'assertion',
    example: 'the "New todo" field is focused',
    expressions: [
      '{thing} is {not}focus/focused',
      '{thing} {not}has( the)( keyboard) focus',
      '{the}(keyboard )focus is {not}on/in {thing}',
    ],
    code: ({ thing, not }) => `await expect(${usable(thing)})${negated(not)}.toBeFocused();`,
  }),
  form({
    kind: 'assertion',
    example: '"Buy milk" is crossed out',
    expressions: ['{thing} is {not}{crossedOut}'],
    code: ({ thing, not }) => {
      // A line runs through all that stands in the element it is set for, which only that one says of itself.
      const struck = `(element) => {
  for (let one: Element | null = element; one !== null; one = one.parentElement) {
    if (getComputedStyle(one).textDecorationLine.includes('line-through')) return true;
  }
  return false;
}`;
      return `await expect.poll(() => ${innermost(thing)}.evaluate(${struck})).toBe(${!not});`;
    },
  }),
  form({
    kind: 'assertion',
    example: 'the first item is "Buy milk"',
    expressions: [
      '{the}{ordinal} {item} is {not}{value:text}',
      '{the}{ordinal} {item} {not}{show} {value:text}',
      '{the}{ordinal} {item} in/of/on the list is {not}{value:text}',
      '{the}{ordinal} {item} in/of/on the list {not}{show} {value:text}',
    ],
    code: ({ ordinal, item, not, value }) =>
      `await expect(${locateItems(item)}.${ordinal})${negated(not)}.toContainText(${literal(value)});`,
  }),
  form({
    kind: 'assertion',
    example: 'the list has 3 items',
    expressions: [
      '{holder} {not}{show} {count} {item}{where}',
      '{not}see/find {count} {item}{where}',
      'there is {not}{count} {item}{where}',
      '{holder} {not}{show} {count} {item}{where} {shown}',
      '{not}see/find {count} {item}{where} {shown}',
      'there is {not}{count} {item}{where} {shown}',
    ],
    code: ({ holder, where, not, item, count }) => inside(holder, where, (scope) => counted(scope, item, count, not)),
  }),
  form({
    kind: 'assertion',
    example: '2 items are visible',
    expressions: ['{count} {item} {shown}{where}', '{count} {item} is {somewhere}'],
    code: ({ item, count, where, somewhere }) => counted(somewhere ?? where ?? wholePage, item, count),
  }),
  form({
    kind: 'assertion',
    example: 'the list is empty',
    expressions: ['{list} is {not}empty'],
    code: ({ list, not }) => counted(list, 'listitem', 0, not),
  }),
  form({
    kind: 'assertion',
    example: 'I do not see "Buy milk"',
    expressions: [
      'not see/find {thing}{where}',
      'not see/find any {thing}{where}',
      'see/find no {thing}{where}',
      'there is not/no {thing}{where}',
      'there is not/no any {thing}{where}',
      '{holder} not {show}( any) {thing}{where}',
      '{teller} not {show}( any) {thing}{where}',
      'not {show} {thing}{where}',
      '{holder} {show} no {thing}{where}',
      '{teller} {show} no {thing}{where}',
    ],
    code: ({ holder, where, thing }) => inside(holder, where, (scope) => hidden(thing, scope)),
  }),
  form({
    kind: 'assertion',
    example: 'the "Clear completed" button is hidden',
    expressions: ['{thing} {gone}{where}', '{thing} is not {somewhere}'],
    code: ({ thing, where, somewhere }) => hidden(thing, somewhere ?? where),
  }),
  form({
    kind: 'assertion',
    example: 'I see "Buy milk" in the list',
    expressions: [
      'see/find {name:quoted} in/on {list}',
      'there is {name:quoted} in/on {list}',
      '{list} {show} {name:quoted}',
      '{name:quoted} is in/on {list}',
    ],
    code: ({ name, list }) => visible({ name, control: 'item' }, list),
  }),
  form({
    kind: 'assertion',
    example: 'the heading contains "Todos"',
    expressions: ['{the}{control:region} contain/include/has/show/display {name:quoted}'],
    code: ({ control, name }) => `await expect(${locateAny(control, name)}.first()).toBeVisible();`,
  }),
  form({
    kind: 'assertion',
    example: 'the heading says "Todos"',
    expressions: ['{the}{control:region} {show} {name:quoted}'],
    code: (thing) => visible(thing),
  }),
  form({
    kind: 'assertion',
    example: 'I see the heading "Todos"',
    expressions: [
      'see/find {thing}{where}',
      'there is {thing}{where}',
      '{holder} {show} {thing}{where}',
      '{teller} {show} {thing}{where}',
      '{show} {thing}{where}',
    ],
    code: ({ holder, where, thing }) => inside(holder, where, (scope) => visible(thing, scope)),
  }),
  form({
    kind: 'assertion',
    example: 'a "Clear completed" button appears',
    expressions: ['{thing} {shown}{where}', '{thing} is {somewhere}'],
    code: ({ thing, where, somewhere }) => visible(thing, somewhere ?? where),
  }),
  form({
    kind: 'assertion',
    example: 'the heading is "Todos"',
    expressions: [
      '{the}{control:caption} is {not}{name:quoted}',
      '{the}page/screen/app/application/site/website/view/document/url {control:caption} is {not}{name:quoted}',
    ],
    code: ({ not, ...thing }) => (not ? hidden(thing) : visible(thing)),
  }),
];

function visible(thing: Thing, scope: Scope = wholePage): string {
  return `await expect(${locateVisible(thing, scope)}.first()).toBeVisible();`;
}

function hidden(thing: Thing, scope: Scope = wholePage): string {
  return `${there(scope)}await expect(${locateAbsent(thing, scope)}).toHaveCount(0);`;
}

function counted(scope: Scope, item: string, count: number, not = false): string {
  const none = count === 0 && !not;
  return `${none ? there(scope) : ''}await expect(${locateItems(item, scope)})${negated(not)}.toHaveCount(${count});`;
}

/** Nothing is in a list or a table that is not there: then it would be true of whatever stands elsewhere. */
function there(scope: Scope): string {
  return /^page\.getByRole\('(?:list|table)'/.test(scope) ? `await expect(${scope}.first()).toBeAttached();\n` : '';
}

/** Where the text of a thing stands, which may be the thing itself. */
function innermost(thing: Thing): string {
  const one = `${locate(thing)}.first()`;
  return thing.control === null ? one : `${one}.getByText(${literal(thing.name.text)}).or(${one}).last()`;
}

/** One of its kind, known by a text in it. */
const locateAny = (control: string, { text }: Name): string =>
  `page.getByRole('${roleOf(control)}').filter({ hasText: ${wholeNumber(text)} })`;

const opposite = (state: string): string => (state === 'toBeEnabled' ? 'toBeDisabled' : 'toBeEnabled');

/** Something that can be used, whatever it is. */
function usable(thing: Thing): string {
  if (thing.control !== null) return locate(thing);
  return `${locateField(thing.name)}.or(${locateClickable({ ...thing, control: 'button' })})`;
}
