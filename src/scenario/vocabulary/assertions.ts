// Sentences that check something, by web-first assertions. In order of precedence: the first form that fits is taken.
import { form } from './form.ts';
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
} from './locator.ts';

export const assertions = [
  form({
    kind: 'assertion',
    example: 'the URL ends with "/done"',
    expressions: [
      '{the}{address} is/contain/include/has {value:text}',
      '{the}{address} end/ends with/in {value:text}',
      '{the}{address} change to {value:text}',
    ],
    code: ({ value }) => urlHas(value),
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
    expressions: ['{field:input} {holds}{value:text}', '{the}value of {field:owner} {holds}{value:text}'],
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
    code: ({ thing: { name }, not }) =>
      `await expect(${locate({ name, control: null })}.first())${negated(not)}.toHaveCSS('text-decoration-line', 'line-through');`,
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
    example: 'the "Todos" list has 3 items',
    expressions: [
      '{the}list {list:quoted} {not}{show} {count} {item}',
      '{the}list named/called {list:quoted} {not}{show} {count} {item}',
      '{the}{list:quoted} list {not}{show} {count} {item}',
    ],
    code: ({ list, not, item, count }) =>
      `await expect(${locateItems(item, locate({ name: list, control: 'list' }))})${negated(not)}.toHaveCount(${count});`,
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
    code: ({ not, item, count }) => `await expect(${locateItems(item)})${negated(not)}.toHaveCount(${count});`,
  }),
  form({
    kind: 'assertion',
    example: '2 items are visible',
    expressions: ['{count} {item} {shown}'],
    code: ({ item, count }) => `await expect(${locateItems(item)}).toHaveCount(${count});`,
  }),
  form({
    kind: 'assertion',
    example: 'the list is empty',
    expressions: ['{the}{which}list is {not}empty'],
    code: ({ not }) => `await expect(page.getByRole('listitem'))${negated(not)}.toHaveCount(0);`,
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
      'not {show} {thing}{where}',
      '{holder} {show} no {thing}{where}',
    ],
    code: ({ thing }) => hidden(thing),
  }),
  form({
    kind: 'assertion',
    example: 'the "Clear completed" button is hidden',
    expressions: ['{thing} {gone}{where}'],
    code: ({ thing }) => hidden(thing),
  }),
  form({
    kind: 'assertion',
    example: 'I see "Buy milk" in the list',
    expressions: [
      'see/find {name:quoted} in/on {the}{which}list',
      'there is {name:quoted} in/on {the}{which}list',
      '{the}{which}list {show} {name:quoted}',
      '{name:quoted} is in/on {the}{which}list',
    ],
    code: ({ name }) => visible({ name, control: 'item' }),
  }),
  form({
    kind: 'assertion',
    example: 'the status shows "2 items left"',
    expressions: ['{the}{control:region} {show} {name:quoted}'],
    code: visible,
  }),
  form({
    kind: 'assertion',
    example: 'I see the heading "Todos"',
    expressions: [
      'see/find {thing}{where}',
      'there is {thing}{where}',
      '{holder} {show} {thing}{where}',
      '{show} {thing}{where}',
    ],
    code: ({ thing }) => visible(thing),
  }),
  form({
    kind: 'assertion',
    example: 'a "Clear completed" button appears',
    expressions: ['{thing} {shown}{where}'],
    code: ({ thing }) => visible(thing),
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

/** After `Then`, "I am on …" checks the address instead of going there. */
export const addressAssertion = form({
  kind: 'assertion',
  example: 'I am on "/done"',
  expressions: ['is {not}on/at {the}(page ){value:text}( page)', '{not}land on {the}(page ){value:text}( page)'],
  code: ({ not, value }) => (/^[/?#]/.test(value) ? urlHas(value, not) : null),
});

function visible(thing: Thing): string {
  return `await expect(${locateVisible(thing)}.first()).toBeVisible();`;
}

function hidden(thing: Thing): string {
  return `await expect(${locateAbsent(thing)}).toHaveCount(0);`;
}

const opposite = (state: string): string => (state === 'toBeEnabled' ? 'toBeDisabled' : 'toBeEnabled');

/** Something that can be used, whatever it is. */
function usable(thing: Thing): string {
  if (thing.control !== null) return locate(thing);
  return `${locateField(thing.name)}.or(${locateClickable({ ...thing, control: 'button' })})`;
}

/** A whole path must be the end of the address; anything else, a part of it. */
function urlHas(value: string, not = false): string {
  const test = value.startsWith('/') ? 'endsWith' : 'includes';
  return `await expect(page)${negated(not)}.toHaveURL((url) => url.href.${test}(${literal(value)}));`;
}
