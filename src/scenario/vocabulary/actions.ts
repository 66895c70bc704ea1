// Sentences that do something. In order of precedence: the first form that fits is taken.
import { goTo } from './address.ts';
import { form } from './form.ts';
import { keyNamed } from './keys.ts';
import { literal, locateCheckbox, locateClickable, locateDropdown, locateField, locateRow } from './locator.ts';

/** Where somebody is: as long as nothing has happened, the way to be there is to go there. */
export const beginnings = [
  form({
    kind: 'action',
    example: 'I am on "/lists"',
    expressions: [
      '{isOn} {the}{path:text}( page)',
      '{isOn} {the}page/url/address/path/route {path:text}( page)',
      '{isOn} {the}page/url/address/path/route at {path:text}( page)',
    ],
    code: ({ path }) => goTo(path),
  }),
  form({
    kind: 'action',
    example: 'I am on the home page',
    expressions: ['{isOn} {the}{site}', '{the}{site} is open/load/loaded'],
    code: () => goTo('/'),
  }),
];

export const actions = [
  form({
    kind: 'action',
    example: 'I open "/"',
    expressions: [
      '{go} {the}{path:text}( page)',
      '{go} {the}page/url/address/path/route {path:text}( page)',
      '{go} {the}page/url/address/path/route at {path:text}( page)',
    ],
    code: ({ path }) => goTo(path),
  }),
  form({
    kind: 'action',
    example: 'I open the app',
    expressions: ['{go} {the}{site}'],
    code: () => goTo('/'),
  }),
  form({
    kind: 'action',
    example: 'I press Enter in "New todo"',
    expressions: ['press/hit/push/use {the}{key:name}( key) in/inside/on {field}'],
    code: ({ key, field }) => pressed(key.text, locateField(field)),
  }),
  form({
    kind: 'action',
    example: 'I press Enter',
    expressions: ['press/hit/push/use {the}{key:name}( key)'],
    code: ({ key }) => pressed(key.text, 'page.keyboard'),
  }),
  form({
    kind: 'action',
    example: 'I type "Buy milk" into "New todo"',
    expressions: [
      '{type} {value} into/in/to/for/as/on {field}',
      '{type} the text/value {value} into/in/to/for/as/on {field}',
    ],
    code: ({ value, field }) => `await ${locateField(field)}.fill(${literal(value)});`,
  }),
  form({
    kind: 'action',
    example: 'I type "Buy milk" into the field',
    expressions: [
      '{type} {value}',
      '{type} the text/value {value}',
      '{type} {value} into/in/to {the}(only ){fieldWord}',
      '{type} the text/value {value} into/in/to {the}(only ){fieldWord}',
    ],
    code: ({ value }) => `await page.getByRole('textbox').fill(${literal(value)});`,
  }),
  form({
    kind: 'action',
    example: 'I fill in "New todo" with "Buy milk"',
    expressions: [
      'fill/set/change/complete/update in {field} with/to/as {value}',
      'fill/set/change/complete/update {field} with/to/as {value}',
    ],
    code: ({ field, value }) => `await ${locateField(field)}.fill(${literal(value)});`,
  }),
  form({
    kind: 'action',
    example: 'I clear the "New todo" field',
    expressions: ['clear/empty {field}'],
    code: ({ field }) => `await ${locateField(field)}.clear();`,
  }),
  form({
    kind: 'action',
    example: 'I select "High" from "Priority"',
    expressions: ['select/choose/pick/set {the}(option ){value} from/in/for/as {dropdown}'],
    code: ({ value, dropdown }) => `await ${locateDropdown(dropdown)}.selectOption({ label: ${literal(value)} });`,
  }),
  form({
    kind: 'action',
    example: 'I check "Buy milk"',
    expressions: [
      'check/tick/mark {checkbox}',
      'check/tick/mark off {checkbox}',
      'check/tick/mark {checkbox} as done/complete/completed/finished',
      'check/tick/mark off {checkbox} as done/complete/completed/finished',
      'complete {checkbox}',
    ],
    code: ({ checkbox }) => `await ${locateCheckbox(checkbox)}.check();`,
  }),
  form({
    kind: 'action',
    example: 'I uncheck "Buy milk"',
    expressions: ['uncheck/untick/unmark {checkbox}'],
    code: ({ checkbox }) => `await ${locateCheckbox(checkbox)}.uncheck();`,
  }),
  form({
    kind: 'action',
    example: 'I double-click "Buy milk"',
    expressions: ['double-click( on) {thing}', 'double click( on) {thing}'],
    code: ({ thing }) => `await ${locateClickable(thing)}.dblclick();`,
  }),
  form({
    kind: 'action',
    example: 'I click the "Delete" button of "Buy milk"',
    expressions: ['{click} {thing} in/inside/of/for/beside/on/from {row}', '{click} {thing} next to {row}'],
    code: ({ thing: { name, control }, row }) =>
      `await ${locateClickable({ name, control: control ?? 'button' }, locateRow(row))}.click();`,
  }),
  form({
    kind: 'action',
    example: 'I click the "Add" button',
    expressions: ['{click} {thing}'],
    // An address that cannot be opened is no name of a button.
    code: ({ thing }) => (/^(?:\/|https?:)/i.test(thing.name.text) ? null : `await ${locateClickable(thing)}.click();`),
  }),
  form({
    kind: 'action',
    example: 'I hover over "Buy milk"',
    expressions: ['hover over/on {thing}', 'hover {thing}'],
    code: ({ thing }) => `await ${locateClickable(thing)}.hover();`,
  }),
  form({
    kind: 'action',
    example: 'I focus the "New todo" field',
    expressions: ['focus on {field}', 'focus {field}'],
    code: ({ field }) => `await ${locateField(field)}.focus();`,
  }),
  form({
    kind: 'action',
    example: 'I reload the page',
    expressions: ['reload/refresh', 'reload/refresh {the}page/app/site/browser/application'],
    code: () => 'await page.reload();',
  }),
  form({
    kind: 'action',
    example: 'the page is loaded',
    expressions: ['{the}page/app/application/site/website/view/screen is load/loaded'],
    code: () => 'await page.waitForLoadState();',
    acts: false,
  }),
  form({
    kind: 'action',
    example: 'I go back',
    expressions: ['go back', 'go back to the previous/last page'],
    code: () => 'await page.goBack();',
  }),
];

function pressed(words: string, target: string): string | null {
  const key = keyNamed(words);
  return key === null ? null : `await ${target}.press(${literal(key)});`;
}
