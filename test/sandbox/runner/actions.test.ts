// Stories of actions: JavaScript and composite ones of the sandbox's repositories, and the stand-ins for public ones.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { nodeVersionMatches } from '../../../src/sandbox/actions/node-version.ts';
import { openScene, type Scene, expression as x } from './memory-host.ts';

const localAction = `
name: Local
inputs: { who: { default: nobody } }
outputs: { greeting: { value: "${x('steps.say.outputs.text')}" } }
runs:
  using: composite
  steps:
    - { id: say, shell: bash, run: "echo text=hello-$WHO >> $GITHUB_OUTPUT", env: { WHO: "${x('inputs.who')}" } }
    - { uses: octo-org/node-action@v1, with: { level: inner } }
`;

let scene: Scene;
beforeEach(() => {
  scene = openScene({ 'README.md': 'todo\n', 'local/action.yml': localAction });
  scene.addAction('node-action', {
    'action.yml': [
      'name: Node action',
      'inputs: { level: { required: true }, "two words": { default: both } }',
      'runs: { using: node20, pre: pre.js, main: main.js, post: post.js, post-if: success() }',
    ].join('\n'),
    'pre.js': 'console.log("pre", process.env.INPUT_LEVEL)',
    'main.js': [
      'require("fs").appendFileSync(process.env.GITHUB_STATE, "kept=yes\\n")',
      'console.log("main", process.env.INPUT_LEVEL, process.env.INPUT_TWO_WORDS, process.env.GITHUB_ACTION_REPOSITORY)',
    ].join(';'),
    'post.js': 'console.log("post", process.env.INPUT_LEVEL, process.env.STATE_kept)',
  });
});
afterEach(() => scene.remove());

function steps(...lines: string[]): string {
  const head = ['on: workflow_dispatch', 'jobs:', '  build:', '    runs-on: ubuntu-latest', '    steps:'];
  return [...head, ...lines.map((line) => `      ${line}`)].join('\n');
}

const checkout = '- uses: actions/checkout@v5';

describe('actions of the sandbox', () => {
  test('pre scripts come first, post scripts last and in reverse', async () => {
    const end = await scene.start(
      steps(
        '- { name: one, uses: octo-org/node-action@v1, with: { level: one, colour: red } }',
        '- { name: two, uses: octo-org/node-action@v1, with: { level: two } }',
      ),
    );
    expect(end.conclusion).toBe('success');
    expect(end.steps('build').map((step) => step.replace(': success', ''))).toEqual([
      ...['Set up job', 'Pre one', 'Pre two', 'one', 'two', 'Post two', 'Post one', 'Complete job'],
    ]);
    expect(end.log).toContain('main one both octo-org/node-action');
    expect(end.log).toContain('post two yes');
    expect(end.log).toContain("##[warning]Unexpected input(s) 'colour', valid inputs are ['level', 'two words']");
  });

  test('a composite action of the repository itself, with another one inside', async () => {
    const end = await scene.start(
      steps(
        checkout,
        '- { id: local, uses: ./local, with: { who: mona } }',
        `- run: echo "${x('steps.local.outputs.greeting')}"`,
      ),
    );
    expect(end.log).toContain('hello-mona\n');
    expect(end.log).toContain('main inner both');
    expect(end.conclusion).toBe('success');
  });

  test.each([
    ['nobody/nothing@v1', /Unable to resolve action `nobody\/nothing@v1`, repository not found/],
    ['octo-org/empty@v1', /Can't find 'action.yml' or 'action.yaml' for action 'octo-org\/empty@v1'/],
    ['octo-org/docker@v1', /unsupported: `runs.using: docker`/],
    ['no-slash', /is none of 'owner\/repository@ref'/],
  ])('uses: %s fails the job before its first step', async (uses, message) => {
    scene.addAction('docker', { 'action.yml': 'name: D\nruns: { using: docker, image: Dockerfile }\n' });
    const end = await scene.start(steps('- run: echo never', `- uses: ${uses}`));
    expect(end.conclusion).toBe('failure');
    expect(end.log).toMatch(message);
    expect(end.steps('build')[0]).toBe('Set up job: failure');
    expect(end.log).not.toContain('never');
  });

  test('a local action before the checkout says what is missing', async () => {
    const end = await scene.start(steps('- uses: ./local'));
    expect(end.log).toContain('Did you forget to run actions/checkout');
  });
});

test('a composite action out of time stops its steps', async () => {
  scene.addAction('slow', {
    'action.yml': [
      'name: Slow',
      'runs: { using: composite, steps: [{ shell: bash, run: sleep 100 }, { if: always(), shell: bash, run: echo reached }] }',
    ].join('\n'),
  });
  const end = await scene.start(steps('- { name: slow, uses: octo-org/slow@v1, timeout-minutes: 0.02 }'));
  expect(end.conclusion).toBe('failure');
  expect(end.log).toContain("The action 'slow' has timed out");
  expect(end.log.split('\n')).not.toContain('reached');
});

describe('checkout', () => {
  test.each([
    ['the branch of the run', '', 'main'],
    ['a commit', `ref: "${x('github.sha')}"`, ''],
    ['everything', 'fetch-depth: 0', 'main'],
    ['a commit with everything', `ref: "${x('github.sha')}", fetch-depth: 0, persist-credentials: false`, ''],
    ['a directory', 'path: sub', 'main'],
    ['a branch by its short name', 'ref: other', 'other'],
    ['a tag by its short name', 'ref: v1', ''],
  ])('%s', async (_what, inputs, branch) => {
    const directory = inputs.includes('sub') ? 'sub' : '.';
    const end = await scene.start(
      steps(
        `- { uses: actions/checkout@v5, with: { ${inputs} } }`,
        `- run: cd ${directory} && cat README.md && echo "on [$(git branch --show-current)] at $(git rev-parse HEAD)"`,
      ),
    );
    expect(end.conclusion).toBe('success');
    expect(end.log).toContain(`on [${branch}] at ${scene.sha}`);
  });

  const second = (inputs: string) =>
    `- { uses: actions/checkout@v5, with: { ref: "${x('github.sha')}", fetch-depth: 0${inputs} } }`;
  const leave =
    '- run: echo x > untracked; echo changed > README.md; git switch --quiet --create own; git config a.b kept';
  const look =
    '- run: echo "[$(ls untracked) $(cat README.md) $(git config a.b) $(git branch --show-current) $(git branch --list own) $(git rev-list --count HEAD)]"';

  // As the action does it: README.md, and prepareExistingDirectory in git-directory-helper.ts.
  test.each([
    ['keeps what git does not know where it shall not clean', ', clean: false', '[untracked todo kept   1]'],
    ['otherwise removes it', '', '[ todo kept   1]'],
  ])('a second one %s, and puts the files of the commit back', async (_what, inputs, expected) => {
    const end = await scene.start(steps(checkout, leave, second(inputs), look));
    expect(end.conclusion).toBe('success');
    expect(end.log).toContain(expected);
  });

  test('one that shall not clean empties a directory that holds no repository all the same', async () => {
    const end = await scene.start(steps('- run: echo x > untracked', second(', clean: false'), look));
    expect(end.log).toContain('[ todo    1]');
  });

  test('its credentials stay for the job unless they shall not, and are never in the log', async () => {
    const show = '- run: git config --get-regexp extraheader | wc -c';
    const kept = await scene.start(steps(checkout, show));
    expect(kept.log).toMatch(/^[1-9]\d+$/m);
    expect(kept.log).not.toContain('eC1hY2Nlc3MtdG9rZW4');
    expect(kept.steps('build')).toContain('Post Run actions/checkout@v5: success');
  });

  test.each([
    ['ref: nowhere', /couldn't find remote ref/],
    ['path: ../..', /is not under/],
    ['submodules: true', /unsupported: the input `submodules`/],
    ['fetch-depth: all', /`fetch-depth` must be a number/],
  ])('%s fails', async (inputs, message) => {
    const end = await scene.start(steps(`- { uses: actions/checkout@v5, with: { ${inputs} } }`));
    expect(end.conclusion).toBe('failure');
    expect(end.log).toMatch(message);
  });
});

describe('artifacts', () => {
  const make = '- run: mkdir -p out/deep && echo a > out/a.txt && echo b > out/deep/b.log && echo h > out/.hidden';

  test.each([
    ['a directory', 'path: out', ['a.txt', 'deep/b.log']],
    ['a file', 'path: out/deep/b.log', ['b.log']],
    ['a pattern', 'path: "out/**/*.log"', ['deep/b.log']],
    ['several paths', 'path: "out/a.txt\\nout/deep"', ['a.txt', 'deep/b.log']],
    ['an exception', 'path: "out\\n!out/deep"', ['a.txt']],
    ['hidden files too', 'path: out, include-hidden-files: true', ['.hidden', 'a.txt', 'deep/b.log']],
  ])('%s', async (_what, inputs, names) => {
    const end = await scene.start(
      steps(make, `- { uses: actions/upload-artifact@v5, with: { name: one, ${inputs} } }`),
    );
    expect(end.conclusion).toBe('success');
    expect(Object.keys(unzipSync(scene.artifacts.get('one') ?? new Uint8Array()))).toEqual(names);
  });

  test('a name can be used once, unless it is to be overwritten', async () => {
    const upload = (more: string) => `- { uses: actions/upload-artifact@v5, with: { name: one, path: out${more} } }`;
    const end = await scene.start(steps(make, upload(''), upload(', overwrite: true'), upload('')));
    expect(end.log.match(/\(409\) Conflict/g)).toHaveLength(1);
    expect(end.conclusion).toBe('failure');
  });

  test.each([
    ['error', 'failure', '##[error]No files were found'],
    ['warn', 'success', '##[warning]No files were found'],
    ['ignore', 'success', 'No files were found'],
  ])('if-no-files-found: %s', async (choice, conclusion, line) => {
    const end = await scene.start(
      steps(`- { uses: actions/upload-artifact@v5, with: { path: none, if-no-files-found: ${choice} } }`),
    );
    expect(end.conclusion).toBe(conclusion);
    expect(end.log).toContain(line);
  });

  test('one by its name, all into directories of their names', async () => {
    scene.artifacts.set('one', zipSync({ 'a.txt': strToU8('from one') }));
    scene.artifacts.set('two', zipSync({ 'b/c.txt': strToU8('from two') }));
    const end = await scene.start(
      steps(
        '- { uses: actions/download-artifact@v5, with: { name: one, path: single } }',
        '- { uses: actions/download-artifact@v5, with: { path: all } }',
        '- run: cat single/a.txt all/one/a.txt all/two/b/c.txt',
      ),
    );
    expect(end.log).toContain('from onefrom onefrom two');
  });

  test.each([
    ['missing', /Artifact not found for name: missing/],
    ['evil', /lies outside it/],
  ])('%s: the download fails', async (name, message) => {
    scene.artifacts.set('evil', zipSync({ '../../x': strToU8('x') }));
    const end = await scene.start(steps(`- { uses: actions/download-artifact@v5, with: { name: ${name} } }`));
    expect(end.conclusion).toBe('failure');
    expect(end.log).toMatch(message);
  });
});

describe('setup-node', () => {
  test.each([
    ['24', '24.21.0', true],
    ['24.x', '24.21.0', true],
    ['v24.21.0', '24.21.0', true],
    ['24.21.1', '24.21.0', false],
    ['20', '24.21.0', false],
    ['>=20 <25', '24.21.0', true],
    ['^22', '24.21.0', false],
    ['20 || 24', '24.21.0', true],
    ['lts/*', '24.21.0', true],
    ['latest', '24.21.0', true],
  ])('%s for a machine with %s: %s', (asked, has, expected) => {
    expect(nodeVersionMatches(asked, has)).toBe(expected);
  });

  test('a version that the machine lacks fails', async () => {
    const end = await scene.start(steps('- { uses: actions/setup-node@v5, with: { node-version: 4 } }'));
    expect(end.log).toMatch(/Unable to find Node version '4'/);
    expect(end.conclusion).toBe('failure');
  });
});

test('the cache never hits', async () => {
  const end = await scene.start(
    steps(
      '- { id: c, uses: actions/cache@v4, with: { path: x, key: k } }',
      `- run: echo "hit=[${x('steps.c.outputs.cache-hit')}]"`,
    ),
  );
  expect(end.log).toContain('hit=[]');
});
