// Tables below steps, as people write them in Gherkin.
import { describe, expect, test } from '@jest/globals';
import { sentencesOfTable } from '../../src/scenario/data-table.ts';
import { draftTest } from '../../src/scenario/draft-test.ts';

describe('a table', () => {
  test.each([
    [
      'I fill in the form:',
      [
        ['Name', 'Ada'],
        ['Email', 'a@b.c'],
      ],
      ['I fill "Name" with "Ada"', 'I fill "Email" with "a@b.c"'],
    ],
    [
      'I enter these values',
      [
        ['Field', 'Value'],
        ['Name', 'Ada'],
      ],
      ['I fill "Name" with "Ada"'],
    ],
    ['I should see the items:', [['Milk'], ['Tea']], ['I should see "Milk"', 'I should see "Tea"']],
    ['I no longer see', [['name'], ['Say "x"']], ['I should not see “Say "x"”']],
    ['I click around', [['a'], ['b']], null],
    ['I fill in the form', [['a', 'b', 'c']], null],
    ['I see the table', [['a', 'b']], null],
  ])('%s', (step, rows, sentences) => {
    expect(sentencesOfTable(step, rows)).toEqual(sentences);
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

  test('that nobody understands is asked about', () => {
    const text =
      '- Given I open "/"\n\n```gherkin\nGiven I open "/"\nWhen I juggle\n  | a | b |\nThen I should see "x"\n```';
    expect(draftTest({ title: 'T', text }, 1)).toMatchObject({ kind: 'questions' });
  });
});
