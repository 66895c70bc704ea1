// What somebody answered, worked into the text that raised the questions.
import { textCharactersMax } from '../core/intake/read-feature.ts';
import { visibleLines } from '../core/intake/visible-lines.ts';
import { blocksOf } from './blocks.ts';
import { type Draft, draftTest } from './draft-test.ts';
import { oneLine } from './one-line.ts';
import type { Feature } from './read-criteria.ts';
import { opensPage, understand } from './understand.ts';

/** More than this is no answer to three questions. */
const sentencesMax = 50;

type Asked = Extract<Draft, { kind: 'questions' }>;

const listMarker = /^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/;
const keyword = /^(?:given|when|then|and|but)\b[:,]?\s+/i;

/**
 * The new text of the feature, the first of these that makes a test: the answer in the place of the sentences that
 * were asked about, the answer below the text, the answer alone with the old text as a quotation. When none does, the
 * second, so that nothing is lost.
 */
export function withAnswer(feature: Feature, answer: string, issue: number): string {
  const asked = draftTest(feature, issue);
  const added = `${feature.text}\n\n${answer}`;
  const sentences = sentencesOf(answer);
  const list = sentences.map((sentence) => `- ${sentence}`).join('\n');
  const texts = [
    ...(asked.kind === 'questions' && !isWhole(answer, sentences) ? inPlace(feature.text, asked, sentences) : []),
    added,
    `${answer}\n\n${quoted(feature.text)}`,
    `${list}\n\n${quoted(feature.text)}`,
  ].map((text) => text.slice(0, textCharactersMax));
  return (
    texts.find((text) => draftTest({ ...feature, text }, issue).kind === 'test') ?? added.slice(0, textCharactersMax)
  );
}

/** The lines that a person would take for sentences: no fences, and none that quotes somebody. */
function sentencesOf(answer: string): string[] {
  const text = visibleLines(answer)
    .map((line) => line.text)
    .join('\n');
  return blocksOf(text)
    .filter((block) => block.language === null)
    .flatMap((block) => block.lines)
    .filter((line) => !/^\s*[>#]/.test(line))
    .map((line) => line.replace(listMarker, '').trim())
    .filter((line) => line !== '');
}

/** Criteria of their own begin with a page; a mere answer goes on from where it was asked. */
function isWhole(answer: string, [first = '']: readonly string[]): boolean {
  if (/^\s*(?:[`~]{3}|\**(?:scenario|feature|given)\b)/im.test(answer)) return true;
  const body = first.replace(keyword, '');
  const begun = understand({ text: first, body, keyword: 'when' });
  return begun.kind === 'understood' && begun.statements.slice(0, 1).some(opensPage);
}

/** The text with the sentences of the answer where it was unclear; nothing when the place cannot be told. */
function inPlace(text: string, asked: Asked, sentences: readonly string[]): string[] {
  const unknown = asked.notUnderstood.map((one) => one.sentence);
  if (sentences.length === 0 || sentences.length > sentencesMax) return [];
  if (unknown.length === 0) return [`${text}\n\n${worded(sentences, 'Then').join('\n')}`];
  if (unknown.length !== 1 && unknown.length !== sentences.length) return [];
  let lines = text.split('\n');
  for (const [index, sentence] of unknown.entries()) {
    const at = lines.findIndex((line) => plainLine(line) === sentence);
    if (at < 0) return [];
    const own = unknown.length === 1 ? sentences : sentences.slice(index, index + 1);
    lines = [...lines.slice(0, at), ...likeLine(lines[at] ?? '', own), ...lines.slice(at + 1)];
  }
  return [lines.join('\n')];
}

const plainLine = (line: string): string => oneLine(line.replace(listMarker, '').replaceAll('**', ''), 2_000);

/** With the line's indentation, list marker and keyword. */
function likeLine(line: string, sentences: readonly string[]): string[] {
  const start = listMarker.exec(line)?.[0] ?? /^\s*/.exec(line)?.[0] ?? '';
  const word = /^[A-Za-z]+/.exec(keyword.exec(plainLine(line))?.[0] ?? '')?.[0];
  return (word === undefined ? sentences : worded(sentences, word)).map((sentence) => `${start}${sentence}`);
}

const worded = (sentences: readonly string[], word: string): string[] =>
  sentences.map((sentence, index) => `${index === 0 ? word : 'And'} ${sentence.replace(keyword, '')}`);

/** As a block that is read by people and by the coder, but not as criteria. */
function quoted(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
