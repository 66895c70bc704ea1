// Names of an issue against what is on the page, and the rules that every test keeps.
import { describe, expect, test } from '@jest/globals';
import { brokenRules } from '../../src/scenario/locator-rules.ts';
import { readSnapshot } from '../../src/scenario/page/snapshot.ts';
import { understand } from '../../src/scenario/understand.ts';
import { checking, doing } from '../../src/scenario/vocabulary/all-forms.ts';
import { writeTest } from '../../src/scenario/write-test.ts';

const snapshot = `- banner:
  - heading "My todos" [level=1]
  - link "Sign in":
    - /url: /login
- textbox "What needs to be done?"
- button "＋ Add"
- button "Save"
- button "SAVE draft"
- tab "Done" [selected]
- button "Done"
- list:
  - listitem: Milk
- 'button "Say \\"hi\\": now"'
- text: Save
- button ""
`;
const seen = readSnapshot(snapshot);

test('a snapshot is read element by element, each once and with its name', () => {
  expect(seen).toEqual([
    { role: 'heading', name: 'My todos' },
    { role: 'link', name: 'Sign in' },
    { role: 'textbox', name: 'What needs to be done?' },
    { role: 'button', name: '＋ Add' },
    { role: 'button', name: 'Save' },
    { role: 'button', name: 'SAVE draft' },
    { role: 'tab', name: 'Done' },
    { role: 'button', name: 'Done' },
    { role: 'button', name: 'Say "hi": now' },
  ]);
  expect(readSnapshot(`- button "${'x'.repeat(300)}"\n- button "\\q"\n${'- button "a"\n'.repeat(9)}`)).toEqual([
    { role: 'button', name: 'a' },
  ]);
  expect(readSnapshot('- button "x"\n'.repeat(100_000)).length).toBe(1);
});

function codeOf(body: string, keyword: 'when' | 'then' = 'when'): string {
  const understood = understand({ text: body, body, keyword }, seen);
  return understood.kind === 'understood' ? understood.statements.map(({ code }) => code).join(' ') : 'unknown';
}

describe('names become those of the page', () => {
  test.each([
    ['I click the "add" button', `await page.getByRole('button', { name: '＋ Add', exact: true }).click();`],
    ['I click "save"', `await page.getByRole('button', { name: 'Save', exact: true }).click();`],
    // It is a link, whatever the issue calls it.
    ['I click the "Sign In" button', `await page.getByRole('link', { name: 'Sign in', exact: true }).click();`],
    ['I click the "Done" tab', `await page.getByRole('tab', { name: 'Done', exact: true }).click();`],
    ['I type "Milk" into "what needs to be done"', /getByLabel\(called\('What needs to be done\?'\)\)/],
    ['I should see the heading "my todos"', /getByRole\('heading', \{ name: 'My todos', exact: true \}\)/],
    // What is typed is no name.
    ['I type "save" into "What needs to be done?"', /\.fill\('save'\)/],
    // Not there yet: the feature brings it, under the very name that was asked for.
    ['I click the "clear completed" button', /getByRole\('button', \{ name: 'clear completed', exact: true \}\)/],
    // Two fit: nobody is asked, so nothing is guessed.
    ['I click "done"', /getByRole\('button', \{ name: 'done', exact: true \}\)\.or/],
    // Text is text.
    ['I should see "sign in"', /getByText\('sign in'\)/],
  ])('%s', (sentence, code) => {
    const written = codeOf(sentence, sentence.includes('should see') ? 'then' : 'when');
    if (typeof code === 'string') expect(written).toBe(code);
    else expect(written).toMatch(code);
  });
});

test('what is named is told, with what it was taken for', () => {
  const sentences = ['I click "save"', 'I click the "Clear" button', 'I should see "Nothing left"'].map((body) => ({
    text: body,
    body,
    keyword: body.includes('see') ? ('then' as const) : ('when' as const),
  }));
  const written = writeTest([{ title: 'Clear', sentences }], 7, { seen, imports: null });
  expect(written).toMatchObject({
    kind: 'test',
    opens: ['./'],
    names: [
      { text: 'save', control: null, seen: { role: 'button', name: 'Save' } },
      { text: 'Clear', control: 'button', seen: null },
    ],
  });
});

describe('rules of locators', () => {
  test.each([...doing, ...checking].map(({ example }) => [example]))('%s keeps them', (example) => {
    for (const keyword of ['when', 'then'] as const) {
      const understood = understand({ text: example, body: example, keyword });
      if (understood.kind !== 'understood') continue;
      for (const { code } of understood.statements) expect(brokenRules(code)).toEqual([]);
    }
  });

  test.each([
    ['await page.waitForTimeout(500);', 'waitForTimeout'],
    [`await page.waitForLoadState('networkidle');`, 'networkidle'],
    [`await page.getByTestId('add').click();`, 'getByTestId'],
    [`await page.locator('//div[2]').click();`, 'XPath'],
    [`await page.locator("xpath=//div").click();`, 'XPath'],
    [`await page.$('div');`, 'waits'.slice(0, 4)],
    [`await page.getByText('a').click({ force: true });`, 'force'],
    [`test.skip('a', async () => {});`, 'skip'],
  ])('%s is found', (code, words) => {
    expect(brokenRules(code).join()).toContain(words);
  });

  test.each([
    [`await page.getByText('waitForTimeout(1)').click();`],
    [`await test.step('I call page.$() and setTimeout(x)', async () => {});`],
    [`await page.locator('.done').click();`],
  ])('%s is only a text, or what was promised', (code) => {
    expect(brokenRules(code)).toEqual([]);
  });
});
