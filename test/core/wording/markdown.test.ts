import { describe, expect, test } from '@jest/globals';
import { fitInto } from '../../../src/core/wording/markdown/fit-into.ts';
import { findMarker, marker } from '../../../src/core/wording/markdown/marker.ts';
import { count, duration, moment } from '../../../src/core/wording/markdown/quantity.ts';

test.each([
  [-5_000, '0 s'],
  [0, '0 s'],
  [499, '0 s'],
  [500, '1 s'],
  [59_000, '59 s'],
  [59_600, '1 min'],
  [60_000, '1 min'],
  [65_000, '1 min 5 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [3_660_000, '1 h 1 min'],
  [90_000_000, '1 d 1 h'],
])('%i ms are %s', (milliseconds, expected) => {
  expect(duration(milliseconds)).toBe(expected);
});

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
  [1_500, '1,500 files'],
])('%i files', (number, expected) => {
  expect(count(number, 'file')).toBe(expected);
});

test('a plural of its own', () => {
  expect([count(1, 'try', 'tries'), count(3, 'try', 'tries')]).toEqual(['1 try', '3 tries']);
});

test('a moment', () => {
  expect(moment(0)).toBe('1970-01-01 00:00:00 UTC');
});

describe('markers', () => {
  test.each([
    ['acknowledge', '7-12-1', null, '<!-- chimera:acknowledge:7-12-1 -->'],
    ['ask', '7-12-1', 4, '<!-- chimera:ask:7-12-1:4 -->'],
    ['answer', 'a.b_c', 'x-1', '<!-- chimera:answer:a.b_c:x-1 -->'],
  ])('%s %s %s', (kind, task, detail, expected) => {
    expect(marker(kind, task, detail)).toBe(expected);
    expect(findMarker(`before\n${expected}\nafter`)).toEqual({
      kind,
      task,
      detail: detail === null ? null : String(detail),
    });
  });

  test.each([
    '',
    '<!-- chimera:start -->',
    '<!-- chimera: ask:1 -->',
    '<!-- other:ask:1 -->',
    `<!-- chimera:${'x'.repeat(101)}:1 -->`,
  ])('no marker in %j', (text) => {
    expect(findMarker(text)).toBeNull();
  });

  test.each([
    ['a b', '1'],
    ['a', '--> <b>'],
    ['', '1'],
    ['a', 'x:y'],
  ])('%j of %j cannot be one', (kind, task) => {
    expect(() => marker(kind, task)).toThrow(/not made of letters/);
  });
});

describe('fitting', () => {
  test('parts stand apart, empty ones are left out', () => {
    expect(fitInto(['a', '', 'b'], 100, '…')).toBe('a\n\nb');
  });

  test('too long a text ends at a line, with the pointer', () => {
    const text = fitInto([Array(200).fill('line of text').join('\n')], 1_000, '… see there');
    expect(text.length).toBeLessThanOrEqual(1_000);
    expect(text).toMatch(/line of text\n\n… see there$/);
  });

  test('an open block is closed before the pointer', () => {
    const text = fitInto([`\`\`\`\`text\n${'x\n'.repeat(1_000)}\`\`\`\``], 1_000, '… see there');
    expect(text).toMatch(/x\n````\n\n… see there$/);
  });

  test('one endless line is cut, and no character in half', () => {
    const text = fitInto(['😀'.repeat(1_000)], 1_000, '… see there');
    expect(text.length).toBeLessThanOrEqual(1_000);
    expect(text.isWellFormed()).toBe(true);
  });
});
