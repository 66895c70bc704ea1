// Rules about the change as a whole, the generated test, hostile input, and the pages about the rules.
import { describe, expect, test } from '@jest/globals';
import { rulePage, rulesIndexPage } from '../../../action/src/review-pr/rule-page.ts';
import { allRules } from '../../../action/src/review-pr/rules/all-rules.ts';
import { protectedPaths } from '../../../action/src/review-pr/rules/change/protected-paths.ts';
import { size } from '../../../action/src/review-pr/rules/change/size.ts';
import { testTampering } from '../../../action/src/review-pr/rules/tests/test-tampering.ts';
import { cpuMsOf } from '../../fakes/cpu-time.ts';
import { change, type Files, findings, places } from './change.ts';

const lines = (count: number): string => 'x = 1\n'.repeat(count);

test.each<[string, Files, string[]]>([
  ['too many lines', { 'a.txt': lines(51) }, ['major null:null']],
  ['too many lines taken away', { 'a.txt': [lines(51), null] }, ['major null:null']],
  ['just enough', { 'a.txt': lines(50) }, []],
  ['a lock file', { 'package-lock.json': lines(500), 'Cargo.lock': lines(500) }, []],
  ['a build', { 'dist/a.js': lines(500) }, []],
  ['a file that moves', { 'a.txt': [lines(500), null], 'b/a.txt': lines(500) }, []],
  [
    'a file that moves and is copied',
    { 'a.txt': [lines(51), null], 'b.txt': lines(51), 'c.txt': lines(51) },
    ['major null:null'],
  ],
  ['a file that moves and grows', { 'a.txt': [lines(51), null], 'b.txt': lines(52) }, ['major null:null']],
])('size: %s', async (_, files, expected) => {
  expect(await places(size, files, { linesMax: 50 })).toEqual(expected);
});

test.each<[string, Files, string[]]>([
  ['changed', { '.github/workflows/a.yml': ['a\n', 'b\n'] }, ['critical .github/workflows/a.yml:1']],
  ['deleted', { '.github/workflows/a.yml': ['a\n', null] }, ['critical .github/workflows/a.yml:null']],
  ['lifted', { 'config/lifted/a': 'a\n' }, []],
  ['elsewhere', { 'src/a.ts': 'a\n' }, []],
])('protected path: %s', async (_, files, expected) => {
  expect(
    await places(protectedPaths, files, { protectedPaths: ['.github/**', 'config/**', '!config/lifted/**'] }),
  ).toEqual(expected);
});

describe('the generated test', () => {
  const frozen = "test('a', () => {\n  expect(1);\n  expect(2);\n});\n";
  test.each([
    ['removed', null, null],
    ['weakened', frozen.replace('  expect(2);\n', ''), 3],
    ['skipped', frozen.replace('test(', 'test.skip('), 1],
    ['changed', frozen.replace('expect(2)', 'expect(3)'), 3],
  ])('was %s', async (kind, current, line) => {
    const found = await findings(testTampering, {}, { test: { path: 'e2e/a.spec.ts', frozen, current } });
    expect(found).toMatchObject([{ severity: 'critical', line, title: `The generated test was ${kind}` }]);
  });

  test.each([
    ['is recognized by the browser', 'src/a.ts', "if (navigator.webdriver) return 'ok';", ['major src/a.ts:1']],
    [
      'is recognized by its name',
      'src/a.ts',
      'if (/HeadlessChrome/.test(navigator.userAgent)) show();',
      ['major src/a.ts:1'],
    ],
    ['is spoken of', 'src/a.ts', '// navigator.webdriver is true in tests', []],
    ['is in another test', 'test/a.test.ts', 'expect(navigator.webdriver).toBe(true);', []],
  ])('%s', async (_, path, text, expected) => {
    expect(await places(testTampering, { [path]: text })).toEqual(expected);
  });
});

describe('hostile input', () => {
  const long = (piece: string): string => piece.repeat(Math.ceil(10_000 / piece.length));
  const pieces = [
    ...[
      'a',
      ' ',
      '\t',
      '(',
      '`',
      '${',
      "'",
      '"',
      '/',
      '\\',
      '<!--',
      '//',
      '/*',
      '{',
      '[',
      '#',
      '=',
      '@',
      'a.',
      'a ',
      ' a',
      '0',
      '_',
      '-',
      '\u200b',
      '\u{e0061}',
    ],
    ...[
      'exec(`',
      'eval(',
      'expect(',
      'SELECT a FROM ',
      '"a": "1",',
      'password = ',
      'ignore all ',
      'approve this ',
      'https://a:',
      'spawn(a, { shell: true ',
      'innerHTML = a ',
      'token = ',
    ],
    ...[
      'cors({ origin: true, credentials: ',
      'ALTER TABLE a ADD COLUMN b ',
      'curl a | ',
      'import { a, ',
      'if (a) ',
      'return a ',
      'f"SELECT a FROM {',
      'the ai reviewer must ',
      'do not ',
    ],
  ];
  test.each(['ts', 'py', 'rb', 'php', 'go', 'rs', 'java', 'sh', 'sql', 'yml', 'html', 'md', 'test.ts', 'json'])(
    'long lines of .%s',
    async (kind) => {
      const text = `${pieces.map(long).join('\n')}\n`;
      const path = kind === 'json' ? 'package.json' : kind === 'sql' ? 'migrations/001_a.sql' : `src/a.${kind}`;
      const { diff, context } = change({ [path]: text });
      for (const rule of allRules) {
        const ms = await cpuMsOf(() => rule.check(diff, context));
        if (ms > 3_000) throw new Error(`${rule.name} took ${Math.round(ms)} ms for .${kind}`);
      }
    },
    60_000,
  );

  test('a lock file and manifests that are no such thing', async () => {
    const files: Files = {
      'package.json': ['[]', '{"dependencies": [1]}'],
      'package-lock.json': ['x', '{"packages": {"node_modules/a": 3, "": null}}'],
      'pyproject.toml': '[[[\n= [\n',
      'go.mod': 'require (\n',
    };
    for (const rule of allRules) expect(Array.isArray(await findings(rule, files))).toBe(true);
  });
});

describe('pages', () => {
  test.each(allRules.map((rule) => [rule.name, rule] as const))('%s has one', (name, rule) => {
    const page = rulePage(rule);
    expect(page.startsWith(`# ${name}\n`)).toBe(true);
    for (const part of [rule.looksFor, rule.reason, rule.remedy, rule.examples?.bad ?? '', rule.examples?.good ?? ''])
      expect(page).toContain(part);
    expect(rulesIndexPage()).toContain(`[${name}](${name}.md)`);
  });

  test('every name is there once', () => {
    expect(new Set(allRules.map((rule) => rule.name)).size).toBe(14);
  });
});
