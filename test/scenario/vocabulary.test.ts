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
    ['I click "#save"', `await page.locator('#save').click();`],
    ['I type "x" into ".title-input"', `await page.locator('.title-input').fill('x');`],
  ])('%s', (sentence, code) => {
    expect(codeOf(sentence, 'when')).toBe(code);
  });
});

describe('what is seen', () => {
  test.each([
    [
      '"Milk" should have the class "done"',
      `await expect(page.getByText('Milk').filter({ visible: true }).first()).toContainClass('done');`,
    ],
    [
      '"Milk" should not have the class ".done"',
      `await expect(page.getByText('Milk').filter({ visible: true }).first()).not.toContainClass('done');`,
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
    ['there are more than 2 rows', `await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(2);`],
    [
      '"b" comes after "a"',
      `await expect(page.getByText('b').filter({ visible: true }).or(page.getByText('a').filter({ visible: true })).first()).toContainText('a');`,
    ],
    [
      'the local storage does not have "cart"',
      `await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), 'cart')).toBeNull();`,
    ],
    ['the URL should not contain "draft"', `await expect(page).not.toHaveURL((url) => url.href.includes('draft'));`],
    [
      'the "Name" field is read-only',
      `await expect(page.getByLabel('Name').or(page.getByPlaceholder('Name'))).not.toBeEditable();`,
    ],
    ['I see ".visible-count"', `await expect(page.locator('.visible-count').first()).toBeVisible();`],
  ])('%s', (sentence, code) => {
    expect(codeOf(sentence, 'then')).toBe(code);
  });

  test.each(['"x" has the color "colourless"', '"x" has the color "url(javascript:1)"'])(
    '%s is not understood',
    (sentence) => {
      expect(codeOf(sentence, 'then')).toBeNull();
    },
  );
});

test('a dialog is answered before the step that opens it', () => {
  const text =
    '- Given I open "/"\n- When I click the "Delete" button\n- And I accept the dialog\n- Then I should not see "Milk"';
  const draft = draftTest({ title: 'Delete', text }, 1);
  if (draft.kind !== 'test') throw new Error(draft.message);
  const lines = draft.content.split('\n').map((line) => line.trim());
  const dialog = lines.findIndex((line) => line.startsWith("page.once('dialog'"));
  expect(lines[dialog + 1]).toContain(`{ name: 'Delete', exact: true }).click()`);
  expect(draft.content).toContain('// Said in the step before, which brings it about.');
});
