// Sentences to test code. A sentence is understood as a whole or in parts joined by "and"; never half.
import type { Sentence } from './criteria.ts';
import { sentenceCharactersMax } from './criteria.ts';
import { lookUp, type NamedThing } from './page/look-up.ts';
import type { SeenElement } from './page/snapshot.ts';
import { baseForm, plainSentence } from './plain-sentence.ts';
import { afterGiven, afterThen, afterWhen, atFirst, familiar } from './vocabulary/all-forms.ts';
import { said } from './vocabulary/expression.ts';
import type { Form } from './vocabulary/form.ts';
import type { Hearing } from './vocabulary/hearing.ts';

export interface Statement {
  readonly kind: Form['kind'];
  /** One statement of the test, or a few, a line each. */
  readonly code: string;
  /** Belongs before the step in front of it. */
  readonly early: boolean;
  /** Things that it names. */
  readonly names: readonly NamedThing[];
  /** Changes something, and now: what is brought about in the browser, this brings about. */
  readonly acts: boolean;
  /** What the test has to listen for, from before the step in front of it. */
  readonly hears?: Hearing;
  /** Listens no further when the test does already. */
  readonly goesOn: boolean;
}

export type Understanding =
  | { readonly kind: 'understood'; readonly statements: readonly Statement[] }
  /** With the examples that come closest. */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/** What the sentences before have come to: nothing yet, no more than a page that is open, or something done on it. */
export type Past = 'nothing' | 'opened' | 'acted';

/** With `seen`, names are taken for what the page has of that name. */
export function understand(
  sentence: Sentence,
  seen: readonly SeenElement[] = [],
  past: Past = 'nothing',
): Understanding {
  const { text, quotes } = plainSentence(sentence.body.slice(0, sentenceCharactersMax));
  const short = sentence.body.length <= sentenceCharactersMax;
  const statements = short ? statementsOf(text, { quotes, keyword: sentence.keyword, seen, past }) : null;
  if (statements !== null) return { kind: 'understood', statements };
  return { kind: 'unknown', nearest: nearestForms(text) };
}

interface Context {
  readonly quotes: readonly string[];
  readonly keyword: Sentence['keyword'];
  readonly seen: readonly SeenElement[];
  readonly past: Past;
}

/** What it has come to with one more sentence. */
export function pastWith(past: Past, statements: readonly Statement[]): Past {
  if (past === 'acted' || statements.some((one) => one.acts && !opensPage(one))) return 'acted';
  return statements.length > 0 ? 'opened' : past;
}

export const opensPage = ({ code }: Statement): boolean => code.startsWith('await page.goto(');

/** Every part is tried at every joint: 80 sentences of 50 parts took six seconds. */
const jointsMax = 20;

function statementsOf(text: string, context: Context): Statement[] | null {
  const whole = statementOf(text, context);
  if (whole !== null) return [whole];
  const joints = [...text.matchAll(/(?:, (?:and |then |when |but )?| (?:and|then|but) )/gi)];
  if (joints.length > jointsMax) return null;
  for (const joint of joints) {
    const before = text.slice(0, joint.index);
    const first = statementOf(baseForm(before), context);
    if (first === null) continue;
    const rest = baseForm(text.slice(joint.index + joint[0].length));
    const after = { ...context, past: pastWith(context.past, [first]) };
    const others = statementsOf(rest, after) ?? statementsOf(likeBefore(before, rest), after);
    if (others !== null) return [first, ...others];
  }
  return null;
}

/**
 * "I see "a" and "b"" means that I see both, "but not "b"" that I do not: a rest that begins with a mere name takes the
 * words before it along.
 */
function likeBefore(before: string, rest: string): string {
  const [, not, name] = /^(not )?(\uE000\d+\uE001)/.exec(rest) ?? [];
  const last = /^(.*)\uE000\d+\uE001(.*)$/.exec(before);
  if (name === undefined || last === null) return '';
  return `${not ?? ''}${last[1]}${name}${rest.slice((not ?? '').length + name.length) || last[2]}`;
}

function statementOf(text: string, context: Context): Statement | null {
  const sentence = said(text, context.quotes);
  for (const form of formsFor(context)) {
    const names: NamedThing[] = [];
    const looked = { kind: form.kind, seen: context.seen, note: (thing: NamedThing) => void names.push(thing) };
    const code = form.code({ ...sentence, lookUp: (thing) => lookUp(thing, looked) });
    if (code !== null) return statement(form, code, names);
  }
  return null;
}

/** "I am on …" goes there as long as that takes nothing away: later, it would stand for what should have led there. */
function formsFor({ keyword, past }: Context): readonly Form[] {
  if (keyword === 'then') return afterThen;
  if (past === 'nothing') return atFirst;
  return keyword === 'given' || (keyword === 'when' && past === 'opened') ? afterGiven : afterWhen;
}

function statement(form: Form, code: string, names: readonly NamedThing[]): Statement {
  const early = form.early === true;
  return {
    kind: form.kind,
    code,
    early,
    names,
    acts: form.acts ?? (form.kind === 'action' && !early),
    goesOn: form.goesOn === true,
    ...(form.hears === undefined ? {} : { hears: form.hears }),
  };
}

/** The three examples with the most words in common. */
function nearestForms(text: string): string[] {
  const words = new Set(wordsOf(text));
  return familiar
    .map((form) => {
      const own = wordsOf(baseForm(form.example.replaceAll(/"[^"]*"/g, '\uE0000\uE001')));
      const common = own.filter((word) => words.has(word)).length;
      return { example: form.example, score: common / Math.sqrt(own.length || 1) };
    })
    .sort((left, right) => right.score - left.score)
    .slice(0, 3)
    .map((form) => form.example);
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .match(/[\p{L}]+/gu)
      ?.filter((word) => !['the', 'a', 'an', 'i', 'in', 'is'].includes(word)) ?? []
  );
}
