// Where on the page something is: looked into by its role, and never thrown away.
import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/scenario/understand.ts';

const codeOf = (body: string): string | null => {
  const understood = understand({ text: body, body, keyword: 'then' });
  return understood.kind === 'understood' ? understood.statements.map(({ code }) => code).join('\n') : null;
};

const listOf = (name: string): string => `page.getByRole('list', { name: '${name}' })`;
const landmark = (role: string): string => `page.getByRole('${role}')`;
const items = (scope: string): string => `${scope}.getByRole('listitem')`;
const sees = (scope: string, text: string): string =>
  `await expect(${scope}.getByText('${text}').filter({ visible: true }).first()).toBeVisible();`;
const lacks = (list: string, text: string): string =>
  `await expect(${list}.first()).toBeAttached();\nawait expect(${list}.getByText(whole('${text}'))` +
  `.or(${list}.getByText('${text}').filter({ has: page.locator('*') })).filter({ visible: true })).toHaveCount(0);`;

describe('a list by its name', () => {
  const milk = `await expect(${items(listOf('done'))}.filter({ hasText: 'Milk' }).first()).toBeVisible();`;
  test.each([
    ['I see "Milk" in the done list', milk],
    ['"Milk" is in the done list', milk],
    ['the done list contains "Milk"', milk],
    ['I do not see "Milk" in the todo list', lacks(listOf('todo'), 'Milk')],
    ['the todo list never shows "Milk"', lacks(listOf('todo'), 'Milk')],
    ['"Milk" is no longer in the todo list', lacks(listOf('todo'), 'Milk')],
    ['the done list has 1 item', `await expect(${items(listOf('done'))}).toHaveCount(1);`],
    ['my shopping list has 2 items', `await expect(${items(listOf('shopping'))}).toHaveCount(2);`],
    ['Shopping list has 2 items', `await expect(${items(listOf('Shopping'))}).toHaveCount(2);`],
    ['there are 2 items in the list of done todos', `await expect(${items(listOf('done todos'))}).toHaveCount(2);`],
    ['2 items are in the done list', `await expect(${items(listOf('done'))}).toHaveCount(2);`],
    [
      'the done list is empty',
      `await expect(${listOf('done')}.first()).toBeAttached();\nawait expect(${items(listOf('done'))}).toHaveCount(0);`,
    ],
    ['the done list is not empty', `await expect(${items(listOf('done'))}).not.toHaveCount(0);`],
    [
      'the "Todos" list has 3 items',
      `await expect(page.getByRole('list', { name: 'Todos', exact: true }).getByRole('listitem')).toHaveCount(3);`,
    ],
    [
      'I see at least 2 items in the done list',
      `await expect.poll(() => ${items(listOf('done'))}.count()).toBeGreaterThanOrEqual(2);`,
    ],
  ])('%s', (sentence, code) => {
    expect(codeOf(sentence)).toBe(code);
  });
});

describe('a landmark', () => {
  test.each([
    ['I see "Cart (1)" in the header', sees(landmark('banner'), 'Cart (1)')],
    ['the page header shows "Cart (1)"', sees(landmark('banner'), 'Cart (1)')],
    ['"Cart (1)" is in the header', sees(landmark('banner'), 'Cart (1)')],
    ['the page shows "Imprint" in the footer', sees(landmark('contentinfo'), 'Imprint')],
    ['the sidebar has 3 links', `await expect(page.getByRole('complementary').getByRole('link')).toHaveCount(3);`],
    [
      'there is a "Home" link in the main navigation',
      `await expect(page.getByRole('navigation').getByRole('link', { name: 'Home', exact: true }).first()).toBeVisible();`,
    ],
    [
      'I do not see "Log out" in the header',
      `await expect(page.getByRole('banner').getByText('Log out').filter({ visible: true })).toHaveCount(0);`,
    ],
    ['I do not see "Milk" in the table', lacks(landmark('table'), 'Milk')],
    [
      'the table has 2 rows',
      `await expect(page.getByRole('table').getByRole('row').filter({ has: page.getByRole('cell').or(page.getByRole('gridcell')) })).toHaveCount(2);`,
    ],
  ])('%s', (sentence, code) => {
    expect(codeOf(sentence)).toBe(code);
  });
});

describe('the whole page', () => {
  test.each([
    ['I see "A" on the page', sees('page', 'A')],
    ['the settings page shows "A"', sees('page', 'A')],
    ['the todo app shows "A"', sees('page', 'A')],
    ['the error message says "A"', sees('page', 'A')],
    ['the search results show "A"', sees('page', 'A')],
    ['the total price shows "A"', sees('page', 'A')],
    ['the list has 3 items', `await expect(page.getByRole('listitem')).toHaveCount(3);`],
    ['the whole list has 3 items', `await expect(page.getByRole('listitem')).toHaveCount(3);`],
  ])('%s', (sentence, code) => {
    expect(codeOf(sentence)).toBe(code);
  });
});
