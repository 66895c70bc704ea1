import { describe, expect, test } from '@jest/globals';
import type { ChangedFile, ChangeSet } from '../../../src/core/guardrails/change-set.ts';
import { checkChangeSet, contentBytesMax, type Expectation } from '../../../src/core/guardrails/check-change-set.ts';
import { protectedPathsDefault } from '../../../src/core/guardrails/protected-paths.ts';

const head = 'a'.repeat(40);
const expectation: Expectation = {
  head,
  test: { path: 'e2e/issue-7.spec.ts' },
  protectedPaths: protectedPathsDefault,
  phase: 'code_implementation',
};

const file = (path: string, more: Partial<ChangedFile> = {}): ChangedFile => ({
  kind: 'changed',
  path,
  mode: '100644',
  encoding: 'utf-8',
  content: 'x\n',
  ...more,
});
const gone = (path: string) => ({ kind: 'deleted' as const, path });
const check = (files: ChangeSet['files'], more: Partial<Expectation> = {}) =>
  checkChangeSet({ base: head, files }, { ...expectation, ...more });
const rules = (files: ChangeSet['files'], more: Partial<Expectation> = {}) =>
  check(files, more).map((finding) => finding.rule);

describe('paths', () => {
  const accepted = [
    'src/app.ts',
    'a',
    'src/.eslintrc',
    'docs/ünïcödé.md',
    'src/a b.ts',
    'src/gitlab.ts',
    'x/.gitignore',
  ];
  test.each(accepted)('%j is accepted', (path) => {
    expect(check([file(path)])).toEqual([]);
    expect(check([gone(path)])).toEqual([]);
  });

  const unsafe = [
    '',
    '/etc/passwd',
    '//server/share',
    'C:/windows',
    'c:x',
    '../x',
    'a/../../x',
    'a/..',
    './a',
    'a/./b',
    'a//b',
    'a/',
    'a\\..\\b',
    'a\\b',
    '.git/config',
    '.git',
    '.GIT/hooks/pre-commit',
    'vendor/.git/config',
    'vendor/.Git',
    '.git./config',
    '.git /config',
    '.git::$INDEX_ALLOCATION/config',
    'git~1/config',
    'GIT~2',
    '.g\u200cit/config',
    '.\u200dgit/config',
    '\ufeff.git/config',
    '.ｇｉｔ/config',
    'a\nb',
    'a\0b',
    'a\u001b[31m',
    'a\u0085b',
    'a\u2028b',
    'a\u202eb',
    'a\ud800b',
    'a.',
    'a ',
    ' a',
    'a/b ./c',
    'a:b',
    'a*b',
    'a?b',
    'a|b',
    'a"b',
    'a<b',
    'x'.repeat(1_025),
  ];
  test.each(unsafe)('%j is unsafe', (path) => {
    expect(rules([file(path)])).toEqual(['unsafe-path']);
    expect(rules([gone(path)])).toEqual(['unsafe-path']);
  });

  test('an unsafe path is shown in a visible form only', () => {
    const [finding] = check([file('a\nb\u202e')]);
    expect(finding).toMatchObject({ path: null, severity: 'critical' });
    expect(finding?.explanation).toContain('"a\\nb\\u{202e}"');
  });
});

describe('protected paths', () => {
  test.each([
    '.github/workflows/ci.yml',
    '.github/CODEOWNERS',
    '.GitHub/workflows/ci.yml',
    '.vscode/settings.json',
    '.eslintrc.json',
    '.env',
    'package.json',
    'Package.json',
    'web/package.json',
    'package-lock.json',
    'a/b/yarn.lock',
    'pnpm-lock.yaml',
    'web/.npmrc',
    'requirements-dev.txt',
    'requirements/base.txt',
    'services/a/requirements/dev.in',
    'requirements.in',
    'constraints.txt',
    'Shop.csproj',
    'src/Shop/Shop.fsproj',
    'src/Shop/Shop.vbproj',
    'pyproject.toml',
    'go.mod',
    'Cargo.lock',
    'Gemfile',
    'x.gemspec',
    'build.gradle.kts',
    'CODEOWNERS',
    'docs/CODEOWNERS',
    'AGENTS.md',
    'src/agents.md',
    'CLAUDE.md',
    'src/deep/GEMINI.md',
    '.gitmodules',
    'sub/.gitattributes',
    'node_modules/left-pad/index.js',
    'web/node_modules/x.js',
    'tsconfig.json',
    'web/tsconfig.build.json',
  ])('%s', (path) => {
    expect(rules([file(path)])).toEqual(['protected-path']);
    expect(rules([gone(path)])).toEqual(['protected-path']);
  });

  test.each(['docs/requirements/checkout.md', 'src/requirements/list.ts', 'src/csproj.ts'])('not: %s', (path) => {
    expect(rules([file(path)])).toEqual([]);
  });

  test('the repository adds and lifts', () => {
    const protectedPaths = [...protectedPathsDefault, '!web/package.json', 'db/**'];
    expect(rules([file('web/package.json')], { protectedPaths })).toEqual([]);
    expect(rules([file('package.json')], { protectedPaths })).toEqual(['protected-path']);
    expect(rules([file('db/schema.sql')], { protectedPaths })).toEqual(['protected-path']);
  });
});

describe('the frozen test', () => {
  test.each([
    'e2e/issue-7.spec.ts',
    'E2E/Issue-7.spec.ts',
    'e2e/issue-7.spec.ts-snapshots/page.png',
    'e2e/fixtures/tasks.json',
    'e2e/deep/__fixtures__/tasks.json',
    'e2e/__snapshots__/x.snap',
    'e2e/other.spec.ts-snapshots/x.png',
    'e2e/fixtures.ts',
    'e2e/global-setup.ts',
    'e2e/global.teardown.js',
    'e2e/auth.setup.ts',
    'e2e/node_modules/@playwright/test/index.js',
    'e2e',
    'e2e/issue-7.spec.ts/x',
    'playwright.config.ts',
    'web/playwright.config.mjs',
    'playwright.staging.config.ts',
    'playwright-ct.config.ts',
  ])('%s is tampering, written or deleted', (path) => {
    expect(rules([file(path)])).toContain('test-tampering');
    expect(rules([gone(path)])).toContain('test-tampering');
  });

  test.each(['e2e/issue-8.spec.ts', 'src/fixtures/tasks.json', 'src/setup.ts', 'e2e2/fixtures/x.json'])(
    '%s is not',
    (path) => {
      expect(rules([file(path)])).toEqual([]);
    },
  );

  test('it cannot be lifted', () => {
    expect(rules([file('e2e/issue-7.spec.ts')], { protectedPaths: ['!**'] })).toEqual(['test-tampering']);
  });
});

describe('test generation', () => {
  const generation = { phase: 'e2e_test_generation' as const, test: null, testPath: 'e2e/issue-7.spec.ts' };
  test.each([
    ['the test alone', [file('e2e/issue-7.spec.ts')], []],
    ['the test in another case', [file('e2e/Issue-7.spec.ts')], ['unexpected-file']],
    ['another file', [file('e2e/issue-8.spec.ts')], ['unexpected-file']],
    ['one file too many', [file('e2e/issue-7.spec.ts'), file('src/app.ts')], ['unexpected-file']],
    ['the test deleted', [gone('e2e/issue-7.spec.ts')], ['unexpected-file']],
    ['a protected file', [file('package.json')], ['protected-path', 'unexpected-file']],
    ['a link', [file('e2e/issue-7.spec.ts', { mode: '120000' })], ['forbidden-mode']],
  ])('%s', (_, files, expected) => {
    expect(rules(files, generation)).toEqual(expected);
  });

  test('an earlier test is written anew', () => {
    expect(rules([file('e2e/issue-7.spec.ts')], { ...generation, test: { path: 'e2e/issue-7.spec.ts' } })).toEqual([]);
  });
});

describe('the change set as a whole', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => file(`src/${index}.ts`));
  test.each([
    ['no files', [], ['empty-change-set']],
    ['a hundred files', many(100), []],
    ['a hundred and one', many(101), ['too-many-files']],
    ['4 MB', [file('a', { content: 'x'.repeat(contentBytesMax) })], []],
    ['one byte more', [file('a', { content: `${'x'.repeat(contentBytesMax)}y` })], ['too-large']],
    ['bytes, not characters', [file('a', { content: 'ü'.repeat(contentBytesMax / 2 + 1) })], ['too-large']],
    ['base64 counts decoded', [file('a', { encoding: 'base64', content: 'AAAA'.repeat(contentBytesMax / 3) })], []],
    ['a symbolic link', [file('a', { mode: '120000', content: '/etc/passwd' })], ['forbidden-mode']],
    ['a submodule', [file('a', { mode: '160000' })], ['forbidden-mode']],
    ['an executable', [file('a.sh', { mode: '100755' })], []],
    ['a set-user-id bit', [file('a', { mode: '104755' })], ['forbidden-mode']],
    ['good base64', [file('a', { encoding: 'base64', content: 'aGk=' })], []],
    ['empty base64', [file('a', { encoding: 'base64', content: '' })], []],
    ['base64 with a line end', [file('a', { encoding: 'base64', content: 'aGk=\n' })], ['invalid-content']],
    ['base64 too short', [file('a', { encoding: 'base64', content: 'aGk' })], ['invalid-content']],
    ['base64 for the web', [file('a', { encoding: 'base64', content: 'a-_=' })], ['invalid-content']],
    ['half a character', [file('a', { content: 'x\ud800' })], ['invalid-content']],
    ['the same path twice', [file('a'), file('a')], ['duplicate-path']],
    ['written and deleted', [file('a'), gone('a')], ['duplicate-path']],
    ['the same but for case', [file('src/A.ts'), file('src/a.ts')], ['case-collision']],
    ['the same but for Unicode form', [file('caf\u00e9'), file('cafe\u0301')], ['case-collision']],
    ['a file below a file', [file('a'), file('a/b')], ['path-conflict']],
    ['a file in the place of a deleted folder', [gone('a/b'), file('a')], []],
  ])('%s', (_, files, expected) => {
    expect(rules(files as ChangeSet['files'])).toEqual(expected);
  });

  test('another base', () => {
    const findings = checkChangeSet({ base: 'b'.repeat(40), files: [file('a')] }, expectation);
    expect(findings).toEqual([expect.objectContaining({ rule: 'wrong-base', severity: 'critical', path: null })]);
  });

  test('no more than fifty findings', () => {
    const findings = check(Array.from({ length: 5_000 }, (_, index) => file(`../${index}`)));
    expect(findings).toHaveLength(50);
    expect(findings.at(-1)).toMatchObject({ rule: 'more-findings', title: expect.stringMatching(/^4952 more/) });
  });
});
