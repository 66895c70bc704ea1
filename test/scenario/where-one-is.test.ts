// Where somebody is: a scenario begins there, and later that is what has to be seen.
import { describe, expect, test } from '@jest/globals';
import { draftTest } from '../../src/scenario/draft-test.ts';

function linesOf(text: string): string[] {
  const draft = draftTest({ title: 'T', text }, 1);
  if (draft.kind !== 'test') throw new Error(draft.message);
  return [...draft.content.matchAll(/^ {4}(await .*;)$/gm)].map(([, line = '']) => line);
}

const home = `await expect(page).toHaveURL('./');`;
const at = (path: string): string => `await expect(page).toHaveURL((url) => url.href.endsWith('${path}'));`;

describe('is checked once something has been done', () => {
  test.each([
    ['Given I open "/"\nWhen I click the "Log out" button\nThen I am on the home page\nAnd I see "Sign in"', home],
    [
      'Given I open "/"\nWhen I click "Log in"\nThen I should be on "https://shop.example.com/dashboard"',
      at('/dashboard'),
    ],
    [
      '1. Open "/login"\n2. I type "a" into "Name"\n3. Click the "Log in" button\n4. The user should be on "/dashboard"\n5. "Welcome" is visible',
      at('/dashboard'),
    ],
    ['- Given I open "/login", when I click "Log in", then I am on "/dashboard" and I see "Welcome"', at('/dashboard')],
    ['- Open "/login"\n- Click "Log in"\n- I am still on "/login"\n- I see "Wrong"', at('/login')],
    ['- Open "/login"\n- Click "Log in"\n- I land on "/welcome"', at('/welcome')],
    ['- Open "/login"\n- Click "Log in"\n- The home page is loaded', home],
    ['- Open "/old"\n- I should be on "/new"', at('/new')],
    ['- "Sign in" is visible\n- I am on "/login"', at('/login')],
    ['Given I open "/"\nWhen I click "Log in" and I am on "/dashboard"\nThen I see "Welcome"', at('/dashboard')],
    ['Given I open "/old"\nThen the user is redirected to "/new"', at('/new')],
    ['Then I am on "/"', home],
    ['Given I open "/"\nWhen I click "A"\nThen the URL is "https://shop.example.com/done"', at('/done')],
    ['Given I open "/"\nWhen I click "A"\nThen the home page opens', home],
  ])('%s', (text, line) => {
    const lines = linesOf(text);
    expect(lines).toContain(line);
    expect(lines.filter((one) => one.startsWith('await page.goto('))).toHaveLength(1);
  });
});

describe('is where the scenario begins', () => {
  test.each([
    ['Given I am on "/lists"\nThen I see "a"', ['./lists']],
    ['Given I open "/"\nAnd I click "Log in"\nAnd I am on "/lists"\nThen I see "a"', ['./', './lists']],
    ['Given I open "/"\nWhen I am on "/lists"\nThen I see "a"', ['./', './lists']],
    ['- I am on the home page\n- I see "a"', ['./']],
    ['Given the todo app is open\nThen I see "a"', ['./']],
    ['Given I open "/login"\nAnd the page is loaded\nThen I see "a"', ['./login']],
    ['Given I am on https://shop.example.com\nThen I see "a"', ['./']],
  ])('%s', (text, paths) => {
    const opened = linesOf(text).flatMap((line) => /^await page\.goto\('(.*)'\);$/.exec(line)?.[1] ?? []);
    expect(opened).toEqual(paths);
  });
});

describe('an address is compared as the sentence says', () => {
  test.each([
    ['the URL is not "/"', `await expect(page).not.toHaveURL('./');`],
    ['the URL is not "/done"', `await expect(page).not.toHaveURL((url) => url.href.endsWith('/done'));`],
    ['the URL does not end with "done"', `await expect(page).not.toHaveURL((url) => url.href.endsWith('done'));`],
    ['the URL contains "/lists"', `await expect(page).toHaveURL((url) => url.href.includes('/lists'));`],
    ['the URL should be "https://a.example/done?x=1#top"', at('/done?x=1#top')],
    [
      'the URL does not contain "https://a.example/done"',
      `await expect(page).not.toHaveURL((url) => url.href.includes('/done'));`,
    ],
    ['I am not on the home page', `await expect(page).not.toHaveURL('./');`],
    ['I am not redirected to "/login"', `await expect(page).not.toHaveURL((url) => url.href.endsWith('/login'));`],
  ])('%s', (sentence, line) => {
    expect(linesOf(`Then ${sentence}`).at(-1)).toBe(line);
  });

  test.each(['I am on "Settings"', 'the app is open'])('%s says nothing', (sentence) => {
    expect(draftTest({ title: 'T', text: `Then I see "a"\nAnd ${sentence}` }, 1).kind).toBe('questions');
  });
});
