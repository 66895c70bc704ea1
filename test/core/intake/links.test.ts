// What an issue says beside its wish: what it waits for, and how urgent its labels make it.
import { expect, test } from '@jest/globals';
import { readBlockers } from '../../../src/core/intake/read-blockers.ts';
import { priorityOfLabel, priorityOfLabels } from '../../../src/core/intake/read-priority-label.ts';

test.each([
  ['blocked by #3', [3]],
  ['Blocked by: #3, #4 and #5', [3, 4, 5]],
  ['depends on #9', [9]],
  ['Blocked by #3\n\nblocked by #3', [3]],
  ['This is blocked by #12 until then', [12]],
  ['blocked by octo-org/other#3', []],
  ['blocked by nothing', []],
  ['see #3', []],
  ['```\nblocked by #3\n```', []],
  ['<!-- blocked by #3 -->', []],
  ['blocked by #7', []],
  ['blocked by #0', []],
  [
    `blocked by ${Array.from({ length: 50 }, (_, index) => `#${index + 10}`).join(', ')}`,
    [10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
  ],
])('%s: blockers', (body, numbers) => {
  expect(readBlockers(body, 7)).toEqual(numbers);
});

test('a long row of references takes no time', () => {
  expect(readBlockers(`blocked by ${'#1, '.repeat(50_000)}`, 7)).toEqual([1]);
});

test.each([
  ['chimera:p9', 9],
  ['Chimera:P10', 10],
  ['chimera:p0', null],
  ['chimera:p11', null],
  ['chimera:p', null],
  ['chimera', null],
  ['p9', null],
])('the label %s', (label, priority) => {
  expect(priorityOfLabel(label, 'chimera')).toBe(priority);
});

test('of several labels the most urgent counts', () => {
  expect(priorityOfLabels(['bug', 'chimera:p3', 'chimera:p8'], 'chimera')).toBe(8);
  expect(priorityOfLabels(['bug'], 'chimera')).toBeNull();
});
