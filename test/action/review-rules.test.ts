// The guardian's rules, one by one, on changes that a person would recognize.
import { afterAll, describe, expect, test } from '@jest/globals';
import { type ChangedFile, readDiff } from '../../action/src/review-pr/diff.ts';
import { readRegistrySettings } from '../../action/src/review-pr/registry-settings.ts';
import type { ReviewContext } from '../../action/src/review-pr/rule.ts';
import { allRules } from '../../action/src/review-pr/rules/all-rules.ts';
import { readPaths, readTexts } from '../../action/src/review-pr/texts.ts';
import { todoRepository } from './todo-repository.ts';

const frozen = "test('a', () => {\n  expect(1);\n  expect(2);\n});\n";
const context: ReviewContext = {
  test: { path: 'e2e/a.spec.ts', frozen, current: frozen },
  protectedPaths: ['.github/**', 'package.json', '.env*', 'config/**', '!config/lifted/**'],
  linesMax: 50,
  texts: new Map(),
  paths: [],
  registrySettings: '',
};

function changed(path: string, ...lines: string[]): ChangedFile {
  const added = lines.map((text, index) => ({ number: index + 10, text }));
  return { path, status: 'modified', mode: '100644', added, removed: [] };
}

async function found(files: ChangedFile[], changes: Partial<ReviewContext> = {}): Promise<string[]> {
  const all = await Promise.all(allRules.map(async (rule) => rule.check(files, { ...context, ...changes })));
  return all.flat().map((finding) => `${finding.rule} ${finding.severity} ${finding.path}:${finding.line}`);
}

const key = `ghp_${'abcdefghijklmnopqrstuvwxyz0123456789'}`;

describe('rules', () => {
  test.each<[string, ChangedFile, string[]]>([
    ['an ordinary change', changed('src/a.ts', 'const a = 1;'), []],
    ['.only', changed('src/a.test.ts', 'x', "test.only('a', f)"), ['disabled-tests major src/a.test.ts:11']],
    ['.skip', changed('e2e/b.spec.ts', "test.describe.skip('a', f)"), ['disabled-tests major e2e/b.spec.ts:10']],
    ['fixme', changed('e2e/b.spec.ts', 'test.fixme();'), ['disabled-tests major e2e/b.spec.ts:10']],
    [
      'a raised time-out',
      changed('e2e/b.spec.ts', 'test.setTimeout(90_000);'),
      ['disabled-tests major e2e/b.spec.ts:10'],
    ],
    ['retries', changed('playwright.config.ts', '  retries: 3,'), ['disabled-tests major playwright.config.ts:10']],
    ['.skip in an application', changed('src/list.ts', 'cursor.skip(3)'), []],
    ['console.log', changed('src/a.ts', 'console.log(a)'), ['debug-output minor src/a.ts:10']],
    ['console.log in a test', changed('test/a.ts', 'console.log(a)'), []],
    ['console.log in a comment or a text', changed('README.md', 'console.log(a)'), []],
    ['a breakpoint', changed('src/a.ts', '  debugger;'), ['debug-output major src/a.ts:10']],
    ['print', changed('app.py', 'print(a)'), ['debug-output minor app.py:10']],
    [
      'a protected folder',
      changed('.github/workflows/a.yml', 'x'),
      ['protected-paths critical .github/workflows/a.yml:10'],
    ],
    ['a protected dot file', changed('.env.local', 'x'), ['protected-paths critical .env.local:10']],
    ['a path that the repository lifts', changed('config/lifted/a', 'x'), []],
    ['a protected directory', changed('config/deep/a', 'x'), ['protected-paths critical config/deep/a:10']],
    ['a file of the same name elsewhere', changed('sub/package.json', 'x'), []],
    ['a secret', changed('src/a.ts', 'x', `const token = '${key}';`), ['secrets critical src/a.ts:11']],
    ['too many lines', changed('src/a.ts', ...Array<string>(51).fill('x')), ['size major null:null']],
    ['a lock file of any length', changed('package-lock.json', ...Array<string>(999).fill('x')), []],
  ])('%s', async (_, file, findings) => {
    expect(await found([file])).toEqual(findings);
  });

  test.each([
    ['removed', null],
    ['weakened', frozen.replace('  expect(2);\n', '')],
    ['skipped', frozen.replace('test(', 'test.skip(')],
    ['changed', frozen.replace('expect(2)', 'expect(3)')],
  ])('the generated test was %s', async (kind, current) => {
    const test = { ...context.test, current };
    const [finding] = (await Promise.all(allRules.map(async (rule) => rule.check([], { ...context, test })))).flat();
    expect(finding).toMatchObject({
      rule: 'test-tampering',
      severity: 'critical',
      title: `The generated test was ${kind}`,
    });
  });

  test('a secret is not repeated in its finding', async () => {
    const all = await Promise.all(allRules.map(async (rule) => rule.check([changed('a.ts', `t='${key}'`)], context)));
    expect(JSON.stringify(all)).not.toContain(key);
  });
});

describe('the diff', () => {
  const repository = todoRepository();
  afterAll(() => repository.remove());

  test('has the lines of both sides, for paths of any kind', async () => {
    const base = repository.commit({ 'a b/ü "q".txt': 'one\ntwo\nthree\n', gone: 'x\n', bin: '\0\x01' });
    const head = repository.commit({
      'a b/ü "q".txt': 'one\n+++ b/x\ndiff --git a/x b/x\nthree\n',
      gone: null,
      bin: '\0\x02',
      new: 'y',
    });
    const diff = await readDiff(repository.directory, base, head);
    expect(diff.map(({ path, status, added, removed }) => [path, status, added, removed])).toEqual([
      [
        'a b/ü "q".txt',
        'modified',
        [
          { number: 2, text: '+++ b/x' },
          { number: 3, text: 'diff --git a/x b/x' },
        ],
        [{ number: 2, text: 'two' }],
      ],
      ['bin', 'modified', [], []],
      ['gone', 'deleted', [], [{ number: 1, text: 'x' }]],
      ['new', 'added', [{ number: 1, text: 'y' }], []],
    ]);
  });

  const linesOf = (diff: Awaited<ReturnType<typeof readDiff>>, path: string) =>
    diff.find((file) => file.path === path)?.added.map((line) => line.text);

  test.each([
    ['a lone carriage return', '\r'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
  ])('%s begins no file and no hunk', async (_, separator) => {
    const base = repository.commit({});
    const text = `Notes${separator}diff --git a/x b/x${separator}@@ -0,0 +9 @@ x`;
    const head = repository.commit({
      [`separators/a${separator}@@ -1 +1 @@.md`]: `${text}\n`,
      'separators/b.js': 'b\n',
    });
    const diff = await readDiff(repository.directory, base, head);
    expect(diff.map(({ added, removed }) => [added, removed])).toEqual([
      [[{ number: 1, text }], []],
      [[{ number: 1, text: 'b' }], []],
    ]);
    repository.commit({ [`separators/a${separator}@@ -1 +1 @@.md`]: null, 'separators/b.js': null });
  });

  test('attributes of the repository hide no lines', async () => {
    const base = repository.commit({ '.gitattributes': 'hidden/*.js -diff\n' });
    const head = repository.commit({
      'hidden/a.js': 'a\n',
      'hidden/.gitattributes': '* binary\n',
      'hidden/b.py': 'b\n',
    });
    const diff = await readDiff(repository.directory, base, head);
    expect([linesOf(diff, 'hidden/a.js'), linesOf(diff, 'hidden/b.py')]).toEqual([['a'], ['b']]);
    repository.commit({ '.gitattributes': null });
  });

  test('a zero byte hides no lines of what is text by its name', async () => {
    const base = repository.commit({ 'zero/a.js': 'x\n' });
    const files = { 'zero/a.js': '/*\0*/\neval(x);\n', 'zero/[a].py': '# \0\n', 'zero/a.png': '\0\n' };
    const head = repository.commit(files);
    const diff = await readDiff(repository.directory, base, head);
    expect(Object.keys(files).map((path) => linesOf(diff, path))).toEqual([['/*\0*/', 'eval(x);'], ['# \0'], []]);
    const texts = await readTexts(repository.directory, base, head, diff);
    expect(Object.keys(files).map((path) => texts.get(path)?.after)).toEqual([
      files['zero/a.js'],
      files['zero/[a].py'],
      null,
    ]);
  });

  test('a submodule that asks to be ignored is seen', async () => {
    const at = (commit: string) => repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},module`);
    const settings = '[submodule "module"]\n\tpath = module\n\turl = https://a.example/b\n\tignore = all\n';
    repository.commit({ '.gitmodules': settings });
    at('1'.repeat(40));
    repository.git('commit', '--quiet', '--message', 'one');
    at('2'.repeat(40));
    repository.git('commit', '--quiet', '--message', 'two');
    const diff = await readDiff(repository.directory, 'HEAD~1', 'HEAD');
    expect(diff.map(({ path, added }) => [path, added[0]?.text])).toEqual([
      ['module', `Subproject commit ${'2'.repeat(40)}`],
    ]);
    repository.git('rm', '--quiet', '--cached', 'module');
    repository.commit({ '.gitmodules': null });
  });

  test('comes with the whole texts of both sides, and with all paths', async () => {
    const base = repository.commit({
      'ü 1.txt': 'one\r\n',
      'binary.png': 'a\0b',
      'same.txt': 'x\n',
      'old.txt': 'old\n',
    });
    const head = repository.commit({
      'ü 1.txt': 'two\n',
      'binary.png': 'a\0c',
      'old.txt': null,
      'new.txt': '',
      'large.txt': 'x'.repeat(512 * 1024 + 1),
      'package-lock.json': 'x'.repeat(512 * 1024 + 1),
      'left-out.txt': 'x\n',
    });
    const diff = (await readDiff(repository.directory, base, head)).filter((file) => file.path !== 'left-out.txt');
    const texts = await readTexts(repository.directory, base, head, diff);
    expect([...texts].filter(([path]) => path !== 'package-lock.json').sort()).toEqual([
      ['binary.png', { before: null, after: null }],
      ['large.txt', { before: null, after: null }],
      ['new.txt', { before: null, after: '' }],
      ['old.txt', { before: 'old\n', after: null }],
      ['ü 1.txt', { before: 'one\r\n', after: 'two\n' }],
    ]);
    // Lock files may be longer.
    expect(texts.get('package-lock.json')?.after).toHaveLength(512 * 1024 + 1);
    const paths = await readPaths(repository.directory, head);
    expect(paths).toEqual(expect.arrayContaining(['same.txt', 'ü 1.txt', 'new.txt', 'server.mjs']));
    expect(paths).not.toContain('old.txt');
  });

  test('comes with the settings of registries, also those that it leaves as they are', async () => {
    repository.commit({
      '.npmrc': 'registry=https://npm.corp.example/\n',
      'web/.yarnrc.yml': 'npmRegistryServer: "x"\n',
    });
    const head = repository.commit({ 'web/.npmrc': 'audit=false\n', 'npmrc.txt': 'no\n' });
    const paths = await readPaths(repository.directory, head);
    const settings = await readRegistrySettings(repository.directory, head, paths);
    expect(settings.split('\n').filter((line) => line !== '')).toEqual([
      'registry=https://npm.corp.example/',
      'audit=false',
      'npmRegistryServer: "x"',
    ]);
    expect(await readRegistrySettings(repository.directory, head, ['server.mjs'])).toBe('');
  });
});
