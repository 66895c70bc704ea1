// Code without a test, where there are tests beside it.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { expect, test } from '@jest/globals';
import { missingTests } from '../../../action/src/review-pr/rules/tests/missing-tests.ts';
import { type Files, places } from './change.ts';

const before = 'export function total(a: number[]) {\n  return a.length;\n}\n';
const after = 'export function total(a: number[]) {\n  return a.reduce((x, y) => x + y, 0);\n}\n';
const changed = [before, after] as const;

test.each<[string, Files, string[], string]>([
  ['a test beside it', { 'src/total.ts': changed }, ['src/total.test.ts'], 'src/total.ts:2'],
  ['a test of its neighbour', { 'src/total.ts': changed }, ['src/other.ts', 'src/other.test.ts'], 'src/total.ts:2'],
  ['__tests__', { 'src/total.ts': changed }, ['src/__tests__/total.test.ts'], 'src/total.ts:2'],
  ['a tree of tests', { 'src/math/total.ts': changed }, ['test/math/total.test.ts'], 'src/math/total.ts:2'],
  ['a new file', { 'src/total.ts': after }, ['src/other.ts', 'src/other.test.ts'], 'src/total.ts:1'],
  [
    'python',
    { 'app/total.py': ['def total(a):\n    return len(a)\n', 'def total(a):\n    return sum(a)\n'] },
    ['tests/test_total.py'],
    'app/total.py:2',
  ],
  [
    'ruby',
    { 'app/models/user.rb': ['def name\n  @a\nend\n', 'def name\n  "#{@a} #{@b}".strip\nend\n'] },
    ['spec/models/user_spec.rb'],
    'app/models/user.rb:2',
  ],
  [
    'go',
    { 'pkg/total.go': ['func Total() int {\n\treturn 1\n}\n', 'func Total() int {\n\treturn add(1)\n}\n'] },
    ['pkg/total_test.go'],
    'pkg/total.go:2',
  ],
  [
    'a test that only loses lines',
    { 'src/total.ts': changed, 'src/total.test.ts': ['a\nb\n', 'a\n'] },
    [],
    'src/total.ts:2',
  ],
])('found: %s', async (_, files, others, place) => {
  expect(await places(missingTests, files, {}, others)).toEqual([`minor ${place}`]);
});

test.each<[string, Files, string[]]>([
  ['a test changed too', { 'src/total.ts': changed, 'src/total.test.ts': ['a\n', 'b\n'] }, []],
  ['a test elsewhere changed', { 'src/total.ts': changed, 'test/x.test.ts': 'b\n' }, ['src/total.test.ts']],
  ['no tests', { 'src/total.ts': changed }, ['src/other.ts']],
  ['only tests end to end', { 'src/total.ts': changed }, ['e2e/total.spec.ts']],
  ['tests of another language', { 'src/total.ts': changed }, ['src/test_total.py']],
  ['tests of another place', { 'src/pages/total.ts': changed }, ['src/math/other.ts', 'src/math/other.test.ts']],
  ['a document', { 'docs/a.md': 'text\n' }, ['src/total.test.ts']],
  ['a style', { 'src/a.css': 'a { color: red }\n' }, ['src/total.test.ts']],
  ['a comment', { 'src/total.ts': [before, `// The number of items.\n${before}`] }, ['src/total.test.ts']],
  [
    'a type',
    { 'src/total.ts': [before, `${before}export interface A {\n  name: string;\n}\n`] },
    ['src/total.test.ts'],
  ],
  ['an import', { 'src/total.ts': [before, `import './a.css';\n${before}`] }, ['src/total.test.ts']],
  ['a text', { 'src/total.ts': ["export const hint = 'a';\n", "export const hint = 'b';\n"] }, ['src/total.test.ts']],
  ['indentation', { 'src/total.ts': [before, before.replaceAll('  ', '    ')] }, ['src/total.test.ts']],
  ['a deletion', { 'src/total.ts': [before, null] }, ['src/other.ts', 'src/other.test.ts']],
  ['settings', { 'vite.config.ts': 'export default defineConfig({});\n' }, ['a.test.ts']],
  ['a migration', { 'src/migrations/001.ts': 'export const up = () => run();\n' }, ['src/migrations/a.test.ts']],
  [
    'rust with its own test',
    { 'src/lib.rs': ['fn a() {}\n', 'fn a() { b(); }\n#[test]\nfn t() { assert!(a()); }\n'] },
    ['src/test_a.rs'],
  ],
])('not: %s', async (_, files, others) => {
  expect(await places(missingTests, files, {}, others)).toEqual([]);
});
