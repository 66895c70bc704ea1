// What a text without criteria could mean, as a proposal that its author can copy and correct.
import { describe, expect, test } from '@jest/globals';
import { withAnswer } from '../../src/scenario/answer.ts';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { inOneLine, proposeSteps } from '../../src/scenario/propose-steps.ts';

const proposed = (text: string): string | null => {
  const found = proposeSteps(text);
  return found === null ? null : inOneLine(found);
};

describe('a proposal', () => {
  test.each([
    [
      'a button',
      'Please add a button "Export" to the report.',
      'Given I open "/", Then I should see the "Export" button.',
    ],
    [
      'a class',
      'Add .visible-count in the top-left of BlogForm.',
      'Given I open "/", Then I should see ".visible-count".',
    ],
    [
      'an id by its name',
      "the first row should be an input element with id 'display'",
      'Given I open "/", Then I should see "#display".',
    ],
    [
      'what a click leads to',
      "When click 'Shopping Mart' in header, navigate to '/'",
      'Given I open "/", When I click "Shopping Mart", Then the URL ends with "/".',
    ],
    [
      'what a click shows',
      'When the .order is clicked, it shows the message "Thank you".',
      'Given I open "/", When I click ".order", Then I should see "Thank you".',
    ],
    [
      'a page of its own',
      "Create login page at route '/login' showing 'Please login first' in h1 tag",
      'Given I open "/login", Then I should see "Please login first".',
    ],
    [
      'a placeholder',
      "a TextArea with the placeholder 'Enter your comment'",
      'Given I open "/", Then I should see the "Enter your comment" field.',
    ],
    ['no file', 'Save codes to common/menu.js and style.css, use .ts', null],
    ['no template', "Each order is shown in '.order_{id}' as 'Order {id}'", null],
    ['nothing in prose', 'It should be faster, and people should like it.', null],
    ['nothing without anything to see', 'Clicking "Save" should be quick.', null],
  ])('%s', (_, text, line) => {
    expect(proposed(text)).toBe(line);
  });

  test('is bounded, whatever the text', () => {
    expect(proposeSteps(`Add .a${' and show "x" at .b'.repeat(20_000)}`)?.sentences.length ?? 0).toBeLessThan(9);
  });
});

test.each([
  'We need a button "Export".',
  '1) Add .refund-button when the order is paid 2) When .refund-button is clicked, it shows "Refund Reviewing"',
])('copied into an answer it makes a test: %s', (text) => {
  const feature = { title: 'A feature', text };
  const asked = draftTest(feature, 7);
  const line = proposed(text) ?? '';
  expect(asked.kind).toBe('questions');
  expect(draftTest({ ...feature, text: withAnswer(feature, line, 7) }, 7)).toMatchObject({ kind: 'test' });
});

test('a text without steps is asked about with them', () => {
  const text = 'We need a button "Export".';
  expect(draftTest({ title: 'T', text }, 7)).toMatchObject({
    failure: 'no_criteria',
    questions: [
      expect.stringContaining('correct what is wrong: Given I open "/", Then I should see the "Export" button.'),
    ],
  });
});

test('a sentence that is not understood is asked about with what it could mean', () => {
  const text = '- I open "/"\n- A box "Terms" pops up with the text "Accept them"\n- I see "x"';
  expect(draftTest({ title: 'T', text }, 7)).toMatchObject({
    questions: [expect.stringContaining('such as: I should see "Accept them";')],
  });
});
