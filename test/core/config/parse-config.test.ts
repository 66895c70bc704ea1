import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/core/config/parse-config.ts';

const smallest = `
app:
  start: npm start
  url: http://127.0.0.1:3000
coder:
  command: my-agent
staging:
  command: ./deploy.sh
`;

const problemsOf = (text: string | null) => {
  const outcome = parseConfig(text);
  if (outcome.ok) throw new Error('expected problems');
  return outcome.problems;
};

describe('a good file', () => {
  test('the smallest one gets every default', () => {
    expect(parseConfig(smallest)).toEqual({
      ok: true,
      config: {
        label: 'chimera',
        open_per_person: 20,
        bots: [],
        breaker: { errors: 5, pause_minutes: 10 },
        parallel: 5,
        priority: 5,
        target_url: null,
        staging_url: null,
        max_rounds: 3,
        max_iterations: 10,
        max_tries: 3,
        backoff_seconds: 10,
        queue_minutes: 60,
        app: {
          install: null,
          start: 'npm start',
          url: 'http://127.0.0.1:3000',
          ready_seconds: 60,
          test: null,
          lint: null,
        },
        test: { directory: 'e2e' },
        coder: {
          command: 'my-agent',
          model: null,
          arguments: [],
          turns: 3,
          isolation: 'required',
          pass_environment: [],
        },
        model: null,
        budget: { max_cost_usd: null, max_tokens: null, max_minutes: null },
        guardian: { threshold: 0.7, max_lines: 1500, models: [], require_human: false, checks_minutes: 10 },
        staging: {
          command: './deploy.sh',
          environment: null,
          commit_path: '/version',
          ready_seconds: 60,
          shared: true,
          external: false,
          health_path: '/',
          health_status: null,
          health_text: null,
          private_addresses: false,
        },
        production: null,
        timeouts: {
          e2e_test_generation: 5,
          code_implementation: 30,
          guardian_review: 10,
          staging_deployment: 15,
          e2e_validation: 10,
          production_deployment: 15,
        },
        protected_paths: [],
        allow_paths: [],
      },
    });
  });

  test.each([
    ['a section without values counts as left out', 'test:\ntimeouts:\n  # e2e_validation: 20\n'],
    ['other values within the limits', 'parallel: 1\nmax_rounds: 20\nguardian: { threshold: 1 }\n'],
    ['anchors that are used sparingly', 'protected_paths: &list [docs/**]\nallow_paths: *list\n'],
    ['a byte order mark and Windows line ends', '\r\npriority: 10\r\n'],
  ])('%s', (_, more) => {
    expect(parseConfig(`\ufeff${smallest}${more}`).ok).toBe(true);
  });
});

describe('one problem, told with its place', () => {
  const found = (path: string, line: number, column: number, words: string) => ({ path, line, column, found: words });
  test.each([
    ['a text for a number', 'parallel: many\n', found('parallel', 9, 11, '"many"')],
    ['a number out of range', 'priority: 11\n', found('priority', 9, 11, '11')],
    ['a fraction', 'max_rounds: 2.5\n', found('max_rounds', 9, 13, '2.5')],
    ['a list for a number', 'max_tries: [1]\n', found('max_tries', 9, 12, 'a list')],
    ['a nested value', 'guardian:\n  threshold: 70\n', found('guardian.threshold', 10, 14, '70')],
    ['a value for a section', 'test: e2e\n', found('test', 9, 7, '"e2e"')],
    [
      'an address with a password',
      'target_url: http://me:secret@x.test/\n',
      found('target_url', 9, 13, '"http://me:secret@x.test/"'),
    ],
    ['an address of another kind', 'staging_url: ftp://x.test\n', found('staging_url', 9, 14, '"ftp://x.test"')],
    [
      'a script for an address',
      'target_url: "javascript:alert(1)"\n',
      found('target_url', 9, 13, '"javascript:alert(1)"'),
    ],
    ['a folder outside', 'test: { directory: ../x }\n', found('test.directory', 9, 20, '"../x"')],
    ['a hidden folder', 'test: { directory: .e2e }\n', found('test.directory', 9, 20, '".e2e"')],
    ['an empty label', 'label: " "\n', found('label', 9, 8, '" "')],
    ['an item of a list', 'protected_paths:\n  - docs/**\n  - /etc\n', found('protected_paths[1]', 11, 5, '"/etc"')],
    ['a lifting pattern in the wrong list', 'protected_paths: ["!x"]\n', found('protected_paths[0]', 9, 19, '"!x"')],
    ['too long a time', 'timeouts: { guardian_review: 361 }\n', found('timeouts.guardian_review', 9, 30, '361')],
    ['an unknown key', 'max_round: 3\n', found('max_round', 9, 1, 'unknown key "max_round"')],
    ['an unknown phase', 'timeouts:\n  review: 3\n', found('timeouts.review', 10, 3, 'unknown key "review"')],
    ['a prototype key', '__proto__: 3\n', found('__proto__', 9, 1, 'unknown key "__proto__"')],
  ])('%s', (_, more, expected) => {
    const problems = problemsOf(smallest + more);
    expect(problems).toEqual([expect.objectContaining({ file: '.github/chimera.yml', ...expected })]);
    expect(problems[0]?.allowed).not.toBe('');
    expect(problems[0]?.message).toContain(problems[0]?.allowed);
  });

  test('the message says what was found, what is allowed and what the option is for', () => {
    expect(problemsOf(`${smallest}parallel: many\n`)[0]?.message).toBe(
      'parallel is "many"; allowed is a whole number from 1 to 50. Tasks of this repository that run at the same time.',
    );
  });

  test.each([
    ['max_round', 'max_rounds'],
    ['Parallel', 'parallel'],
    ['target-url', 'target_url'],
    ['lable', 'label'],
    ['protectedPaths', 'protected_paths'],
  ])('an unknown key %s names the nearest, %s', (key, nearest) => {
    expect(problemsOf(`${smallest}${key}: 1\n`)[0]?.message).toContain(`Did you mean "${nearest}"?`);
  });

  test('a key that is near nothing only lists what is allowed', () => {
    expect(problemsOf(`${smallest}colour: red\n`)[0]?.message).toMatch(
      /^There is no key "colour" at the top. Remove it/,
    );
  });
});

describe('the required parts', () => {
  test.each([
    ['coder with both', smallest.replace('my-agent', 'my-agent\n  replay: recorded'), 'coder', 5],
    ['coder with neither', smallest.replace('command: my-agent', ''), 'coder', 5],
    ['no application', smallest.replace(/app:[\s\S]*3000/, ''), 'app', 1],
    ['no start command', smallest.replace('start: npm start', ''), 'app.start', 2],
    ['an empty start command', smallest.replace('npm start', '"  "'), 'app.start', 3],
    ['no deploy command', smallest.replace('command: ./deploy.sh', 'environment: x'), 'staging.command', 7],
  ])('%s', (_, text, path, line) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ path, line })]);
  });

  test('all problems come at once, in the order of the file', () => {
    const problems = problemsOf('priority: 0\nlable: x\napp: { start: 7 }\ncoder: {}\n');
    expect(problems.map((problem) => problem.path)).toEqual([
      'staging',
      'priority',
      'lable',
      'app.url',
      'app.start',
      'coder',
    ]);
  });
});

describe('a file that cannot be read at all', () => {
  test('a missing file says to add it', () => {
    expect(problemsOf(null)).toEqual([expect.objectContaining({ path: '', line: 1, column: 1, found: 'no file' })]);
    expect(problemsOf(null)[0]?.message).toMatch(/does not exist on the default branch\. Add it/);
  });

  test.each([
    ['an open quote', 'app:\n  start: "npm\n', 3],
    ['tabs', 'app:\n\tstart: x\n', 2],
    ['a key twice', 'label: a\nlabel: b\n', 2],
    ['two documents', 'label: a\n---\nlabel: b\n', 2],
    ['a tag', 'label: !!js/function x\n', 1],
    ['an unknown alias', 'label: *nowhere\n', 1],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`)}]`).join('\n')}\n`,
      1,
    ],
    ['deep nesting', '['.repeat(60_000), 1],
    ['deep nesting that closes', `a: ${'['.repeat(30_000)}${']'.repeat(30_000)}`, 1],
  ])('%s', (_, text, line) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ path: '', line })]);
    expect(problemsOf(text)[0]?.message).toContain('not valid YAML');
  });

  test.each([
    ['a list', '- app\n'],
    ['a text', 'hello\n'],
    ['a number', '7\n'],
  ])('%s', (_, text) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ path: '', line: 1 })]);
  });

  test('an empty file misses the three sections', () => {
    expect(problemsOf('# nothing yet\n').map((problem) => problem.path)).toEqual(['app', 'coder', 'staging']);
  });

  test('a file above the limit', () => {
    expect(problemsOf(`#${'x'.repeat(65_536)}`)[0]?.message).toContain('at most 65,536 characters');
  });

  test('an alias that holds itself', () => {
    expect(parseConfig(`${smallest}guardian: &again\n  threshold: *again\n`).ok).toBe(false);
  });

  test('at most fifty problems', () => {
    const keys = Array.from({ length: 400 }, (_, index) => `key_${index}: 1`).join('\n');
    expect(problemsOf(smallest + keys)).toHaveLength(50);
  });
});
