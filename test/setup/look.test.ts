// What is found in a repository: ordinary ones, strange ones, and hostile ones.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseConfig } from '../../src/core/config/parse-config.ts';
import { configurationFile } from '../../src/setup/configuration-file.ts';
import { look } from '../../src/setup/look.ts';
import { rememberFiles } from '../../src/setup/remember-files.ts';
import { filesOf, packageFile, type Table } from './files-of.ts';

const vite = {
  scripts: { dev: 'vite', build: 'vite build', preview: 'vite preview' },
  devDependencies: { vite: '^7' },
};
const next = { scripts: { dev: 'next dev', build: 'next build', start: 'next start' }, dependencies: { next: '^16' } };

describe('how it is installed, started, and where it answers', () => {
  test.each<[string, Table, string | null, string | null, string | null]>([
    [
      'npm, with a server of its own',
      { 'package.json': packageFile({ scripts: { start: 'node server.js' } }), 'package-lock.json': '{}' },
      'npm ci',
      'npm run start',
      'http://localhost:3000',
    ],
    [
      'npm without a lockfile and without dependencies',
      { 'package.json': packageFile({ scripts: { start: 'PORT=4100 node server.js' } }) },
      null,
      'npm run start',
      'http://localhost:4100',
    ],
    [
      'pnpm and Vite: the preview of a build',
      { 'package.json': packageFile(vite), 'pnpm-lock.yaml': '' },
      'corepack enable && pnpm install --frozen-lockfile',
      'pnpm run build && pnpm run preview',
      'http://localhost:4173',
    ],
    [
      'classic yarn and Next.js: built, then started',
      { 'package.json': packageFile(next), 'yarn.lock': '' },
      'corepack enable && yarn install --frozen-lockfile',
      'yarn run build && yarn run start',
      'http://localhost:3000',
    ],
    [
      'modern yarn and Next.js on a port of its own',
      {
        'package.json': packageFile({ ...next, scripts: { start: 'next start -p 3210' } }),
        'yarn.lock': '',
        '.yarnrc.yml': '',
      },
      'corepack enable && yarn install --immutable',
      'yarn run start',
      'http://localhost:3210',
    ],
    [
      'bun and Vite in development',
      { 'package.json': packageFile({ ...vite, scripts: { dev: 'vite --port 5999' } }), 'bun.lock': '' },
      'npm install --global bun && bun install --frozen-lockfile',
      'bun run dev',
      'http://localhost:5999',
    ],
    [
      'the field packageManager beats a stray lockfile',
      {
        'package.json': packageFile({ ...vite, packageManager: 'pnpm@10.1.0' }),
        'package-lock.json': '{}',
        'pnpm-lock.yaml': '',
      },
      'corepack enable && pnpm install --frozen-lockfile',
      'pnpm run build && pnpm run preview',
      'http://localhost:4173',
    ],
    [
      'a monorepo with one application',
      {
        'package.json': packageFile({ workspaces: ['apps/*', 'packages/*'] }),
        'package-lock.json': '{}',
        'apps/web/package.json': packageFile(next),
        'packages/ui/package.json': packageFile({ scripts: { build: 'tsc' } }),
      },
      'npm ci',
      "cd 'apps/web' && npm run build && npm run start",
      'http://localhost:3000',
    ],
    [
      'a monorepo with two',
      {
        'package.json': packageFile({ workspaces: ['apps/*'] }),
        'apps/web/package.json': packageFile(next),
        'apps/api/package.json': packageFile({ scripts: { start: 'node .' } }),
      },
      'npm install',
      null,
      null,
    ],
    ['no package.json', { 'main.py': 'print()' }, null, null, null],
    ['an empty repository', {}, null, null, null],
  ])('%s', async (_, table, install, start, url) => {
    const found = await look(filesOf(table));
    expect([found.packageManager?.install ?? null, found.start?.value ?? null, found.url?.value ?? null]).toEqual([
      install,
      start,
      url,
    ]);
    expect(parseConfig(configurationFile(found))).toMatchObject({
      ok: true,
      config: { app: { install, ...(start === null ? {} : { start }), ...(url === null ? {} : { url }) } },
    });
  });

  test('two applications and two lockfiles are told', async () => {
    const { notes } = await look(
      filesOf({
        'package.json': packageFile({ workspaces: ['apps/*'] }),
        'yarn.lock': '',
        'package-lock.json': '',
        'apps/web/package.json': packageFile(next),
        'apps/api/package.json': packageFile({ scripts: { start: 'node .' } }),
      }),
    );
    expect(notes).toEqual([
      'There are several lockfiles (yarn.lock, package-lock.json); yarn was taken.',
      'Several folders hold an application (apps/web, apps/api); say in app.start which one.',
    ]);
  });
});

describe('a Playwright configuration is looked at, not run', () => {
  const config = (text: string, path = 'playwright.config.ts'): Table => ({
    'package.json': packageFile(next),
    [path]: text,
  });

  test.each<[string, Table, object]>([
    [
      'the one that npm init playwright makes',
      config(`import { defineConfig } from '@playwright/test';
// testDir: './wrong'
export default defineConfig({
  testDir: './tests', /* testDir: 'wrong' */
  use: { baseURL: 'http://127.0.0.1:3100', trace: 'on' },
  webServer: {
    command: 'npm run start:e2e',
    url: 'http://127.0.0.1:3100/health',
    env: { A: 'b' },
  },
});`),
      {
        testDirectory: 'tests',
        baseUrl: 'http://127.0.0.1:3100',
        serverCommand: 'npm run start:e2e',
        serverUrl: 'http://127.0.0.1:3100/health',
      },
    ],
    [
      'the one of Next.js, with a constant',
      config(`const PORT = process.env.PORT || 3300;
const baseURL = \`http://localhost:\${PORT}\`;
module.exports = { testDir: "e2e/", webServer: { command: "npm run dev", port: PORT }, use: { baseURL, trace: 'on' } };`),
      {
        testDirectory: 'e2e',
        baseUrl: 'http://localhost:3300',
        serverCommand: 'npm run dev',
        serverUrl: 'http://localhost:3300',
      },
    ],
    [
      'an address from the environment',
      config(`export default { use: { baseURL: process.env.BASE_URL ?? 'http://localhost:8081' } }`),
      { testDirectory: null, baseUrl: 'http://localhost:8081', serverCommand: null, serverUrl: null },
    ],
    [
      'several servers',
      config(`export default { webServer: [{ command: 'api', port: 1000 }, { command: 'web', port: 2000 }] }`),
      { serverCommand: null, serverUrl: null },
    ],
    [
      'a folder outside, an address that is none, a command with an expression',
      config(
        `export default { testDir: '../../etc', use: { baseURL: 'javascript:alert(1)' }, webServer: { command: 'x \${{ secrets.A }}' } }`,
      ),
      { testDirectory: null, baseUrl: null, serverCommand: null },
    ],
    ['values that are computed', config(`export default { testDir: path.join(a, 'b') }`), { testDirectory: null }],
    ['nothing', config(''), { testDirectory: null, baseUrl: null, serverCommand: null, serverUrl: null }],
  ])('%s', async (_, table, wanted) => {
    const found = await look(filesOf(table));
    expect(found.playwright).toMatchObject({ path: 'playwright.config.ts', ...wanted });
    expect(parseConfig(configurationFile(found)).ok).toBe(true);
  });

  test('in a workspace its folder counts from the top, and its command runs there', async () => {
    const found = await look(
      filesOf({
        'package.json': packageFile({ workspaces: ['apps/*'] }),
        'apps/web/package.json': packageFile(next),
        'apps/web/playwright.config.mts': `export default { testDir: './e2e', webServer: { command: 'npm start', port: 3000 } }`,
      }),
    );
    expect([found.playwright?.testDirectory, found.start?.value]).toEqual([
      'apps/web/e2e',
      "cd 'apps/web' && npm start",
    ]);
  });

  test('a text that is made to take long does not', () => {
    const started = Date.now();
    const long = `/*${'*'.repeat(50_000)} webServer: ${'{['.repeat(50_000)} testDir: ${"'".repeat(50_000)}`;
    return look(filesOf(config(long))).then((found) => {
      expect(found.playwright?.testDirectory).toBeNull();
      expect(Date.now() - started).toBeLessThan(2_000);
    });
  });
});

describe('workflows that deploy', () => {
  const job = (more: string): string => `on: push\njobs:\n  one:\n    runs-on: x\n${more}`;

  test.each<[string, string, string, readonly string[] | null]>([
    ['by the name of the file', 'deploy-web.yml', job(''), []],
    ['by its own name', 'a.yaml', `name: Deploy it\n${job('')}`, []],
    ['by the name of a job', 'a.yml', job('    name: deploy to the cloud\n'), []],
    ['by an environment', 'a.yml', job('    environment: production\n'), ['production']],
    ['by an environment with an address', 'a.yml', job('    environment: { name: staging, url: x }\n'), ['staging']],
    ['an environment that is computed', 'deploy.yml', job('    environment: $\u007b{ inputs.x }}\n'), []],
    ['none', 'ci.yml', job(''), null],
    ['not a workflow', 'deploy.yml', '- a\n', null],
    ['our own', 'chimera-phase.yml', job('    environment: x\n'), null],
  ])('%s', async (_, name, text, environments) => {
    const found = await look(filesOf({ [`.github/workflows/${name}`]: text }));
    expect(found.deployWorkflows).toEqual(
      environments === null ? [] : [{ path: `.github/workflows/${name}`, environments }],
    );
  });

  test('one that cannot be read is told, and an alias bomb is one of them', async () => {
    const bomb = `a: &a [x,x]\n${'bcdefghijklmnop'
      .split('')
      .map((name, index) => `${name}: &${name} [${`*${'abcdefghijklmnop'[index]},`.repeat(9)}]`)
      .join('\n')}`;
    const found = await look(filesOf({ '.github/workflows/a.yml': 'a: [', '.github/workflows/b.yml': bomb }));
    expect(found.notes).toEqual([
      '.github/workflows/a.yml could not be read.',
      '.github/workflows/b.yml could not be read.',
    ]);
  });
});

describe('a hostile package.json', () => {
  test.each<[string, string, string]>([
    ['is no JSON', '{ "scripts": ', 'package.json is not a JSON object.'],
    ['is a list', '[]', 'package.json is not a JSON object.'],
    [
      'has 600,000 characters',
      `{"a":"${'x'.repeat(600_000)}"}`,
      'package.json has 600,008 characters, more than are read.',
    ],
    ['has 5 MB', `{"a":"${'x'.repeat(5_000_000)}"}`, 'package.json is too large, or no text.'],
  ])('%s', async (_, text, note) => {
    const found = await look(filesOf({ 'package.json': text }));
    expect([found.packageManager, found.start, found.notes]).toEqual([null, null, [note]]);
    expect(configurationFile(found)).toContain(`# Please check: ${note}`);
  });

  test.each<[string, object]>([
    ['scripts that are no texts', { scripts: { start: 7, dev: { a: 1 }, preview: null } }],
    ['scripts that are a list', { scripts: ['start'] }],
    ['names from the prototype', { scripts: { constructor: 'x', __proto__: { start: 'x' } }, dependencies: 'no' }],
  ])('%s', async (_, content) => {
    const found = await look(filesOf({ 'package.json': packageFile(content) }));
    expect([found.start, found.scripts]).toEqual([null, {}]);
  });

  test('whatever stands in it, the configuration stays one that can be used, and starts a script by its name', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\n',
        '\r',
        '\u2028x: y',
        '# a\nlabel: evil',
        '$\u007b{ secrets.X }}',
        "'; rm -rf /",
        '--- \n...',
        '*a',
        '|',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({ start: hostile, dev: hostile, build: hostile, test: hostile }, { requiredKeys: [] }),
        hostile,
        hostile,
        async (scripts, words, name) => {
          const found = await look(
            filesOf({
              'package.json': packageFile({ scripts, packageManager: words }),
              'playwright.config.js': `x = { testDir: '${words}', webServer: { command: "${name}", url: \`${words}\` } }`,
              '.github/workflows/a.yml': `on: push\njobs: { deploy: { environment: ${JSON.stringify(name)} } }`,
            }),
          );
          const outcome = parseConfig(configurationFile(found));
          expect(outcome).toMatchObject({ ok: true, config: { label: 'chimera', parallel: 5 } });
          if (found.playwright?.serverCommand === null && outcome.ok) {
            expect(outcome.config.app.start).toMatch(/^(?:echo "Please replace|(?:npm|pnpm|yarn|bun) run )/);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('our files that are there are found, and each file is asked for once', async () => {
  const asked: string[] = [];
  const files = filesOf({
    '.github/chimera.yml': '',
    '.github/ISSUE_TEMPLATE/chimera.yml': '',
    'package.json': packageFile(next),
  });
  const counted = rememberFiles({
    list(directory) {
      asked.push(`${directory}/`);
      return files.list(directory);
    },
    read(path) {
      asked.push(path);
      return files.read(path);
    },
  });
  expect((await look(counted)).present).toEqual(['.github/chimera.yml', '.github/ISSUE_TEMPLATE/chimera.yml']);
  expect(new Set(asked).size).toBe(asked.length);
});
