// Tests switched off or weakened, and honest changes of tests.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { describe, expect, test } from '@jest/globals';
import { disabledTests } from '../../../action/src/review-pr/rules/tests/disabled-tests.ts';
import { findings, places, type Sides } from './change.ts';

const two = `test('adds', () => {
  expect(add(1, 2)).toBe(3);
  expect(add(0, 0)).toBe(0);
});

test('subtracts', () => {
  expect(subtract(3, 2)).toBe(1);
});
`;

describe('marks', () => {
  test.each([
    ['.only', 'src/a.test.ts', "test.only('a', f)"],
    ['fit', 'src/a.test.ts', "fit('a', f)"],
    ['.skip', 'e2e/b.spec.ts', "test.describe.skip('a', f)"],
    ['xit', 'src/a.test.ts', "xit('a', f)"],
    ['.fixme', 'e2e/b.spec.ts', 'test.fixme();'],
    ['.todo', 'src/a.test.ts', "it.todo('a')"],
    ['skipIf', 'src/a.test.ts', "describe.skipIf(true)('a', f)"],
    ['node test option', 'test/a.mjs', "test('a', { skip: true }, f)"],
    ['node test option among others', 'test/a.mjs', "test('a', { timeout: 10, skip: true }, f)"],
    ['rspec option', 'spec/a_spec.rb', "  it 'adds', skip: true do"],
    ['a longer wait', 'e2e/b.spec.ts', "await page.waitForSelector('li', { timeout: 60_000 });"],
    ['a longer search', 'src/a.test.ts', "await findByText('a', {}, { timeout: 20_000 });"],
    ['without a limit', 'e2e/b.spec.ts', 'await expect(list).toBeVisible({ timeout: 0 });'],
    ['this.skip', 'test/a.js', 'this.skip();'],
    ['a time-out', 'e2e/b.spec.ts', 'test.setTimeout(90_000);'],
    ['a time-out as an argument', 'src/a.test.ts', '}, 60000);'],
    ['a time-out of jest', 'src/a.test.ts', 'jest.setTimeout(30 * 1000);'],
    ['slow', 'e2e/b.spec.ts', 'test.slow();'],
    ['retries', 'playwright.config.ts', '  retries: 3,'],
    ['retries in CI', 'playwright.config.ts', '  retries: process.env.CI ? 2 : 0,'],
    ['retryTimes', 'src/a.test.ts', 'jest.retryTimes(3);'],
    ['left out', 'jest.config.js', "  testPathIgnorePatterns: ['src/todos'],"],
    ['without tests', 'jest.config.js', '  passWithNoTests: true,'],
    ['pytest skip', 'tests/test_a.py', '@pytest.mark.skip(reason="later")'],
    ['pytest xfail', 'tests/test_a.py', '@pytest.mark.xfail'],
    ['unittest skip', 'tests/test_a.py', '    @unittest.skip("later")'],
    ['pytest.skip', 'tests/test_a.py', '    pytest.skip("later")'],
    ['flaky', 'tests/test_a.py', '@pytest.mark.flaky(reruns=3)'],
    ['rspec', 'spec/a_spec.rb', "  xit 'adds' do"],
    ['rspec skip', 'spec/a_spec.rb', "    skip 'later'"],
    ['rspec pending', 'spec/a_spec.rb', '    pending "later"'],
    ['phpunit', 'tests/ATest.php', "        $this->markTestSkipped('later');"],
    ['go', 'a_test.go', '\tt.Skip("later")'],
    ['rust', 'tests/a.rs', '#[ignore]'],
    ['junit', 'src/test/java/ATest.java', '    @Disabled("later")'],
    ['always true', 'src/a.test.ts', '  expect(true).toBe(true);'],
    ['always true in python', 'tests/test_a.py', '    assert True'],
    ['the same on both sides', 'src/a.test.ts', '  expect(total).toEqual(total);'],
    ['swallowed', 'e2e/a.spec.ts', '  await expect(page.getByText("a")).toBeVisible().catch(() => {});'],
    ['npm test forgives', 'package.json', '{ "scripts": { "test": "jest || true" } }'],
    ['npm test does nothing', 'package.json', '{ "scripts": { "test": "echo ok" } }'],
    ['npm test without tests', 'package.json', '{ "scripts": { "test": "jest --passWithNoTests" } }'],
    ['a workflow forgives', '.github/workflows/ci.yml', '      - run: npm test || true'],
  ])('%s', async (_, path, text) => {
    expect(await places(disabledTests, { [path]: ['x\n', `${text}\n`] })).toEqual([`major ${path}:1`]);
  });

  test.each<[string, string, Sides]>([
    ['a time-out raised', 'playwright.config.ts', ['  timeout: 30_000,\n', '  timeout: 90_000,\n']],
    ['retries raised', 'playwright.config.ts', ['  retries: 1,\n', '  retries: 3,\n']],
    ['coverage lowered', 'jest.config.js', ['  branches: 80,\n', '  branches: 50,\n']],
    ['options of several lines', 'test/a.mjs', ["test('a', {\n}, f);\n", "test('a', { skip: true,\n}, f);\n"]],
    ['an assertion time-out', 'e2e/a.spec.ts', ['x\n', '  await expect(list).toHaveCount(3, { timeout: 20_000 });\n']],
  ])('%s', async (_, path, sides) => {
    expect(await places(disabledTests, { [path]: sides })).toEqual([`major ${path}:1`]);
  });

  test.each<[string, string, Sides]>([
    ['.skip in an application', 'src/list.ts', 'cursor.skip(3)'],
    ['.only in an application', 'src/list.ts', "permit.only('a')"],
    ['a test called skip', 'src/a.test.ts', "test('can skip a step', () => {"],
    ['a comment', 'src/a.test.ts', '// test.skip is not allowed here'],
    ['a string', 'src/a.test.ts', "const name = 'test.only(';"],
    ['a time-out lowered', 'playwright.config.ts', ['  timeout: 30_000,\n', '  timeout: 10_000,\n']],
    ['a short time-out', 'e2e/a.spec.ts', '  await expect(list).toHaveCount(3, { timeout: 2_000 });'],
    ['no retries', 'playwright.config.ts', '  retries: 0,'],
    ['retries lowered', 'playwright.config.ts', ['  retries: 2,\n', '  retries: 0,\n']],
    ['coverage raised', 'jest.config.js', ['  branches: 50,\n', '  branches: 80,\n']],
    ['usual folders left out', 'jest.config.js', "  testPathIgnorePatterns: ['/node_modules/', '/dist/'],"],
    ['a time-out of the application', 'src/a.ts', 'setTimeout(save, 90_000);'],
    [
      'a long test that is new',
      'e2e/a.spec.ts',
      ['x\n', "x\ntest('a', async () => {\n  test.setTimeout(90_000);\n}, 60_000);\n"],
    ],
    ['a time-out of a command', 'src/a.test.ts', 'spawnSync(node, [], { timeout: 60_000 });'],
    ['a timer in a test', 'src/a.test.ts', 'await new Promise((done) => setTimeout(done, 10));'],
    ['a retry in an application', 'src/a.ts', 'const retries = 3;'],
    ['the usual script', 'package.json', '{ "scripts": { "test": "jest", "lint": "biome check ." } }'],
    ['the switch taken back', 'src/a.test.ts', ["test.skip('a', f);\n", "test('a', f);\n"]],
    ['cleaning up', 'scripts/clean.sh', 'rm -rf dist || true'],
    ['flaky in a name', 'src/a.test.ts', "test('a flaky network is retried', async () => {"],
    [
      'a query that is skipped',
      'src/a.test.ts',
      'expect(useQuery(Q, { variables, skip: true }).data).toBe(undefined);',
    ],
    ['a filter', 'src/a.test.ts', 'const rows = list({ only: true });'],
    ['a client with a time-out', 'src/a.test.ts', ['x\n', 'const client = createClient({ timeout: 10_000 });']],
    ['a client without one', 'src/a.test.ts', ['x\n', 'const client = createClient({ timeout: 0 });']],
    ['a client that tries again', 'src/a.test.ts', ['x\n', 'const client = createClient({ retries: 3 });']],
    ['a client of python', 'tests/test_a.py', ['x\n', '    client = connect(timeout=90)']],
    [
      'a client within a test',
      'test/a.mjs',
      ['x\n', "test('a', { concurrency: 1 }, () => {\n  const client = createClient({\n    skip: true,\n  });\n});\n"],
    ],
    ['python skip argument', 'tests/test_a.py', '    page = list(items, skip=10)'],
    ['ruby skip', 'spec/a_spec.rb', '    expect(list.skip(2)).to eq([3])'],
  ])('not: %s', async (_, path, sides) => {
    expect(await places(disabledTests, { [path]: sides })).toEqual([]);
  });
});

describe('tests that ask less', () => {
  test.each<[string, string, string, string]>([
    [
      'an assertion is removed',
      two,
      two.replace('  expect(add(0, 0)).toBe(0);\n', ''),
      'An assertion was removed from a test',
    ],
    ['a test is deleted', two, two.slice(0, two.indexOf("test('subtracts'")), 'A test was deleted: subtracts'],
    [
      'a test is commented out',
      two,
      two.replace(/test\('subtracts'[\s\S]*$/, (text) => text.replaceAll(/^(?=.)/gm, '// ')),
      'A test was deleted: subtracts',
    ],
    ['truthy instead of a value', two, two.replace('.toBe(3)', '.toBeTruthy()'), 'An assertion was loosened'],
    ['defined instead of a value', two, two.replace('.toBe(1)', '.toBeDefined()'), 'An assertion was loosened'],
    ['greater instead of a value', two, two.replace('.toBe(3)', '.toBeGreaterThan(0)'), 'An assertion was loosened'],
    [
      'always true',
      two,
      two.replace('expect(subtract(3, 2)).toBe(1)', 'expect(true).toBe(true)'),
      'An assertion always holds',
    ],
    [
      'an assertion commented out',
      two,
      two.replace('  expect(add(0', '  // expect(add(0'),
      'An assertion was removed from a test',
    ],
  ])('%s', async (_, before, after, title) => {
    const found = await findings(disabledTests, { 'src/a.test.ts': [before, after] });
    expect(found.map((finding) => finding.title)).toContain(title);
    expect(found.every(({ severity }) => severity === 'major')).toBe(true);
  });

  test.each<[string, string, string, string]>([
    [
      'python',
      'tests/test_a.py',
      'def test_add():\n    assert add(1, 2) == 3\n    assert add(0, 0) == 0\n',
      'def test_add():\n    assert add(1, 2) == 3\n',
    ],
    [
      'python loosened',
      'tests/test_a.py',
      'def test_add():\n    assert add(1, 2) == 3\n',
      'def test_add():\n    assert add(1, 2) is not None\n',
    ],
    [
      'python loosened to truth',
      'tests/test_a.py',
      'def test_add():\n    assert add(1, 2) == 3\n',
      'def test_add():\n    assert add(1, 2)\n',
    ],
    [
      'unittest',
      'tests/test_a.py',
      'def test_add(self):\n    self.assertEqual(add(1, 2), 3)\n',
      'def test_add(self):\n    self.assertTrue(add(1, 2))\n',
    ],
    [
      'go',
      'a_test.go',
      'func TestAdd(t *testing.T) {\n\tif x != 3 {\n\t\tt.Errorf("x")\n\t}\n}\n',
      'func TestAdd(t *testing.T) {\n\tif x != 3 {\n\t}\n}\n',
    ],
    ['rust', 'src/lib.rs', '#[test]\nfn adds() {\n    assert_eq!(add(1, 2), 3);\n}\n', '#[test]\nfn adds() {\n}\n'],
    [
      'ruby',
      'spec/a_spec.rb',
      "it 'adds' do\n  expect(add(1, 2)).to eq(3)\nend\n",
      "it 'adds' do\n  expect(add(1, 2)).to be_truthy\nend\n",
    ],
    [
      'playwright',
      'e2e/a.spec.ts',
      "test('a', async () => {\n  await expect(list).toHaveCount(3);\n});\n",
      "test('a', async () => {\n  await expect(list).not.toHaveCount(0);\n});\n",
    ],
    [
      'a limit',
      'src/a.test.ts',
      "test('a', () => {\n  expect(ms).toBeLessThan(100);\n});\n",
      "test('a', () => {\n  expect(ms).toBeLessThan(5000);\n});\n",
    ],
    [
      'node assert',
      'test/a.mjs',
      "test('a', () => {\n  assert.deepStrictEqual(a, { b: 1 });\n});\n",
      "test('a', () => {\n  assert.ok(a);\n});\n",
    ],
    ['a file of tests is deleted', 'src/a.test.ts', two, ''],
  ])('%s', async (_, path, before, after) => {
    const found = await places(disabledTests, { [path]: [before, after === '' ? null : after] });
    expect(found.length).toBeGreaterThan(0);
  });

  test.each<[string, Record<string, Sides>]>([
    ['a test is added', { 'src/a.test.ts': [two, `${two}test('c', () => {\n  expect(1 + x).toBe(2);\n});\n`] }],
    [
      'an assertion is added',
      { 'src/a.test.ts': [two, two.replace('toBe(3);', 'toBe(3);\n  expect(add(2, 2)).toBe(4);')] },
    ],
    ['a value changes', { 'src/a.test.ts': [two, two.replace('toBe(3)', 'toBe(4)')] }],
    ['a test is renamed', { 'src/a.test.ts': [two, two.replace("'adds'", "'adds two numbers'")] }],
    ['a test moves', { 'src/a.test.ts': [two, null], 'src/b.test.ts': two }],
    ['the code goes too', { 'src/a.test.ts': [two, null], 'src/a.ts': ['export const a = 1;\n', null] }],
    [
      'one assertion for several',
      {
        'src/a.test.ts': [
          "test('a', () => {\n  expect(x.a).toBe(1);\n  expect(x.b).toBe(2);\n});\n",
          "test('a', () => {\n  expect(x).toEqual({ a: 1, b: 2 });\n});\n",
        ],
      },
    ],
    [
      'stricter',
      {
        'src/a.test.ts': [
          "test('a', () => {\n  expect(x).toBeTruthy();\n});\n",
          "test('a', () => {\n  expect(x).toBe(3);\n});\n",
        ],
      },
    ],
    [
      'a narrower limit',
      {
        'src/a.test.ts': [
          "test('a', () => {\n  expect(ms).toBeLessThan(500);\n});\n",
          "test('a', () => {\n  expect(ms).toBeLessThan(100);\n});\n",
        ],
      },
    ],
    ['indented', { 'src/a.test.ts': [two, `describe('math', () => {\n${two.replaceAll(/^(?=.)/gm, '  ')}});\n`] }],
    ['a snapshot', { 'src/__snapshots__/a.test.ts.snap': ['exports[`a`] = `1`;\n', 'exports[`a`] = `2`;\n'] }],
    ['no test at all', { 'src/assert.ts': ['assert(a);\nassert(b);\n', 'assert(a);\n'] }],
  ])('not: %s', async (_, files) => {
    expect(await places(disabledTests, files)).toEqual([]);
  });
});

test('a time-out among the options of several lines', async () => {
  const test = (options: string): string => `test('a', {\n  concurrency: 1,\n${options}}, () => {\n  run();\n});\n`;
  const found = await places(disabledTests, { 'test/a.mjs': [test(''), test('  timeout: 60_000,\n')] });
  expect(found).toEqual(['major test/a.mjs:3']);
});

describe('tests that become a table', () => {
  const single = (name: string, input: number): string =>
    `it('${name}', () => {\n  expect(square(${input})).toBe(${input * input});\n});\n`;
  const three = single('one', 1) + single('two', 2) + single('three', 3);
  const body = '(n, want) => {\n  expect(square(n)).toBe(want);\n});\n';
  const python = 'def test_total():\n    assert total([1, 2]) == 3\n\n\ndef test_empty():\n    assert total([]) == 0\n';
  const parametrized = (rows: string): string =>
    `import pytest\n\n\n@pytest.mark.parametrize('items,expected', ${rows})\ndef test_total(items, expected):\n    assert total(items) == expected\n`;
  const go = (inside: string): string => `func TestTotal(t *testing.T) {\n${inside}}\n`;
  const goChecks = go(
    '\tif Total([]int{1, 2}) != 3 {\n\t\tt.Error("two")\n\t}\n\tif Total(nil) != 0 {\n\t\tt.Error("none")\n\t}\n',
  );
  const goTable = (rows: string): string =>
    go(
      `\tfor _, c := range []struct{ in []int; want int }{${rows}} {\n\t\tif got := Total(c.in); got != c.want {\n\t\t\tt.Errorf("%v", c.in)\n\t\t}\n\t}\n`,
    );

  test.each<[string, string, string, string]>([
    ['over several lines', 'a.test.js', three, `it.each([\n  [1, 1],\n  [2, 4],\n  [3, 9],\n])('squares %i', ${body}`],
    ['in one line', 'a.test.js', three, `it.each([[1, 1], [2, 4], [3, 9]])('squares %i', ${body}`],
    ['with words', 'a.test.js', three, `it.each([['a', 1], ['b', 2], ['c', 3]])('squares %s', ${body}`],
    [
      'of its own',
      'a.test.js',
      three,
      `const rows = [\n  [1, 1],\n  [2, 4],\n  [3, 9],\n];\nit.each(rows)('squares %i', ${body}`,
    ],
    [
      'in a template',
      'a.test.js',
      three,
      `it.each\`\n  n | want\n  \${1} | \${1}\n  \${2} | \${4}\n  \${3} | \${9}\n\`('squares $n', ${body}`,
    ],
    ['pytest', 'tests/test_cart.py', python, parametrized('[([1, 2], 3), ([], 0)]')],
    ['pytest over several lines', 'tests/test_cart.py', python, parametrized('[\n    ([1, 2], 3),\n    ([], 0),\n]')],
    ['go', 'cart_test.go', goChecks, goTable('{[]int{1, 2}, 3}, {nil, 0}')],
  ])('%s', async (_, path, before, after) => {
    expect(await places(disabledTests, { [path]: [before, after] })).toEqual([]);
  });

  test.each<[string, string, string, string, number]>([
    ['with fewer rows', 'a.test.js', three, `it.each([\n  [1, 1],\n])('squares %i', ${body}`, 2],
    [
      'of something else',
      'a.test.js',
      three,
      `it.each([[1], [2], [3]])('a %i', (n) => {\n  expect(cube(n)).toBe(n);\n});\n`,
      2,
    ],
    ['pytest with fewer rows', 'tests/test_cart.py', python, parametrized('[([1, 2], 3)]'), 1],
    ['go with fewer rows', 'cart_test.go', goChecks, goTable('{[]int{1, 2}, 3}'), 1],
  ])('not: %s', async (_, path, before, after, count) => {
    expect(await places(disabledTests, { [path]: [before, after] })).toHaveLength(count);
  });
});

test('taking the mark away is suggested', async () => {
  expect((await findings(disabledTests, { 'a.test.ts': "test.only('a', f);" }))[0]?.suggestion).toBe("test('a', f);");
});
