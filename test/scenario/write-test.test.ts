// Acceptance criteria to test text: where they stand, which sentences are understood, and as what.
import { describe, expect, test } from '@jest/globals';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { readCriteria } from '../../src/scenario/read-criteria.ts';
import { understand } from '../../src/scenario/understand.ts';

const button = (name: string): string => `page.getByRole('button', { name: '${name}', exact: true })`;
const field = (name: string): string =>
  `page.getByLabel(called('${name}')).or(page.getByPlaceholder(called('${name}')))`;
const titleField = `page.getByLabel('title').or(page.getByPlaceholder('title'))`;
const dropdown = (name: string): string => `page.getByRole('combobox', { name: called('${name}') })`;
const text = (name: string): string => `page.getByText('${name}').filter({ visible: true })`;
const item = (name: string): string => `page.getByRole('listitem').filter({ hasText: '${name}' })`;
const box = (name: string): string => `page.getByRole('checkbox', { name: '${name}' })`;
const milk = `page.getByRole('checkbox', { name: whole('Milk') })`;
const gone = (word: string): string =>
  `page.getByText(whole('${word}')).or(page.getByText('${word}').filter({ has: page.locator('*') })).filter({ visible: true })`;

function codeOf(body: string, keyword: 'given' | 'when' | 'then' | null): string[] | null {
  const understood = understand({ text: body, body, keyword });
  return understood.kind === 'understood' ? understood.statements.map((statement) => statement.code) : null;
}

describe('actions', () => {
  test.each([
    ['I open "/"', [`await page.goto('./');`]],
    ['the user has opened the todo app', [`await page.goto('./');`]],
    ['I am on "/lists/done"', [`await page.goto('./lists/done');`]],
    ['I visit /lists/done.', [`await page.goto('./lists/done');`]],
    ['I open https://todo.example.com/app?x=1', [`await page.goto('./app?x=1');`]],
    [
      'I type “Buy milk” into “New todo” and press Enter',
      [`await ${field('New todo')}.fill('Buy milk');`, `await page.keyboard.press('Enter');`],
    ],
    ['I have typed "x" into the title field', [`await ${titleField}.fill('x');`]],
    ['I fill in the "Title" field with "x"', [`await ${field('Title')}.fill('x');`]],
    ['I clear the "Title" field', [`await ${field('Title')}.clear();`]],
    ['I press "Ctrl+A"', [`await page.keyboard.press('Control+a');`]],
    ['I press the "Add" button', [`await ${button('Add')}.click();`]],
    ['I click the button labelled "Add"', [`await ${button('Add')}.click();`]],
    ['I click the add button', [`await page.getByRole('button', { name: 'add' }).click();`]],
    ['I follow the link "Done"', [`await page.getByRole('link', { name: 'Done', exact: true }).click();`]],
    [
      'I select "High" from "Priority"',
      [`await page.getByLabel(called('Priority')).or(${dropdown('Priority')}).selectOption({ label: 'High' });`],
    ],
    ['I mark "Buy milk" as done', [`await ${box('Buy milk')}.check();`]],
    ['I untick "Buy milk"', [`await ${box('Buy milk')}.uncheck();`]],
    ['I reload the page', ['await page.reload();']],
    [
      'I click the "Delete" button of "Buy milk"',
      [
        `await page.getByRole('listitem').or(page.getByRole('row')).filter({ hasText: 'Buy milk' }).getByRole('button', { name: 'Delete', exact: true }).click();`,
      ],
    ],
  ])('%s', (body, code) => {
    expect(codeOf(body, 'when')).toEqual(code);
  });
});

describe('assertions', () => {
  test.each([
    [
      'I should see the heading "Todos"',
      `page.getByRole('heading', { name: 'Todos', exact: true }).first()).toBeVisible()`,
    ],
    ['there is a "Clear" button', `${button('Clear')}.first()).toBeVisible()`],
    ['the "Clear" button should not be visible', `${button('Clear')}).toHaveCount(0)`],
    ['there is no "Clear" button on the page', `${button('Clear')}).toHaveCount(0)`],
    ['I should no longer see "Milk"', `${gone('Milk')}).toHaveCount(0)`],
    ['I never see "Milk"', `${gone('Milk')}).toHaveCount(0)`],
    ['the page never shows "Milk"', `${gone('Milk')}).toHaveCount(0)`],
    ['nobody sees "Milk"', `${gone('Milk')}).toHaveCount(0)`],
    ['nothing shows "Milk"', `${gone('Milk')}).toHaveCount(0)`],
    ['"Milk" disappears', `${gone('Milk')}).toHaveCount(0)`],
    [
      'the counter shows "2 items left"',
      `page.getByText(whole('2 items left')).filter({ visible: true }).first()).toBeVisible()`,
    ],
    ['the list contains "Milk"', `${item('Milk')}.first()).toBeVisible()`],
    ['the list has three items', `page.getByRole('listitem')).toHaveCount(3)`],
    ['only 1 item is visible', `page.getByRole('listitem')).toHaveCount(1)`],
    ['there are no items in the list', `page.getByRole('listitem')).toHaveCount(0)`],
    ['the list is empty', `page.getByRole('listitem')).toHaveCount(0)`],
    ['the "Title" field contains "x"', `${field('Title')}.or(${dropdown('Title')})).toHaveValue('x')`],
    ['the "Title" field is empty', `${field('Title')}).toHaveValue('')`],
    ['"Milk" is checked', `${milk}).toBeChecked()`],
    ['the checkbox "Milk" is unchecked', `${milk}).not.toBeChecked()`],
    ['the "Add" button is disabled', `${button('Add')}).toBeDisabled()`],
    ['the "Add" button is not disabled', `${button('Add')}).toBeEnabled()`],
    ['the "Title" field has focus', `${field('Title')}).toBeFocused()`],
    ['I am on "/done"', `page).toHaveURL((url) => url.href.endsWith('/done'))`],
    ['the page title is "Todos"', `page).toHaveTitle('Todos')`],
    ['the first item is "Milk"', `page.getByRole('listitem').first()).toContainText('Milk')`],
  ])('%s', (body, code) => {
    expect(codeOf(body, 'then')).toEqual([`await expect(${code};`]);
  });

  test('several in one sentence', () => {
    expect(codeOf('I see "A", "B" but not "C"', 'then')).toEqual([
      `await expect(${text('A')}.first()).toBeVisible();`,
      `await expect(${text('B')}.first()).toBeVisible();`,
      `await expect(${gone('C')}).toHaveCount(0);`,
    ]);
  });
});

test.each([
  'all completed todos are removed',
  'the completed items are hidden',
  'I see only "A"',
  'the layout looks great',
  'the button "Clear" is shown when at least one item is done',
  'I open "//evil.example"',
  'none of the lists show "A"',
  'neither page shows "A"',
  'the page hardly ever shows "A"',
  'no list shows "A"',
  'reloading the page shows "A"',
  'reloading page shows "A"',
  'pressing Enter shows "A"',
  'submitting the form shows "A"',
  'deleting an item shows "A"',
  'after reload the list still contains "A"',
  'on error the page shows "A"',
  'on error the "A" button is visible',
  'on error the save button is not visible',
  'unless the list is empty, I see "A"',
  'unless the save button is visible, I see "A"',
  'each item has 1 button',
  'each list has 1 item',
  'the second list has 1 item',
  'the cart contains "A"',
  'the dropdown list contains "A"',
  'I see "A" at the top of the page',
  'I see "A" in the cart',
  'I see 2 items left',
  'the header shows "A" in the footer',
  'the URL contains "/"',
  'I see ""',
  'I do not see " "',
  'I see "a" and ""',
  'the heading is ""',
  'the items are "a" and ""',
  'a dialog says ""',
  `I see "${'x'.repeat(600)}"`,
])('never half: %s', (body) => {
  expect(codeOf(body, 'then')).toBeNull();
});

describe('texts of the issue are data', () => {
  test.each([`'); process.exit(); ('`, '$\u007bprocess.exit()}', '\u2028*/', '"\\', 'ünï\u0000'])('%j', (hostile) => {
    const quote = hostile.includes('"') ? `“${hostile}”` : `"${hostile}"`;
    const code = codeOf(`I see ${quote}`, 'then')?.[0] ?? '';
    const literal = /getByText\((.*)\)\.filter\(\{ visible: true \}\)\.first/s.exec(code)?.[1] ?? '';
    expect(new Function(`return ${literal}`)()).toBe(hostile);
  });
});

function testOf(body: string): string {
  const draft = draftTest({ title: 'T', text: body }, 7);
  if (draft.kind === 'questions') throw new Error(draft.message);
  return draft.content;
}

function scenariosOf(body: string): [string, string[]][] {
  const reading = readCriteria({ title: 'A feature', text: body });
  if (reading.kind === 'questions') throw new Error(reading.message);
  return reading.scenarios.map(({ title, sentences }) => [title, sentences.map((one) => one.text)]);
}

describe('where criteria stand', () => {
  test.each<[string, string, [string, string[]][]]>([
    [
      'a gherkin fence',
      'Text\n```gherkin\nGiven I open "/"\nThen I see "x"\n```\n',
      [['A feature', ['Given I open "/"', 'Then I see "x"']]],
    ],
    [
      'a whole feature with background and outline',
      '```gherkin\nFeature: F\n  Background:\n    Given I open "/"\n  Scenario Outline: S\n    Then I see "<text>"\n    Examples:\n      | text |\n      | a |\n      | b |\n```',
      [
        ['S [a]', ['Given I open "/"', 'Then I see "a"']],
        ['S [b]', ['Given I open "/"', 'Then I see "b"']],
      ],
    ],
    [
      'bare lines with bullets and bold',
      'I want it.\n\n- **Given** I open "/"\n- **when** I click "a"\n- **Then** I see "b"\n\nGiven I open "/"\nThen I see "c"\n\n### Notes\n- not a step',
      [
        ['A feature', ['Given I open "/"', 'When I click "a"', 'Then I see "b"']],
        ['A feature (2)', ['Given I open "/"', 'Then I see "c"']],
      ],
    ],
    [
      'a checklist below its heading, and nothing of the other lists',
      '### What\n- a wish\n\n### Acceptance criteria\n\n- [ ] Open the page\n- [x] I see "a"\n\n### Target URL\n\n- http://x',
      [['A feature', ['Open the page', 'I see "a"']]],
    ],
    [
      'numbered steps of any list',
      'Do:\n1. Open the page\n2) I see\n   "a"',
      [['A feature', ['Open the page', 'I see "a"']]],
    ],
    [
      'a list that ends with a bare Then',
      '- Open the page\n- Click "Save"\n\nThen I should see "a"\nAnd I see "b"',
      [['A feature', ['Open the page', 'Click "Save"', 'Then I should see "a"', 'And I see "b"']]],
    ],
    [
      'a list of which only the last item has a keyword',
      '- Open the page\n- Then I see "a"',
      [['A feature', ['Open the page', 'Then I see "a"']]],
    ],
    [
      'a fence without a language',
      '```\nGiven I open "/"\nThen I see "x"\n```',
      [['A feature', ['Given I open "/"', 'Then I see "x"']]],
    ],
    [
      'not in a fence of another language, whatever stands in it',
      '````text\nScenario: old\nGiven I open "/old"\nThen I see "old"\n```gherkin\nThen I see "older"\n```\n- I see "oldest"\n````\n\n- I see "new"',
      [['A feature', ['I see "new"']]],
    ],
    [
      'not in a hidden comment',
      '<!--\n- I see "hidden"\n-->\n- I see "a"\n\n```gherkin\n<!-- why -->\nThen I see "b"\n```',
      [['A feature', ['Then I see "b"']]],
    ],
    [
      'a Gherkin fence that the text below goes on with',
      '```gherkin\nScenario: S\n  When I click "a"\n```\nSome prose.\n\nThen I see "b"',
      [['S', ['When I click "a"', 'Then I see "b"']]],
    ],
    [
      'a Gherkin fence that is whole, and prose below',
      '```gherkin\nWhen I click "a"\nThen I see "b"\n```\nThen we could think about colours.\n- maybe',
      [['A feature', ['When I click "a"', 'Then I see "b"']]],
    ],
    [
      'titles that would be the same',
      'Scenario: S\nThen I see "a"\nScenario: S (2)\nThen I see "b"\nScenario: S\nThen I see "c"',
      [
        ['S', ['Then I see "a"']],
        ['S (2)', ['Then I see "b"']],
        ['S (3)', ['Then I see "c"']],
      ],
    ],
    [
      'groups with their own titles',
      '**Acceptance criteria:**\n\nAdding:\n- I see "a"\n\nClearing:\n- I see "b"',
      [
        ['Adding', ['I see "a"']],
        ['Clearing', ['I see "b"']],
      ],
    ],
    [
      'every section of the level of the first one',
      '## Scenario 1: Add\n- I see "a"\n\n## Design\n- a wish\n\n## Scenario 2: Delete\n- I see "b"\n\n### Expected colours\n- I see "c"',
      [
        ['Scenario 1: Add', ['I see "a"']],
        ['Scenario 2: Delete', ['I see "b"']],
        ['Expected colours', ['I see "c"']],
      ],
    ],
    [
      'steps and what is expected of them',
      '### Steps to reproduce\n1. Open the page\n2. Click "Save"\n\nAs in the picture.\n\n### Actual behavior\n- I see "Saved"\n\n### Expected behavior\n- I see "Please enter a name"',
      [['A feature', ['Open the page', 'Click "Save"', 'I see "Please enter a name"']]],
    ],
    [
      'steps and an expectation without a list',
      '**Steps to reproduce**\n1. Open the page\n\n**Expected behavior**\nI see "a"\n\n**Actual behavior**\nNothing.',
      [['A feature', ['Open the page', 'I see "a"']]],
    ],
    [
      'steps that show a mistake, and the work of every change, only where nothing says what is wanted',
      '## Steps to reproduce\n- Open the page\n\n## Acceptance criteria\n- I see "a"\n\n## Definition of done\n- Tests are written',
      [['A feature', ['I see "a"']]],
    ],
    [
      'a list besides Gherkin in a fence',
      '```gherkin\nThen I see "a"\n```\n\n## Acceptance criteria\n- [ ] I see "b"\n- [ ] Then I see "c"\n\n## Ideas\n- a wish',
      [
        ['A feature', ['Then I see "a"']],
        ['A feature (2)', ['I see "b"', 'Then I see "c"']],
      ],
    ],
    [
      'a list besides bare Gherkin',
      '## Acceptance criteria\nGiven I open "/"\nThen I see "a"\n\n**Remarks**\n- a wish\n\n## Scenarios\n- I see "b"',
      [
        ['A feature', ['Given I open "/"', 'Then I see "a"']],
        ['A feature (2)', ['I see "b"']],
      ],
    ],
    [
      'bare Gherkin below headings',
      '## Add\n- When I click "a"\n- Then I see "b"\n\n## Delete\n- When I click "c"\n- Then I see "d"',
      [
        ['A feature', ['When I click "a"', 'Then I see "b"']],
        ['A feature (2)', ['When I click "c"', 'Then I see "d"']],
      ],
    ],
    ...[
      '**Out of scope**',
      'Not included:',
      '### Non-goals',
      '## ⚠️ Notes',
      '### Environment',
      '__Actual result__',
      '**Ideas**',
    ].map((title): [string, string, [string, string[]][]] => [
      `not below ${title}`,
      `**Acceptance criteria**\n- I see "a"\n\n${title}\n- I see "Dark mode"\n- Then I see "b"\n\n**Acceptance of others**\n- I see "c"`,
      [
        ['A feature', ['I see "a"']],
        ['A feature (2)', ['I see "c"']],
      ],
    ]),
    [
      'not below a heading of something else, where none says what is wanted',
      'It should work:\n- I see "a"\n\nOut of scope:\n- I see "b"',
      [['A feature', ['I see "a"']]],
    ],
    [
      'one sentence a scenario',
      '- Given I open "/", when I click "a", then I see "b"\n- When I click "c", then I see "d"',
      [
        ['Given I open "/", when I click "a", then I see "b"', ['Given I open "/", when I click "a", then I see "b"']],
        ['When I click "c", then I see "d"', ['When I click "c", then I see "d"']],
      ],
    ],
  ])('%s', (_, body, scenarios) => {
    expect(scenariosOf(body)).toEqual(scenarios);
  });

  test('one sentence from Given to Then is understood whole', () => {
    const written = testOf('- Given I open "/", when I press Enter, then I see "b"');
    expect(written).toContain(`await expect(${text('b')}.first()).toBeVisible();`);
  });
});

test('a test has one test a scenario and one step a sentence, and opens a page', () => {
  const written = testOf('- I see "it\'s"\n- I see "b"');
  expect(written.split('\n').slice(2)).toEqual([
    `import { expect, test } from '@playwright/test';`,
    '',
    `test('T', async ({ page }) => {`,
    `  await test.step('Open the start page', async () => {`,
    `    await page.goto('./');`,
    '  });',
    `  await test.step("I see \\"it's\\"", async () => {`,
    `    await expect(page.getByText("it's").filter({ visible: true }).first()).toBeVisible();`,
    '  });',
    `  await test.step('I see "b"', async () => {`,
    `    await expect(${text('b')}.first()).toBeVisible();`,
    '  });',
    '});',
    '',
  ]);
});
