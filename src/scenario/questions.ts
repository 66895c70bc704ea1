// What keeps an issue's words from becoming a test: as questions that a person can answer, and as one text that tells
// it all.
import { count } from '../core/wording/markdown/quantity.ts';
import { criteriaExample, type Scenario, type Sentence } from './criteria.ts';
import { oneLine } from './one-line.ts';
import { inOneLine, proposeSteps } from './propose-steps.ts';

export interface NotUnderstood {
  readonly sentence: string;
  /** Examples of sentences that are understood, the closest first. */
  readonly nearest: readonly string[];
}

export interface Questions {
  readonly kind: 'questions';
  readonly failure: 'no_criteria' | 'not_understood';
  /** One to three, each answerable on its own. */
  readonly questions: readonly string[];
  readonly notUnderstood: readonly NotUnderstood[];
  /** What is wrong, all of it, and how it is written right. */
  readonly message: string;
}

/** What was read; the scenarios may still be empty. */
export type Reading = { readonly kind: 'scenarios'; readonly scenarios: readonly Scenario[] } | Questions;

/** A sentence that fits no form. */
export interface UnknownSentence {
  readonly sentence: Sentence;
  readonly nearest: readonly string[];
}

/** More questions than these at once are not answered. */
const questionsMax = 3;
/** Sentences that the whole text shows. */
const unknownShownMax = 5;

const stepsExample = 'Given I open "/", When I click the "…" button, Then I should see "…".';

/** `proposed`: what the text could mean. */
export function missingCriteria(proposed: Scenario | null): Questions {
  const steps =
    proposed === null
      ? `Answer with steps, for example: ${stepsExample}`
      : `Answer with steps. From the text they could be these; correct what is wrong: ${inOneLine(proposed)}`;
  return {
    kind: 'questions',
    failure: 'no_criteria',
    questions: [`What should a person do, and what should they then see? ${steps}`],
    notUnderstood: [],
    message:
      'The issue has no acceptance criteria. Add a heading "Acceptance criteria" with steps below it, as a list or as ' +
      `Given/When/Then, the last of them saying what is seen. For example:\n\n${criteriaExample}`,
  };
}

interface Size {
  readonly scenarios: number;
  readonly sentences: number;
}

export function tooMuch(found: Size, allowed: Size): Questions {
  const limit = `at most ${allowed.scenarios} scenarios with ${allowed.sentences} sentences make one test`;
  return {
    kind: 'questions',
    failure: 'not_understood',
    questions: [
      `Which of the ${count(found.scenarios, 'scenario')} belong together? There are ${count(found.sentences, 'sentence')}, and ${limit}: ` +
        'keep the ones that belong together, and move the others to issues of their own.',
    ],
    notUnderstood: [],
    message: `The issue has ${found.scenarios} scenarios with ${found.sentences} sentences; ${limit}. Split the issue.`,
  };
}

/** `lines` are those of the source that the parser objects to. */
export function brokenGherkin({
  said,
  source,
  lines,
}: {
  said: string;
  source: string;
  lines: readonly string[];
}): Questions {
  const asked = lines.map(
    (line) => () =>
      `What is meant by the line ${quote(line)}? It is no Gherkin. Answer with steps, for example: ${stepsExample}`,
  );
  return {
    kind: 'questions',
    failure: 'not_understood',
    questions: atMostThree(
      asked.length > 0
        ? asked
        : [() => `Which steps belong to the test? Answer with steps, for example: ${stepsExample}`],
    ),
    notUnderstood: lines.map((line) => ({ sentence: line, nearest: [] })),
    message: `The Gherkin in the issue cannot be parsed. ${said}\n\nThis is what was read:\n\n${source}\n\nA valid example:\n\n${criteriaExample}`,
  };
}

/** A step with a table or a text block below it. */
export function blockBelow(step: string): Questions {
  return {
    kind: 'questions',
    failure: 'not_understood',
    questions: [
      `What does the block below ${quote(step)} say, with one sentence for each of its lines? Answer for example: When I type "…" into "…"; Then I should see "…".`,
    ],
    notUnderstood: [{ sentence: step, nearest: [] }],
    message: `The step "${step}" has a table or a text block below it, which is not understood. Write one sentence for each line of it.`,
  };
}

/** Sentences that fit no form, and scenarios that check nothing; at least one of either. */
export function unclear(unknown: readonly UnknownSentence[], unchecked: readonly Scenario[]): Questions {
  const [first] = unchecked;
  if (isForeign(unknown.map(({ sentence }) => sentence.body).join('\n'))) return foreign(unknown);
  return {
    kind: 'questions',
    failure: unknown.length > 0 || first === undefined ? 'not_understood' : 'no_criteria',
    questions: atMostThree([
      ...unknown.map((one) => () => questionAbout(one)),
      ...unchecked.map((one) => () => questionAfter(one)),
    ]),
    notUnderstood: unknown.map(({ sentence, nearest }) => ({ sentence: sentence.text, nearest })),
    message: unknown.length > 0 || first === undefined ? unknownText(unknown) : uncheckedText(first),
  };
}

const english =
  /\b(?:the|is|are|to|and|should|sees?|shows?|clicks?|clicking|open|when|then|press|type|with|users?|not|nobody|nothing|be|it|has|for|of|can|my|wish|want)\b/i;
/** Words that other languages have too: French has a page, German a button, Spanish says no. */
const shared = /\b(?:no|buttons?|pages?|items?|lists?|texts?|links?)\b/gi;
const wordsOutsideQuotes = (text: string): string =>
  text.replaceAll(/"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|'[^']*'/g, ' ');

/** Several words, and none that an English text can hardly do without. */
function isForeign(text: string): boolean {
  const words = wordsOutsideQuotes(text);
  const all = words.match(/\p{L}{2,}/gu)?.length ?? 0;
  return all >= 2 && !english.test(words) && (words.match(shared)?.length ?? 0) * 2 < all;
}

function foreign(unknown: readonly UnknownSentence[]): Questions {
  const [first] = unknown;
  const example = first === undefined ? '' : `, ${quote(first.sentence.text)} for example`;
  const words = `Chimera understands sentences in English${example} it does not`;
  return {
    kind: 'questions',
    failure: 'not_understood',
    questions: [`Could you say the criteria in English? ${words}. Answer with steps, for example: ${stepsExample}`],
    notUnderstood: unknown.map(({ sentence, nearest }) => ({ sentence: sentence.text, nearest })),
    message: `${words}. Names and texts in quotes may be in any language. With \`model\` in the configuration, a model words the criteria anew. A whole example:\n\n${criteriaExample}`,
  };
}

function questionAbout({ sentence, nearest }: UnknownSentence): string {
  const [closest] = nearest;
  const [asked, usual] = wordsFor(sentence.keyword);
  const meant = proposeSteps(sentence.body)?.sentences.filter((step) => step.keyword !== 'given') ?? [];
  const examples = new Set([
    ...meant.map(({ body }) => body),
    ...(closest === undefined ? [] : [blanked(closest)]),
    ...usual,
  ]);
  return `${asked} in ${quote(sentence.text)}? Answer with sentences such as: ${[...examples].slice(0, 3).join('; ')}.`;
}

function wordsFor(keyword: Sentence['keyword']): [string, string[]] {
  switch (keyword) {
    case 'given':
    case 'when':
      return ['What is done', ['I click the "…" button', 'I type "…" into "…"']];
    case 'then':
      return ['What is seen', ['I should see "…"', 'the list has 3 items']];
    case null:
      return ['What is done or seen', ['I click the "…" button', 'I should see "…"']];
    default:
      return keyword satisfies never;
  }
}

function questionAfter(scenario: Scenario): string {
  const last = scenario.sentences.at(-1)?.text ?? '';
  return `What is to be seen after ${quote(last)} in the scenario ${quote(scenario.title)}? Answer for example: Then I should see "…".`;
}

function unknownText(unknown: readonly UnknownSentence[]): string {
  const shown = unknown.slice(0, unknownShownMax).map(({ sentence, nearest }) => {
    const forms = nearest.map((form) => `  - ${form}`).join('\n');
    return `"${sentence.text}"\n  Sentences like these are understood:\n${forms}`;
  });
  const more = unknown.length > unknownShownMax ? `\n\n… and ${unknown.length - unknownShownMax} more.` : '';
  const subject = unknown.length === 1 ? 'One sentence' : `${unknown.length} sentences`;
  return (
    `${subject} of the acceptance criteria could not be turned into a step. Put names and texts in quotes, and say one thing ` +
    `in a sentence.\n\n${shown.join('\n\n')}${more}`
  );
}

function uncheckedText(scenario: Scenario): string {
  const last = scenario.sentences.at(-1)?.text ?? '';
  return (
    `The scenario "${scenario.title}" has no sentence that says what is to be seen (no "Then …"); its last one is "${last}". ` +
    `Add one, for example: Then I see "…". A whole example:\n\n${criteriaExample}`
  );
}

/** Only what is asked is worded. */
function atMostThree(questions: readonly (() => string)[]): readonly string[] {
  const asked = questions.slice(0, questionsMax).map((word) => word());
  const further = questions.length - questionsMax;
  if (further <= 0) return asked;
  const last = `${asked[questionsMax - 1]} The same is asked about ${count(further, 'further sentence')}.`;
  return [...asked.slice(0, questionsMax - 1), last];
}

/** An example with its names left open; a path stays one. */
function blanked(example: string): string {
  return example.replaceAll(/"(\/?)[^"]*"/g, '"$1…"');
}

const quote = (text: string): string => `“${oneLine(text, 200)}”`;
