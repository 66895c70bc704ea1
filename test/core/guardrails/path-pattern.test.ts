import { expect, test } from '@jest/globals';
import { isProtected, matchesPath } from '../../../src/core/guardrails/path-pattern.ts';

test.each([
  ['a', 'a', true],
  ['a', 'b', false],
  ['a', 'a/b', false],
  ['A.md', 'a.MD', true],
  ['*', 'a', true],
  ['*', 'a/b', false],
  ['*', '.a', true],
  ['.*', '.env', true],
  ['.*', 'a.env', false],
  ['*.ts', 'a.ts', true],
  ['*.ts', 'a.tsx', false],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXbYbZ', false],
  ['?.ts', 'a.ts', true],
  ['?.ts', '.ts', false],
  ['a/*', 'a/b', true],
  ['a/*', 'a/b/c', false],
  ['a/*/c', 'a/b/c', true],
  ['**', 'a', true],
  ['**', 'a/b/c', true],
  ['a/**', 'a', false],
  ['a/**', 'a/b', true],
  ['a/**', 'a/b/c', true],
  ['a/**', 'ab/c', false],
  ['**/a', 'a', true],
  ['**/a', 'b/a', true],
  ['**/a', 'b/c/a', true],
  ['**/a', 'b/ca', false],
  ['a/**/z', 'a/z', true],
  ['a/**/z', 'a/b/c/z', true],
  ['a/**/z', 'a/b/c', false],
  ['**/x/**', 'a/x/b', true],
  ['**/x/**', 'x/b', true],
  ['**/x/**', 'a/x', false],
  ['a**b', 'aXb', true],
  ['a**b', 'a/b', false],
  ['a.b', 'aXb', false],
  ['[ab]', 'a', false],
  ['caf\u00e9', 'cafe\u0301', true],
])('%s matches %s: %s', (pattern, path, expected) => {
  expect(matchesPath(pattern, path)).toBe(expected);
});

test.each([
  [[], false],
  [['docs/**'], true],
  [['docs/**', '!docs/a.md'], false],
  [['!docs/a.md', 'docs/**'], true],
  [['docs/**', '!other'], true],
])('of %j the last that matches counts: %s', (patterns, expected) => {
  expect(isProtected('docs/a.md', patterns)).toBe(expected);
});

test('a hostile pattern costs no more than its length', () => {
  expect(matchesPath(`${'*a'.repeat(90)}b`, 'a'.repeat(1_000))).toBe(false);
  expect(matchesPath(`${'**/'.repeat(60)}b`, Array(400).fill('a').join('/'))).toBe(false);
});
