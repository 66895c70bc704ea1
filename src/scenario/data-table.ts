// A table below a step, as one sentence for each of its rows: what is filled in, or what is seen.
import type { Sentence } from './criteria.ts';
import { plainSentence } from './plain-sentence.ts';

const filling = /\b(?:fill|enter|type|provides?|completes?)\b/i;
const begins = (pattern: RegExp): RegExp => new RegExp(`^(?:${pattern.source})`, pattern.flags);
const seeing = new RegExp(
  [
    '^(?:not )?(?:see|find|there is|has(?! \\p{L}+ed\\b))\\b',
    '^(?:[\\p{L}-]+ ){1,5}?(?:not )?(?:show|display|contain|include|has)\\b',
    '^(?:the|a|an|my|our|this) (?:[\\p{L}-]+ ){1,4}?(?:not )?list (?:the|these|all)\\b',
    '\\bis (?:not )?(?:shown?|display|list|visible|present|there)\\b',
  ].join('|'),
  'iu',
);
const negated = /\b(?:not|never|none)\b/i;
/** More than that each row is seen. */
const whole = /\b(?:only|exactly|just|nothing (?:but|else))\b/i;
const inOrder = /\border(?:ed)?\b|\bsort(?:ed)?\b/i;
/** What the vocabulary knows an order of. */
const ordered = /\b(?:items|entries|todos|tasks|rows|options|headings|tabs|results|buttons|links|images)\b/i;
const headOfFields = /^(?:field|name|label|input|key)s?$/i;
const headOfItems = /^(?:item|name|title|text|todo|task|entry|entries|value|label)s?$/i;
/** Things whose own names may be such words. */
const namedThings = /\b(?:columns?|fields?|labels?|head(?:er|ing)s?|buttons?|tabs?|links?|options?)\b/i;

type Rows = readonly (readonly string[])[];

/** `null` when nobody can tell what the table means. */
export function sentencesOfTable(step: string, rows: Rows, keyword: Sentence['keyword']): readonly string[] | null {
  const { text } = plainSentence(step);
  if (rows.every((row) => row.length === 2)) {
    return (keyword === 'then' ? begins(filling) : filling).test(text) ? filled(rows) : null;
  }
  // What is done with the rows is done, whether or not they stand in a list that shows something.
  if (keyword === 'when' || !seeing.test(text) || !rows.every((row) => row.length === 1)) return null;
  const texts = textsOf(
    text,
    rows.map(([cell = '']) => cell),
  );
  if (texts === null || whole.test(text)) return null;
  if (inOrder.test(text)) return negated.test(text) ? null : inThisOrder(text, texts);
  const see = negated.test(text) ? 'I should not see' : 'I should see';
  return texts.map((one) => `${see} ${quoted(one)}`);
}

function filled(rows: Rows): readonly string[] | null {
  const [head = []] = rows;
  const body =
    headOfFields.test(head[0] ?? '') && /^(?:value|text|content)s?$/i.test(head[1] ?? '') ? rows.slice(1) : rows;
  return body.length === 0
    ? null
    : body.map(([name = '', value = '']) => `I fill ${quoted(name)} with ${quoted(value)}`);
}

/** Without a first row that only repeats the word of the step; `null` when it could be either. */
function textsOf(step: string, texts: readonly string[]): readonly string[] | null {
  const [head = ''] = texts;
  if (texts.length < 2 || !headOfItems.test(head)) return texts;
  const stem = head.toLowerCase().replace(/(?:ies|y|s)$/, '');
  if (new RegExp(`\\b${stem}(?:ies|y|s)?\\b`, 'i').test(step)) return texts.slice(1);
  return namedThings.test(step) ? texts : null;
}

function inThisOrder(step: string, texts: readonly string[]): readonly string[] | null {
  const [things] = ordered.exec(step) ?? [];
  return things === undefined ? null : [`the ${things} are ${texts.map(quoted).join(', ')}`];
}

const quoted = (text: string): string => (text.includes('"') ? `“${text}”` : `"${text}"`);
