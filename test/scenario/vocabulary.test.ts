// Every form of sentence: its example is understood, as itself, and what it becomes compiles and keeps the rules of locators.
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { understand } from '../../src/scenario/understand.ts';
import { checking, doing } from '../../src/scenario/vocabulary/all-forms.ts';

const codeOf = (body: string, keyword: 'when' | 'then'): string | null => {
  const understood = understand({ text: body, body, keyword });
  return understood.kind === 'understood' ? understood.statements.map(({ code }) => code).join('\n') : null;
};

const dialogs = `page.getByRole('dialog').or(page.getByRole('alertdialog'))`;
const sayings = `[...dialogs, ...(await ${dialogs}.allInnerTexts())]`;

const examples = [
  ...doing.map(({ example }) => ['when', example] as const),
  ...checking.map(({ example }) => ['then', example] as const),
];

describe('every example', () => {
  test.each(examples)('%s %s', (keyword, example) => {
    const code = codeOf(example, keyword);
    expect(code).not.toBeNull();
    expect(code).not.toMatch(/waitForTimeout|networkidle|\$\(|xpath/);
    expect(() => stripTypeScriptTypes(`async function step() { ${code} }`)).not.toThrow();
  });

  test('is there once', () => {
    expect(new Set(examples.map(([, example]) => example)).size).toBe(examples.length);
  });
});

describe('what is done', () => {
  test.each([
    [
      'the user uploads the file "list.csv" to "Import"',
      `await page.getByLabel('Import').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('content') });`,
    ],
    [
      'I drag "A" onto "B"',
      `await page.getByText('A', { exact: true }).first().dragTo(page.getByText('B', { exact: true }).first());`,
    ],
    [
      'I right-click the "Save" button',
      `await page.getByRole('button', { name: 'Save', exact: true }).click({ button: 'right' });`,
    ],
    ['I type "Buy milk" into the field', `await page.getByRole('textbox').fill('Buy milk');`],
    [
      'I click the "Delete" button of "Milk"',
      `await page.getByRole('listitem').or(page.getByRole('row')).filter({ hasText: whole('Milk') }).getByRole('button', { name: 'Delete', exact: true }).click();`,
    ],
    [
      'I click the "Cancel" button in the row "Order 1"',
      `await page.getByRole('listitem').filter({ has: page.getByText(whole('Order 1')) }).or(page.getByRole('listitem').and(page.getByText(whole('Order 1')))).or(page.getByRole('row').filter({ has: page.getByText(whole('Order 1')) })).getByRole('button', { name: 'Cancel', exact: true }).click();`,
    ],
    ['I click "#save"', `await page.locator('#save').click();`],
    ['I type "x" into ".title-input"', `await page.locator('.title-input').fill('x');`],
  ])('%s', (sentence, code) => {
    expect(codeOf(sentence, 'when')).toBe(code);
  });
});

const rows = `page.getByRole('row').filter({ has: page.getByRole('cell').or(page.getByRole('gridcell')) })`;
const inASecond = (call: string): string => `await ${call}, { timeout: 1_000 }).catch(() => undefined);`;

describe('what is seen', () => {
  test.each([
    [
      '"Milk" should have the class "done"',
      `await expect(page.locator('.done').filter({ hasText: 'Milk', visible: true }).first()).toBeVisible();`,
    ],
    [
      '"Milk" should not have the class ".done"',
      `await expect(page.getByText('Milk').filter({ visible: true }).first()).toBeVisible();\nawait expect(page.locator('.done').filter({ hasText: 'Milk', visible: true })).toHaveCount(0);`,
    ],
    [
      '"Milk" has the class "md:flex done"',
      `await expect(page.locator('[class~="md:flex"].done').filter({ hasText: 'Milk', visible: true }).first()).toBeVisible();`,
    ],
    [
      'the item "Milk" has the class "done"',
      `await expect(page.getByRole('listitem').filter({ hasText: 'Milk' }).first()).toContainClass('done');`,
    ],
    [
      'the ".price" has the color "red"',
      `await expect(page.locator('.price').first()).toHaveCSS('color', 'rgb(255, 0, 0)');`,
    ],
    [
      '".price" has the background color "#0af"',
      `await expect(page.locator('.price').first()).toHaveCSS('background-color', 'rgb(0, 170, 255)');`,
    ],
    [
      'the items are "a", "b" and "c, d"',
      `await expect(page.getByRole('listitem')).toContainText(['a', 'b', 'c, d']);`,
    ],
    ['there are more than 2 rows', `await expect.poll(() => ${rows}.count()).toBeGreaterThan(2);`],
    ['the first row shows "Ada"', `await expect(${rows}.first()).toContainText('Ada');`],
    ['the rows are "a", "b"', `await expect(${rows}).toContainText(['a', 'b']);`],
    [
      'I see "7.50" in the list',
      `await expect(page.getByRole('listitem').filter({ has: page.getByText(whole('7.50')) }).or(page.getByRole('listitem').and(page.getByText(whole('7.50')))).first()).toBeVisible();`,
    ],
    ['the item "Milk" is gone', `await expect(page.getByRole('listitem').filter({ hasText: 'Milk' })).toHaveCount(0);`],
    ['I do not see ".modal"', `await expect(page.locator('.modal').filter({ visible: true })).toHaveCount(0);`],
    [
      'the "Kind" dropdown is visible',
      `await expect(page.getByLabel(called('Kind')).or(page.getByRole('combobox', { name: called('Kind') })).filter({ visible: true }).first()).toBeVisible();`,
    ],
    [
      '"b" comes after "a"',
      `await expect(page.getByText('b').filter({ visible: true }).first()).toBeVisible();\nawait expect(page.getByText('a').filter({ visible: true }).or(page.getByText('b').filter({ visible: true })).first()).toContainText('a');`,
    ],
    [
      'the local storage does not have "cart"',
      `await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), 'cart')).toBeNull();`,
    ],
    ['the URL should not contain "draft"', `await expect(page).not.toHaveURL((url) => url.href.includes('draft'));`],
    [
      'the "Name" field is read-only',
      `await expect(page.getByLabel(called('Name')).or(page.getByPlaceholder(called('Name')))).not.toBeEditable();`,
    ],
    ['the first item is not "Milk"', `await expect(page.getByRole('listitem').first()).not.toContainText('Milk');`],
    ['the list does not have 3 items', `await expect(page.getByRole('listitem')).not.toHaveCount(3);`],
    [
      'the list should not contain more than 3 items',
      `await expect.poll(() => page.getByRole('listitem').count()).not.toBeGreaterThan(3);`,
    ],
    ['the list is not empty', `await expect(page.getByRole('listitem')).not.toHaveCount(0);`],
    [
      'the "Name" field is not empty',
      `await expect(page.getByLabel(called('Name')).or(page.getByPlaceholder(called('Name')))).not.toHaveValue('');`,
    ],
    [
      'the "Save" button does not have focus',
      `await expect(page.getByRole('button', { name: 'Save', exact: true })).not.toBeFocused();`,
    ],
    [
      'the heading contains "Todos"',
      `await expect(page.getByRole('heading').filter({ hasText: 'Todos' }).first()).toBeVisible();`,
    ],
    [
      'the heading reads "Todos"',
      `await expect(page.getByRole('heading', { name: 'Todos', exact: true }).first()).toBeVisible();`,
    ],
    [
      'the "Name" field contains ""',
      `await expect(page.getByLabel(called('Name')).or(page.getByPlaceholder(called('Name'))).or(page.getByRole('combobox', { name: called('Name') }))).toHaveValue('');`,
    ],
    [
      'the heading is not "Todos"',
      `await expect(page.getByRole('heading', { name: 'Todos', exact: true })).toHaveCount(0);`,
    ],
    ['the page title does not contain "Draft"', `await expect(page).not.toHaveTitle(new RegExp('Draft'));`],
    ['I am no longer on "/login"', `await expect(page).not.toHaveURL((url) => url.href.endsWith('/login'));`],
    [
      'I see no error message saying "Too long"',
      `await expect(page.getByText('Too long').filter({ visible: true })).toHaveCount(0);`,
    ],
    [
      'THE "SAVE" BUTTON IS ENABLED',
      `await expect(page.getByRole('button', { name: 'SAVE', exact: true })).toBeEnabled();`,
    ],
    [
      'I see ".visible-count"',
      `await expect(page.locator('.visible-count').filter({ visible: true }).first()).toBeVisible();`,
    ],
  ])('%s', (sentence, code) => {
    expect(codeOf(sentence, 'then')).toBe(code);
  });

  test.each([
    ['the file "a.csv" should be downloaded', `await expect.poll(() => downloads).toContain('a.csv');`],
    ['the browser downloads "a.csv"', `await expect.poll(() => downloads).toContain('a.csv');`],
    ['a new window is opened', 'await expect.poll(() => tabs.length).toBeGreaterThan(1);'],
    ['a new tab should not open', `${inASecond(`page.context().waitForEvent('page'`)}\nexpect(tabs.length).toBe(1);`],
    ['no file is downloaded', `${inASecond(`page.waitForEvent('download'`)}\nexpect(downloads).toEqual([]);`],
    [
      '"/terms" opens in a new tab',
      `await expect.poll(() => tabs.slice(1).at(-1)?.url() ?? 'no new tab').toMatch(new RegExp("\\\\/terms$"));`,
    ],
    [
      'I should see "Terms" in the new tab',
      `await expect.poll(() => tabs.length).toBeGreaterThan(1);\nawait expect((tabs.at(-1) ?? page).getByText('Terms').filter({ visible: true }).first()).toBeVisible();`,
    ],
    ['I am asked "Really?"', `await expect.poll(async () => ${sayings}.join('\\n')).toContain('Really?');`],
    ['the dialog contains "Really?"', `await expect.poll(async () => ${sayings}.join('\\n')).toContain('Really?');`],
    ['I see "Really?" in the dialog', `await expect.poll(async () => ${sayings}.join('\\n')).toContain('Really?');`],
    [
      'the dialog does not contain "Really?"',
      `await expect.poll(async () => ${sayings}.length).toBeGreaterThan(0);\nexpect(${sayings}.join('\\n')).not.toContain('Really?');`,
    ],
    ['a confirmation asks "Really?"', `await expect.poll(async () => ${sayings}.join('\\n')).toContain('Really?');`],
    ['I should not see any dialog', `expect(dialogs).toEqual([]);\nawait expect(${dialogs}).toHaveCount(0);`],
  ])('brought about: %s', (sentence, code) => {
    expect(codeOf(sentence, 'then')).toBe(code);
  });

  test.each(['"x" has the color "colourless"', '"x" has the color "url(javascript:1)"'])(
    '%s is not understood',
    (sentence) => {
      expect(codeOf(sentence, 'then')).toBeNull();
    },
  );
});

function linesOf(text: string): string[] {
  const draft = draftTest({ title: 'T', text }, 1);
  if (draft.kind !== 'test') throw new Error(draft.message);
  return draft.content.split('\n').map((line) => line.trim());
}

test('the test listens from before the step that acts, once, and forgets what came of the one before', () => {
  const lines = linesOf(
    '- I see "a"\n- I click "b"\n- I see "c"\n- A file "d" is downloaded\n- A file "e" is downloaded\n- I click "f"\n- A file "g" is downloaded',
  );
  const [, declared, click, forgotten, other] = [
    /nothing/,
    /^const downloads/,
    /step\('I click "b"/,
    /^downloads\.length = 0;/,
    /step\('I click "f"/,
  ].map((sign) => lines.findIndex((line) => sign.test(line)));
  expect([click, other]).toEqual([(declared ?? 0) + 2, (forgotten ?? 0) + 1]);
  expect(lines.filter((line) => /^(?:const downloads|downloads\.length)/.test(line))).toHaveLength(2);
});

test('a dialog is answered before what opens it, in one sentence too, and whatever is seen in between', () => {
  const [one, other] = [
    '- I see "a"\n- I click "Delete" and accept the dialog\n- I see "b"',
    '- I click "Delete"\n- a dialog says "Really?"\n- I accept the dialog',
  ].map((text) => linesOf(text));
  for (const lines of [one ?? [], other ?? []]) {
    const answer = lines.findIndex((line) => line.startsWith("page.once('dialog'"));
    expect(lines[answer + 1]).toContain(`{ name: 'Delete', exact: true })`);
  }
});

test('a dialog is answered before the the step that opens it', () => {
  const text =
    '- Given I open "/"\n- When I click the "Delete" button\n- And I accept the dialog\n- Then I should not see "Milk"';
  const draft = draftTest({ title: 'Delete', text }, 1);
  if (draft.kind !== 'test') throw new Error(draft.message);
  const lines = draft.content.split('\n').map((line) => line.trim());
  const dialog = lines.findIndex((line) => line.startsWith("page.once('dialog'"));
  expect(lines[dialog + 1]).toContain(`{ name: 'Delete', exact: true }).click()`);
  expect(draft.content).toContain('// Said in the step before, which brings it about.');
});
