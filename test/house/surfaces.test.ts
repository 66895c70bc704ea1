// docs/surfaces.md: every surface names a test, and that test exists.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rows = readFileSync(join(root, 'docs/surfaces.md'), 'utf-8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| surface'))
  .map((line) => line.split(' | '));

test('the table is read', () => {
  expect(rows.length).toBeGreaterThan(35);
});

test.each(rows.map((cells) => [cells[0]?.slice(2) ?? '', cells.at(-1) ?? '']))('%s', (_, cell) => {
  const [, file = '', title = ''] = /^`([^`]+)` › ?(.*?) ?\|$/.exec(cell) ?? [];
  expect([file, existsSync(join(root, file))]).toEqual([file, true]);
  const titles = readFileSync(join(root, file), 'utf-8');
  expect(titles).toContain(title);
});
