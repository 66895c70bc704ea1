// Tables below steps, as people write them in Gherkin.
import { describe, expect, test } from '@jest/globals';
import { sentencesOfTable } from '../../src/scenario/data-table.ts';
import { draftTest } from '../../src/scenario/draft-test.ts';

const column = (...texts: string[]): string[][] => texts.map((text) => [text]);

describe('a table', () => {
  test.each<['given' | 'when' | 'then' | null, string, string[][], string[] | null]>([
    [
      'when',
      'I fill in the form:',
      [
        ['Name', 'Ada'],
        ['Email', 'a@b.c'],
      ],
      ['I fill "Name" with "Ada"', 'I fill "Email" with "a@b.c"'],
    ],
    [
      'given',
      'the user has entered these values',
      [
        ['Field', 'Value'],
        ['Name', 'Ada'],
      ],
      ['I fill "Name" with "Ada"'],
    ],
    ['when', 'these details are entered:', [['Name', 'Ada']], ['I fill "Name" with "Ada"']],
    // It goes on after a check.
    ['then', 'I fill in the form', [['Name', 'Ada']], ['I fill "Name" with "Ada"']],
    ['then', 'the form should be filled with', [['Name', 'Ada']], null],
    ['when', 'I fill in the form', [['a', 'b', 'c']], null],
    ['then', 'I see the table', [['a', 'b']], null],
    ['then', 'I should see the items:', column('Milk', 'Tea'), ['I should see "Milk"', 'I should see "Tea"']],
    ['then', 'the todo list should contain', column('Milk'), ['I should see "Milk"']],
    ['then', 'the page lists these items:', column('Milk'), ['I should see "Milk"']],
    ['then', 'the following items are displayed', column('Milk'), ['I should see "Milk"']],
    ['then', 'I no longer see', column('Milk', 'Say "x"'), ['I should not see "Milk"', 'I should not see “Say "x"”']],
    [null, 'I see', column('Milk'), ['I should see "Milk"']],
    // Something is done with the rows, and nobody can tell how.
    ['when', 'I add these items to the list:', column('Milk', 'Tea'), null],
    ['when', 'I delete these todos from the list:', column('Milk'), null],
    ['when', 'I click what the list shows:', column('Milk'), null],
    ['given', 'I have added these items to the list', column('Milk'), null],
    [null, 'I add these items to the list:', column('Milk'), null],
    ['when', 'I click around', column('a', 'b'), null],
    // More is meant than that each of them is there.
    ['then', 'I should only see:', column('Milk'), null],
    ['then', 'the list has exactly these items', column('Milk'), null],
    ['then', 'I see nothing but', column('Milk'), null],
    ['then', 'I see these items in this order:', column('Milk', 'Tea'), ['the items are "Milk", "Tea"']],
    ['then', 'I see the sorted rows:', column('Milk', 'Tea'), ['the rows are "Milk", "Tea"']],
    ['then', 'I do not see these items in this order:', column('Milk', 'Tea'), null],
    ['then', 'I see the columns in this order:', column('Milk', 'Tea'), null],
    // The word of the step above its rows is a title, and the name of a column is none.
    ['then', 'I should see these todos:', column('todo', 'Milk'), ['I should see "Milk"']],
    ['then', 'I see the entry', column('Entries', 'Milk'), ['I should see "Milk"']],
    [
      'then',
      'I should see the following columns:',
      column('Name', 'Email'),
      ['I should see "Name"', 'I should see "Email"'],
    ],
    ['then', 'I should see', column('name', 'Milk'), null],
  ])('%s %s', (keyword, step, rows, sentences) => {
    expect(sentencesOfTable(step, rows, keyword)).toEqual(sentences);
  });

  test('becomes steps of the test, with the values of an outline', () => {
    const text = `\`\`\`gherkin
Scenario Outline: Sign up
  Given I open "/"
  When I fill in the form:
    | Name  | <name>   |
    | Email | a@b.test |
  And I click the "Send" button
  Then I should see:
    | Thank you, <name> |
  Examples:
    | name |
    | Ada  |
\`\`\``;
    const draft = draftTest({ title: 'Sign up', text }, 1);
    if (draft.kind !== 'test') throw new Error(draft.message);
    expect(draft.content).toContain(`await test.step('When I fill "Name" with "Ada"'`);
    expect(draft.content).toContain(`.fill('a@b.test')`);
    expect(draft.content).toContain(`page.getByText('Thank you, Ada')`);
  });

  test('in a certain order becomes one step', () => {
    const text = '```gherkin\nGiven I open "/"\nThen I see these items in this order:\n  | Milk |\n  | Tea |\n```';
    const draft = draftTest({ title: 'T', text }, 1);
    expect(draft.kind === 'test' ? draft.content : '').toContain(
      `await expect(page.getByRole('listitem')).toContainText(['Milk', 'Tea']);`,
    );
  });

  test.each([
    'When I juggle\n  | a | b |\nThen I should see "x"',
    'When I click "a"\nAnd I add to the list:\n  | b |\nThen I see "b"',
  ])('that nobody understands is asked about: %j', (steps) => {
    const text = `- Given I open "/"\n\n\`\`\`gherkin\nGiven I open "/"\n${steps}\n\`\`\``;
    expect(draftTest({ title: 'T', text }, 1)).toMatchObject({ kind: 'questions' });
  });
});
