// Acceptance criteria as they stand in the issue, before anybody has understood them.

export interface Sentence {
  /** As the issue has it, on one line, with its keyword: the title of the test's step. */
  readonly text: string;
  /** Without keyword. */
  readonly body: string;
  /** `And` and `But` carry the keyword before them; `null` for plain lists. */
  readonly keyword: 'given' | 'when' | 'then' | null;
}

export interface Scenario {
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

/** More than this does not make one test. */
export const criteriaMax = { scenarios: 30, sentences: 300 };

export const sentencesIn = (scenarios: readonly Scenario[]): number =>
  scenarios.reduce((sum, scenario) => sum + scenario.sentences.length, 0);

/** How to write criteria, for every message that asks for them. */
export const criteriaExample = [
  '```gherkin',
  'Scenario: Clear what is done',
  '  Given I open "/"',
  '  When I click the "Clear completed" button',
  '  Then I do not see "Buy milk"',
  '  And I see "0 items left"',
  '```',
].join('\n');

/** Longest sentence that is read, in characters. */
export const sentenceCharactersMax = 500;
