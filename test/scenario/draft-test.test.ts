// What is in the way of a test: the class, the whole text, and at most three questions that a person can answer.
import { describe, expect, test } from '@jest/globals';
import { type Draft, draftTest } from '../../src/scenario/draft-test.ts';
import { understand } from '../../src/scenario/understand.ts';
import { actions } from '../../src/scenario/vocabulary/actions.ts';
import { assertions } from '../../src/scenario/vocabulary/assertions.ts';

const draft = (text: string): Draft => draftTest({ title: 'A feature', text }, 7);

function questionsOf(text: string): Extract<Draft, { kind: 'questions' }> {
  const found = draft(text);
  if (found.kind === 'test') throw new Error(`a test was written:\n${found.content}`);
  return found;
}

describe('what cannot become a test is said', () => {
  test.each([
    ['no criteria', 'Make it nice please.', 'no_criteria', 'Acceptance criteria'],
    ['no Then', 'Given I open "/"\nWhen I click "Add"', 'no_criteria', 'no "Then …"'],
    ['only actions', '- Open the page\n- Click "Add"', 'no_criteria', 'Click "Add"'],
    [
      'an unknown sentence',
      '- Open the page\n- I see that the list is pretty',
      'not_understood',
      '"I see that the list is pretty"',
    ],
    ['a table', '```gherkin\nGiven these:\n  | a |\nThen I see "a"\n```', 'not_understood', 'these'],
    [
      'broken Gherkin',
      '```gherkin\nFeature: x\nScenario: y\n  Given I open "/"\n  nonsense\n```',
      'not_understood',
      'nonsense',
    ],
    ['too much', '- I see "x"\n'.repeat(301), 'not_understood', '1 scenarios with 301 sentences; at most 30'],
  ])('%s', (_, text, failure, words) => {
    expect(questionsOf(text)).toMatchObject({ failure, message: expect.stringContaining(words) });
  });
});

describe('questions', () => {
  test.each<[string, string, string[]]>([
    [
      'no criteria',
      'Make it nice please.',
      [
        'What should a person do, and what should they then see? Answer with steps, for example: Given I open "/", When I click the "…" button, Then I should see "…".',
      ],
    ],
    [
      'a scenario that checks nothing',
      'Scenario: Adding\nGiven I open "/"\nWhen I click "Add"',
      [
        'What is to be seen after “When I click "Add"” in the scenario “Adding”? Answer for example: Then I should see "…".',
      ],
    ],
    [
      'a sentence of a list',
      '- The list should feel nicer\n- I see "a"',
      [
        'What is done or seen in “The list should feel nicer”? Answer with sentences such as: the list is empty; I click the "…" button; I should see "…".',
      ],
    ],
    [
      'sentences with keywords, and a scenario that checks nothing',
      'Scenario: A\nWhen I do magic\nThen I see wonders\nScenario: B\nWhen I click "Add"',
      [
        'What is done in “When I do magic”? Answer with sentences such as: I open "/…"; I click the "…" button; I type "…" into "…".',
        'What is seen in “Then I see wonders”? Answer with sentences such as: I do not see "…"; I should see "…"; the list has 3 items.',
        'What is to be seen after “When I click "Add"” in the scenario “B”? Answer for example: Then I should see "…".',
      ],
    ],
    [
      'a table',
      '```gherkin\nGiven these:\n  | a |\nThen I see "a"\n```',
      [
        'What does the block below “these:” say, with one sentence for each of its lines? Answer for example: When I type "…" into "…"; Then I should see "…".',
      ],
    ],
    [
      'broken Gherkin',
      '```gherkin\nFeature: x\nScenario: y\n  Given I open "/"\n  nonsense\n```',
      [
        'What is meant by the line “nonsense”? It is no Gherkin. Answer with steps, for example: Given I open "/", When I click the "…" button, Then I should see "…".',
      ],
    ],
  ])('%s', (_, text, questions) => {
    expect(questionsOf(text).questions).toEqual(questions);
  });

  test('never more than three; the third says how many there are', () => {
    const { questions, notUnderstood } = questionsOf('- a wish\n- b wish\n- c wish\n- d wish\n- e wish\n- I see "x"');
    expect(questions).toHaveLength(3);
    expect(questions[2]).toMatch(
      /^What is done or seen in “c wish”\?.* The same is asked about 2 further sentences\.$/,
    );
    expect(notUnderstood.map(({ sentence }) => sentence)).toEqual(['a wish', 'b wish', 'c wish', 'd wish', 'e wish']);
  });

  test('a sentence without end is cut', () => {
    const [question = ''] = questionsOf(`- I wish ${'very '.repeat(2_000)}much`).questions;
    expect(question.length).toBeLessThan(500);
    expect(question).toContain('…”?');
  });

  test.each(['# language: constructor\nThen I see "x"', '# language: xx\nThen I see "x"', '@a b\nScenario: x'])(
    'whatever the parser throws becomes a question: %j',
    (source) => {
      expect(questionsOf(`\`\`\`gherkin\n${source}\n\`\`\``).questions).toHaveLength(1);
    },
  );

  test.each([
    ['a list in German', '- Ich öffne "/"\n- Ich klicke auf "Neu"\n- Ich sehe "Eintrag"'],
    [
      'Gherkin in German',
      '```gherkin\n# language: de\nSzenario: Neu\n  Angenommen ich öffne "/"\n  Dann sehe ich "Eintrag"\n```',
    ],
    ['bare steps in French', '```gherkin\n# language: fr\nSoit une page ouverte\nAlors je vois "Entrée"\n```'],
    [
      'a list of which one sentence is short',
      '- Öffne "/"\n- Ich klicke auf den Button "Speichern"\n- Ich sehe "Gespeichert"',
    ],
    ['a list in Spanish', '- Abre la página\n- Hace clic en "Guardar"\n- Ya no aparece "Borrador"'],
    ['a list in Japanese', '- 「追加」 ボタン を クリック する\n- 「項目」 が 表示 される'],
  ])('%s is asked for in English, once', (_, text) => {
    const { questions, message } = questionsOf(text);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatch(/^Could you say the criteria in English\?/);
    expect(message).toContain('may be in any language');
  });

  test.each([
    'neither page shows "A"',
    'no button shows "A"',
    'Clicking "X" shows "B"',
    'nobody ever sees "A"',
    'Öffne "/"\n- I see that it is pretty',
  ])('%s is English, or half of it', (text) => {
    const { questions, message } = questionsOf(`- ${text}\n- I see "c"`);
    expect(questions.join()).not.toContain('in English');
    expect(message).not.toContain('in English');
  });

  test('keywords of another language around English sentences are understood', () => {
    const text =
      '```gherkin\n# language: de\nSzenario: Neu\n  Angenommen I open "/"\n  Wenn I click "Neu"\n  Dann I see "Eintrag"\n```';
    expect(draft(text)).toMatchObject({ kind: 'test' });
  });

  test('an outline of countless rows is not written out', () => {
    const steps = 'Then I see "a"\n'.repeat(500);
    const rows = '|a|\n'.repeat(7_000);
    const { questions } = questionsOf(`\`\`\`gherkin\nScenario Outline: S\n${steps}Examples:\n|x|\n${rows}\`\`\``);
    expect(questions[0]).toContain('Which of the 7,000 scenarios belong together? There are 3,500,000 sentences');
  });
});

describe('an answer below the text goes on', () => {
  const seen = 'Then I should see "Saved"';
  test.each([
    ['bare Gherkin', 'Given I open "/"\nWhen I click "Save"', seen],
    ['Gherkin in a fence', '```gherkin\nGiven I open "/"\nWhen I click "Save"\n```', seen],
    ['a list', '- I open "/"\n- I click "Save"', seen],
    ['a list, by a list', '- I open "/"\n- I click "Save"', '- I should see "Saved"'],
    [
      'Gherkin in a fence, by a list',
      '```gherkin\nGiven I open "/"\nWhen I click "Save"\n```',
      '- I should see "Saved"',
    ],
    ['prose, by a list', 'It should be saved.', '- I open "/"\n- I click "Save"\n- I should see "Saved"'],
    ['prose, by Gherkin', 'It should be saved.', `Given I open "/"\nWhen I click "Save"\n${seen}`],
    ['prose, by one line', 'It should be saved.', `Given I open "/", when I click "Save", then I should see "Saved"`],
  ])('%s', (_, text, answer) => {
    expect(draft(text).kind).toBe('questions');
    const answered = draft(`${text}\n\n${answer}`);
    const calls =
      answered.kind === 'test' ? [...answered.content.matchAll(/\.goto\(|\.click\(|'Saved'\)/g)].map(String) : [];
    expect(calls).toEqual(['.goto(', '.click(', `'Saved')`]);
  });

  test('the old text counts no more when it is quoted in a fence', () => {
    const old = '- The list should feel nicer\n```gherkin\nWhen I do magic\n```';
    const answered = draft(`- I should see "Saved"\n\n\`\`\`\`text\n${old}\n\`\`\`\``);
    expect(answered.kind === 'test' ? answered.content : '').toContain(`'Saved'`);
  });
});

test.each([...actions, ...assertions].map((form) => form.example))('the example is understood: %s', (example) => {
  const named = example.replaceAll(/"(\/?)[^"]*"/g, '"$1…"');
  for (const body of [example, named]) {
    expect(understand({ text: body, body, keyword: null }).kind).toBe('understood');
  }
});

test('the same words make the same test, and signs that show nothing are escaped', () => {
  const feature = { title: 'Evil \u202e title \u200b', text: '- I see "a"' };
  const [one, other] = [draftTest(feature, 1), draftTest(feature, 1)];
  expect(one).toEqual(other);
  expect(one.kind === 'test' ? one.content : '').toContain(String.raw`test("Evil \u{202e} title \u{200b}"`);
});
