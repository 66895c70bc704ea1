// Texts made to keep a reader busy: the app reads them in its own process, so each must end soon.
import { expect, test } from '@jest/globals';
import { withAnswer } from '../../src/scenario/answer.ts';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { cpuMsOf } from '../fakes/cpu-time.ts';

/** As much as the intake lets through. */
const full = (piece: string): string => piece.repeat(Math.floor(40_000 / piece.length));
const sentence = (piece: string): string => `- I see ${piece.repeat(Math.floor(490 / piece.length))}\n`;

test.each([
  ['openings of fences', full('```gherkin\n')],
  ['openings of comments', full('<!-- ')],
  ['a heading of blanks', `# a${full(' ')}b`],
  ['a heading of signs', `# a${full('#')}b`],
  ['bold without end', full('**a __b ')],
  ['Given upon Given', full('Given x\n')],
  ['Given upon Then', full('Given x\nThen y\n')],
  [
    'an outline',
    `\`\`\`gherkin\nScenario Outline: x\n${'Then a\n'.repeat(2_000)}Examples:\n${'|a|\n'.repeat(6_000)}\`\`\``,
  ],
  ['quotes', sentence('"').repeat(80)],
  ['names joined by and', sentence('"a" and ').repeat(80)],
  ['commas', sentence('"a", ').repeat(80)],
  ['sentences joined by and', sentence('"a" and see "a" and not "b" but see ').repeat(80)],
  ['words', sentence('a ').repeat(80)],
  ['full stops', sentence('.').repeat(80)],
  ['controls', sentence('button ').repeat(80)],
  ['ands', sentence('and ').repeat(80)],
  ['negations', sentence('not is no ').repeat(80)],
  ['fields', sentence('the field named the field ').repeat(80)],
  ['one long line', `- ${full('I see "a" ')}`],
])('%s', async (_, text) => {
  expect(await cpuMsOf(() => draftTest({ title: full('x '), text }, 1))).toBeLessThan(5_000);
});

test('ten thousand lines of an answer', async () => {
  const work = () => withAnswer({ title: 'x', text: full('- I do magic\n') }, 'I do magic\n'.repeat(10_000), 1);
  expect(await cpuMsOf(work)).toBeLessThan(5_000);
});
