// Answers as people write them, and the criteria that come of them.
import { describe, expect, test } from '@jest/globals';
import { withAnswer } from '../../src/scenario/answer.ts';
import { draftTest } from '../../src/scenario/draft-test.ts';

function answered(text: string, answer: string): string[] | 'questions' {
  const feature = { title: 'A feature', text };
  const draft = draftTest({ ...feature, text: withAnswer(feature, answer, 7) }, 7);
  if (draft.kind === 'questions') return 'questions';
  return draft.scenarios.flatMap((scenario) => scenario.sentences.map((sentence) => sentence.text));
}

const steps = 'Scenario: S\n  Given I open "/"\n  When I do magic\n  Then I see "x"';

describe('an answer goes where it was asked', () => {
  test.each<[string, string, string, string[]]>([
    [
      'one sentence for another',
      steps,
      'I click the "Magic" button',
      ['Given I open "/"', 'When I click the "Magic" button', 'Then I see "x"'],
    ],
    [
      'two for one, with words of their own',
      steps,
      'When I type "a" into "Spell"\nThen I press Enter',
      ['Given I open "/"', 'When I type "a" into "Spell"', 'And I press Enter', 'Then I see "x"'],
    ],
    [
      'in a fence',
      `\`\`\`gherkin\n${steps}\n\`\`\``,
      '- I click "Magic"',
      ['Given I open "/"', 'When I click "Magic"', 'Then I see "x"'],
    ],
    [
      'in a list',
      '1. Open the page\n2. **Do** magic\n3. I see "x"',
      '> What is done in “Do magic”?\n\nI click "Magic"',
      ['Open the page', 'I click "Magic"', 'I see "x"'],
    ],
    [
      'one for each',
      '- Open the page\n- Do magic\n- Wonders happen',
      '1. I click "Magic"\n2. I should see "x"',
      ['Open the page', 'I click "Magic"', 'I should see "x"'],
    ],
    [
      'what is to be seen',
      'Given I open "/"\nWhen I click "Save"',
      'I should see "Saved"\nI should not see "Save"',
      ['Given I open "/"', 'When I click "Save"', 'Then I should see "Saved"', 'And I should not see "Save"'],
    ],
    [
      'what is to be seen, after a list',
      '- I open "/"\n- I click "Save"',
      'Then I should see "Saved"',
      ['I open "/"', 'I click "Save"', 'Then I should see "Saved"'],
    ],
    [
      'no criteria at all',
      'Make it nice.',
      'I open "/"\nI click "Nice"\nI should see "x"',
      ['I open "/"', 'I click "Nice"', 'I should see "x"'],
    ],
    [
      'whole criteria instead',
      steps,
      'Given I open "/magic"\nThen I see "y"',
      ['Given I open "/magic"', 'Then I see "y"'],
    ],
    [
      'a whole list instead',
      '- Open the page\n- Do magic\n- I see "x"',
      '- Open the page\n- Click "Magic"\n- I see "x"',
      ['Open the page', 'Click "Magic"', 'I see "x"'],
    ],
  ])('%s', (_, text, answer, sentences) => {
    expect(draftTest({ title: 'A feature', text }, 7).kind).toBe('questions');
    expect(answered(text, answer)).toEqual(sentences);
  });
});

test.each(['Thanks, I will think about it.', 'It should just work', '<!-- Then I see "x" -->', ''])(
  'no answer, and nothing is lost: %j',
  (answer) => {
    expect(answered(steps, answer)).toBe('questions');
    expect(withAnswer({ title: 'T', text: steps }, answer, 7)).toBe(`${steps}\n\n${answer}`);
  },
);
