// `chimera simulate` as a person runs it: a process of its own, in a directory of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const goodIssue = join(root, 'docs/examples/todo-issue.md');
const target = ['--target-url', 'http://127.0.0.1:3000/'];

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chimera-simulate-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** `input` is what stands on standard input. */
function simulate(args: readonly string[], input = '') {
  const command = [join(root, 'src/cli/chimera.ts'), 'simulate', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: directory, input, encoding: 'utf8' });
  expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  return { status, stdout, stderr };
}

function write(path: string, text: string | Buffer): string {
  mkdirSync(join(directory, path, '..'), { recursive: true });
  writeFileSync(join(directory, path), text);
  return path;
}

const config = (more: string): string =>
  `app:\n  start: npm start\n  url: http://127.0.0.1:3000\ncoder:\n  command: my-agent\nstaging:\n  command: ./deploy.sh\n${more}`;

describe('an issue that makes a test', () => {
  test('is told with its plan and its test, and leaves nothing behind', () => {
    const { status, stdout, stderr } = simulate(['--issue', goodIssue, ...target]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Configuration defaults; there is no .github/chimera.yml here');
    expect(stdout).toMatch(/1 {2}Test generation +e2e-tester +5 min\n/);
    expect(stdout).toMatch(/6 {2}Production deployment +deployment +not wanted\n/);
    expect(stdout).toContain('5 runs of GitHub Actions, 70 minutes at most. A person is asked after 3 rounds or 10');
    expect(stdout).toContain('It would write e2e/chimera/0-todo-issue.spec.ts:');
    expect(stdout).toContain(`test('Clearing completed todos', async ({ page }) => {`);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('is one JSON object, under the configuration of the directory', () => {
    write(
      '.github/chimera.yml',
      config('test:\n  directory: tests/ui/\nmax_rounds: 7\ntimeouts:\n  guardian_review: 99\n'),
    );
    const { status, stdout, stderr } = simulate(['--issue', goodIssue, ...target, '--number', '12', '--json']);
    expect([status, stderr]).toEqual([0, '']);
    const { test: written, questions, notUnderstood, phases, cost, settings, problems } = JSON.parse(stdout);
    expect(written).toEqual({
      path: 'tests/ui/chimera/12-todo-issue.spec.ts',
      content: expect.stringContaining('issue #12'),
    });
    expect([questions, notUnderstood, problems]).toEqual([[], [], []]);
    expect(settings).toEqual({ targetUrl: 'http://127.0.0.1:3000/', stagingUrl: null, priority: 5 });
    expect(phases).toHaveLength(6);
    expect(phases[2]).toEqual({
      name: 'guardian_review',
      title: 'Guardian review',
      agent: 'guardian',
      timeoutMinutes: 99,
      wanted: true,
    });
    expect(phases[5]).toMatchObject({ name: 'production_deployment', wanted: false });
    expect(cost).toEqual({ runs: 5, minutesMax: 159, roundsMax: 7, resultsMax: 10 });
  });

  test.each([
    ['a heading', '# Add *dates*\n\n- I see "Due"', 'add-dates'],
    ['a heading below front matter', '---\ntitle: no\nlabels: [a]\n---\n\n# Yes\n- I see "Due"', 'yes'],
    ['front matter', '---\r\ntitle: "Add: dates"\r\n---\r\n- I see "Due"', 'add-dates'],
    ['a comment in a fence is none', '```gherkin\n# Not me\nThen I see "Due"\n```', 'untitled'],
  ])('its title is from %s', (_, text, slug) => {
    const { status, stdout } = simulate(['--issue', '-', '--json'], text);
    expect([status, JSON.parse(stdout).test?.path]).toEqual([0, `e2e/chimera/0-${slug}.spec.ts`]);
  });
});

describe('a vague issue', () => {
  test('gets questions', () => {
    const { status, stdout, stderr } = simulate([
      '--issue',
      write('vague.md', '# Nicer\n\n- The list should feel nicer'),
    ]);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain(
      'Chimera would ask before it starts:\n\n  1. What is done or seen in “The list should feel nicer”?',
    );
    expect(stdout).not.toContain('It would write');
  });

  test('gets them as JSON, too', () => {
    const { status, stdout } = simulate(['--issue', '-', '--json'], '# Nicer\n\n- The list should feel nicer');
    expect([status, JSON.parse(stdout)]).toMatchObject([
      1,
      { test: null, notUnderstood: ['The list should feel nicer'], questions: [expect.stringContaining('feel nicer')] },
    ]);
  });
});

describe('an issue full of code', () => {
  const hostile =
    '$(touch a) `touch b`; <img src=x onerror=alert(1)> $\u007b{ github.token }} \u001b[31m\u202e ../../x';
  const unseen = ['\u001b', '\u202e'];
  const text = `# ${hostile}\n\n- I see "${hostile}"\n- I see '); process.exit(); ('"`;

  test('is text', () => {
    const { status, stdout } = simulate(['--issue', '-'], text);
    expect(status).toBe(1);
    expect(stdout).toContain('$(touch a) `touch b`; <img src=x onerror=alert(1)> $\u007b{ github.token }}');
    for (const sign of unseen) expect(stdout).not.toContain(sign);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('makes a path of letters and a test that holds it as data', () => {
    const { status, stdout } = simulate(['--issue', '-', '--json'], text.split('\n').slice(0, 3).join('\n'));
    const { test: written } = JSON.parse(stdout);
    expect([status, written.path]).toEqual([0, 'e2e/chimera/0-touch-a-touch-b-img-src-x-onerror-alert.spec.ts']);
    const literal = /getByText\((.*)\)\.filter/.exec(written.content)?.[1] ?? '';
    expect(new Function(`return ${literal}`)()).toBe(unseen.reduce((left, sign) => left.replace(sign, ''), hostile));
  });
});

describe('bad input ends with 2 and says what is allowed', () => {
  const issue = ['--issue', goodIssue];
  test.each<[string, () => string[], string]>([
    ['no issue', () => [], "required option '--issue <file>'"],
    ['an unknown option', () => [...issue, '--lable', 'x'], "unknown option '--lable'"],
    ['a number that is none', () => [...issue, '--number', 'x'], 'a whole number, 0 or more'],
    ['a missing file', () => ['--issue', 'nope.md'], 'nope.md cannot be read: there is no such file.'],
    ['a directory', () => ['--issue', '.'], '. cannot be read: it is a directory.'],
    ['a file that never ends', () => ['--issue', '/dev/zero'], 'too large: at most 1,000,000 bytes'],
    ['no text', () => ['--issue', write('image.md', Buffer.from([0xff, 0xd8]))], 'it is not text in UTF-8'],
    [
      'broken front matter',
      () => ['--issue', write('i.md', '---\ntitle: [x\n---\n')],
      'front matter is not valid YAML',
    ],
    ['no URL', () => [...issue, '--target-url', 'example'], '--target-url is "example"; allowed is an http://'],
    ['a missing configuration', () => [...issue, '--config', 'c.yml'], 'c.yml cannot be read: there is no such file.'],
    [
      'a broken configuration',
      () => [...issue, '--config', write('c.yml', config('max_rounds: many\nparalel: 2\n'))],
      'c.yml:8:13: max_rounds is "many"; allowed is a whole number from 1 to 20.',
    ],
    [
      'an unknown key',
      () => [...issue, '--config', write('c.yml', config('paralel: 2\n'))],
      'c.yml:8:1: There is no key "paralel" at the top. Did you mean "parallel"?',
    ],
    [
      'a broken configuration of the directory',
      () => {
        write('.github/chimera.yml', config('- x'));
        return issue;
      },
      '.github/chimera.yml:8:',
    ],
  ])('%s', (_, args, words) => {
    const { status, stdout, stderr } = simulate(args());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  test('an issue that would be refused', () => {
    const { status, stdout } = simulate(['--issue', '-'], '# Dates\npriority: 11\n\n- I see "Due"');
    expect(status).toBe(2);
    expect(stdout).toContain('The issue would be refused:\n\n  1. priority is "11"; allowed is a whole number from 1');
  });
});

test('the target URL of the command counts, whatever the issue says', () => {
  const issue = '# Dates\ntarget_url: nowhere\nstaging_url: https://staging.example/\npriority: 7\n\n- I see "Due"';
  const { stdout } = simulate(['--issue', '-', '--json', ...target], issue);
  expect(JSON.parse(stdout)).toMatchObject({
    settings: { targetUrl: 'http://127.0.0.1:3000/', stagingUrl: 'https://staging.example/', priority: 7 },
    test: { path: 'e2e/chimera/0-dates.spec.ts' },
  });
});
