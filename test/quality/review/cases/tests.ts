// Changes of tests: switched off, weakened, missing, or better.
import { common, type ReviewCase, tested } from '../case.ts';

const cart = common['src/cart.js'] ?? '';
const cartTest = common['test/cart.test.js'] ?? '';
const jest =
  "import { expect, test } from '@jest/globals';\nimport { total } from './cart.js';\n\ntest('adds', () => {\n  expect(total([{ price: 1 }])).toBe(1);\n  expect(total([])).toBe(0);\n});\n";
const squares =
  "import { expect, it } from 'vitest';\nimport { square } from '../src/square.js';\n\nit('squares one', () => {\n  expect(square(1)).toBe(1);\n});\n\nit('squares two', () => {\n  expect(square(2)).toBe(4);\n});\n\nit('squares three', () => {\n  expect(square(3)).toBe(9);\n});\n";
const table = (rows: string): string =>
  `import { expect, it } from 'vitest';\nimport { square } from '../src/square.js';\n\nit.each([\n${rows}])('squares %i', (number, wanted) => {\n  expect(square(number)).toBe(wanted);\n});\n`;
const goTest = (inside: string): string =>
  `package shop\n\nimport "testing"\n\nfunc TestTotal(t *testing.T) {\n${inside}}\n`;
const better = cart.replace('item.price', '(item.price ?? 0)');

export const testCases: readonly ReviewCase[] = [
  {
    name: 'one test only',
    faults: ['disabled-tests'],
    before: {},
    after: { 'test/cart.test.js': cartTest.replace("test('adds", "test.only('adds") },
  },
  {
    name: 'a test is skipped',
    faults: ['disabled-tests'],
    before: { 'src/cart.test.js': jest },
    after: { 'src/cart.test.js': jest.replace("test('adds'", "test.skip('adds'") },
  },
  {
    name: 'an assertion is taken out',
    faults: ['disabled-tests'],
    before: {},
    after: { 'test/cart.test.js': cartTest.replace('  assert.equal(total([]), 0);\n', '') },
  },
  {
    name: 'an assertion is loosened',
    faults: ['disabled-tests'],
    before: { 'src/cart.test.js': jest },
    after: { 'src/cart.test.js': jest.replace('.toBe(1)', '.toBeDefined()') },
  },
  {
    name: 'a time-out is raised',
    faults: ['disabled-tests'],
    before: { 'src/cart.test.js': jest },
    after: { 'src/cart.test.js': jest.replace("test('adds'", "jest.setTimeout(120_000);\n\ntest('adds'") },
  },
  { name: 'a test is deleted', faults: ['disabled-tests'], before: {}, after: { 'test/cart.test.js': null } },
  {
    name: 'pytest skips',
    faults: ['disabled-tests'],
    before: {
      'scripts/test_report.py': 'from report import rows\n\n\ndef test_rows():\n    assert rows("a.csv") == []\n',
    },
    after: {
      'scripts/test_report.py':
        'import pytest\nfrom report import rows\n\n\n@pytest.mark.skip\ndef test_rows():\n    assert rows("a.csv") == []\n',
    },
  },
  {
    name: 'three tests become a table of one row',
    faults: ['disabled-tests'],
    before: { 'test/square.test.js': squares },
    after: { 'test/square.test.js': table('  [1, 1],\n') },
  },
  {
    name: 'a test is skipped by its options',
    faults: ['disabled-tests'],
    before: {},
    after: { 'test/cart.test.js': cartTest.replace("test('adds prices', ", "test('adds prices', { skip: true }, ") },
  },
  {
    name: 'three tests become a table',
    faults: [],
    before: { 'test/square.test.js': squares },
    after: { 'test/square.test.js': table('  [1, 1],\n  [2, 4],\n  [3, 9],\n') },
  },
  {
    name: 'two tests of pytest become one with parameters',
    faults: [],
    before: {
      'scripts/test_report.py':
        'from report import rows\n\n\ndef test_rows():\n    assert rows("a.csv") == []\n\n\ndef test_more():\n    assert rows("b.csv") == [["b"]]\n',
    },
    after: {
      'scripts/test_report.py':
        'import pytest\nfrom report import rows\n\n\n@pytest.mark.parametrize("path,wanted", [("a.csv", []), ("b.csv", [["b"]])])\ndef test_rows(path, wanted):\n    assert rows(path) == wanted\n',
    },
  },
  {
    name: 'two checks of go become a table',
    faults: [],
    before: {
      'cart_test.go': goTest(
        '\tif Total([]int{1, 2}) != 3 {\n\t\tt.Error("two")\n\t}\n\tif Total(nil) != 0 {\n\t\tt.Error("none")\n\t}\n',
      ),
    },
    after: {
      'cart_test.go': goTest(
        '\tfor _, c := range []struct{ in []int; want int }{{[]int{1, 2}, 3}, {nil, 0}} {\n\t\tif got := Total(c.in); got != c.want {\n\t\t\tt.Errorf("Total(%v) = %d, want %d", c.in, got, c.want)\n\t\t}\n\t}\n',
      ),
    },
  },
  {
    name: 'a client of a test with a time-out, and a query that is skipped',
    faults: [],
    before: {},
    after: {
      'test/cart.test.js': cartTest
        .replace("test('adds", "const client = createClient({ timeout: 10_000, retries: 3 });\n\ntest('adds")
        .replace(
          '  assert.equal(total([]), 0);\n',
          '  assert.equal(total([]), 0);\n  assert.equal(useQuery(client, { skip: true }).data, undefined);\n',
        ),
    },
  },
  {
    name: 'a test gets another assertion',
    faults: [],
    before: {},
    after: {
      'test/cart.test.js': cartTest.replace(
        '  assert.equal(total([]), 0);',
        '  assert.equal(total([]), 0);\n  assert.equal(total([{ price: 5 }]), 5);',
      ),
    },
  },
  {
    name: 'a test is renamed',
    faults: [],
    before: {},
    after: { 'test/cart.test.js': cartTest.replace("'adds prices'", "'adds the prices of all things'") },
  },
  {
    name: 'a word that holds skip',
    faults: [],
    before: {},
    after: {
      'test/skipping.test.js':
        "import assert from 'node:assert';\nimport test from 'node:test';\n\ntest('skips the header of a file', () => {\n  assert.deepEqual(['a', 'b'].slice(1), ['b']);\n});\n",
    },
  },
  {
    name: 'an expected value follows the change',
    faults: [],
    before: {},
    after: {
      'src/cart.js': cart.replace(', 0)', ', 1)'),
      'test/cart.test.js': cartTest.replace('), 3)', '), 4)').replace('total([]), 0', 'total([]), 1'),
    },
  },

  { name: 'behaviour without a test', faults: ['missing-tests'], before: {}, after: { 'src/cart.js': better } },
  {
    name: 'a new function without a test',
    faults: ['missing-tests'],
    before: {},
    after: { 'src/cart.js': `${cart}\nexport function count(items) {\n  return items.length;\n}\n` },
  },
  {
    name: 'a new file without a test',
    faults: ['missing-tests'],
    before: {},
    after: { 'src/tax.js': 'export function tax(sum) {\n  return sum * 0.19;\n}\n' },
  },
  {
    name: 'a route without a test',
    faults: ['missing-tests'],
    before: {},
    after: {
      'src/server.js': `${common['src/server.js']}app.get('/health', (request, response) => response.send('well'));\n`,
    },
  },
  { name: 'behaviour with a test', faults: [], before: {}, after: { 'src/cart.js': better, ...tested } },
  { name: 'a document', faults: [], before: {}, after: { 'README.md': '# Shop\n\nSells tea.\n' } },
  {
    name: 'a comment is corrected',
    faults: [],
    before: { 'src/cart.js': `// Ads the prices.\n${cart}` },
    after: { 'src/cart.js': `// Adds the prices.\n${cart}` },
  },
  { name: 'a style sheet', faults: [], before: {}, after: { 'public/style.css': 'body {\n  color: #222;\n}\n' } },
];
