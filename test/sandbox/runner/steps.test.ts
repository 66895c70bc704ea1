// Stories of small workflows: what steps see, leave behind and bring about.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openScene, type Scene, expression as x } from './memory-host.ts';

let scene: Scene;
beforeEach(() => {
  scene = openScene();
});
afterEach(() => scene.remove());

/** A workflow of one job. */
function steps(...lines: string[]): string {
  const head = ['on: workflow_dispatch', 'jobs:', '  build:', '    runs-on: ubuntu-latest', '    steps:'];
  return [...head, ...lines.map((line) => `      ${line}`)].join('\n');
}

test('outputs, environment and paths go from step to step', async () => {
  const end = await scene.start(
    steps(
      '- id: make',
      '  run: |',
      '    echo "plain=one" >> "$GITHUB_OUTPUT"',
      '    printf "text<<END\\na\\nb\\nEND\\n" >> "$GITHUB_OUTPUT"',
      '    echo "COLOUR=red" >> "$GITHUB_ENV"',
      '    mkdir bin && printf "#!/bin/sh\\necho tool ran" > bin/my-tool && chmod +x bin/my-tool',
      '    echo "$PWD/bin" >> "$GITHUB_PATH"',
      '- run: |',
      '    my-tool',
      `    echo "colour $COLOUR ${x('env.COLOUR')}, plain ${x('steps.make.outputs.plain')}, ${x('steps.make.outcome')}"`,
      '    test "$TEXT" = "$(printf "a\\nb")"',
      '  env:',
      `    TEXT: ${x('steps.make.outputs.text')}`,
    ),
  );
  expect(end.conclusion).toBe('success');
  expect(end.log).toContain('tool ran\ncolour red red, plain one, success');
});

test('a failure skips what follows, but not what asks for it', async () => {
  const end = await scene.start(
    steps(
      '- run: exit 3',
      '- { name: next, run: "true" }',
      '- { name: on failure, if: failure(), run: "true" }',
      '- { name: always, if: always(), run: "true" }',
    ),
  );
  expect(end.conclusion).toBe('failure');
  expect(end.log).toContain('##[error]Process completed with exit code 3.');
  expect(end.steps('build')).toEqual([
    'Set up job: success',
    'Run exit 3: failure',
    'next: skipped',
    'on failure: success',
    'always: success',
    'Complete job: success',
  ]);
});

test('continue-on-error: the outcome is a failure, the conclusion a success', async () => {
  const end = await scene.start(
    steps(
      '- { id: shaky, continue-on-error: true, run: "false" }',
      `- run: echo ${x('steps.shaky.outcome')}/${x('steps.shaky.conclusion')}`,
    ),
  );
  expect(end.conclusion).toBe('success');
  expect(end.log).toContain('failure/success');
});

test('the environment of the sandbox does not reach the steps', async () => {
  process.env.CHIMERA_SECRET_FOR_TEST = 'leaked';
  const end = await scene.start(steps('- run: env | sort'));
  delete process.env.CHIMERA_SECRET_FOR_TEST;
  expect(end.log).not.toContain('leaked');
  expect(end.log).not.toContain('GITHUB_TOKEN=');
  for (const line of ['CI=true', 'MACHINE=yes', 'GITHUB_REPOSITORY=octo-org/todo', 'RUNNER_OS=']) {
    expect(end.log).toContain(line);
  }
});

test('secrets are masked, and so is what a step masks', async () => {
  const end = await scene.start(
    steps(
      '- run: |',
      '    echo "it is $P"',
      '    echo "::add-mask::swordfish"',
      '    echo "a swordfish, $(echo "$TOKEN" | cut -c 1-5)"',
      '    echo "$TOKEN"',
      `  env: { P: "${x('secrets.PASSWORD')}", TOKEN: "${x('github.token')}" }`,
    ),
  );
  expect(end.log).toContain('it is ***\n');
  expect(end.log).toContain('a ***, token');
  expect(end.log).not.toContain('open-sesame');
  expect(end.log).not.toContain('token-1-build');
});

test('workflow commands become annotations and groups; set-output is refused', async () => {
  const end = await scene.start(
    steps('- run: echo "::error file=a.js,line=3,title=Bad::it%0Abroke"', '- run: echo "::set-output name=a::b"'),
  );
  expect(end.conclusion).toBe('failure');
  const annotation = scene.events.find((event) => event.kind === 'annotation');
  expect(annotation).toMatchObject({
    annotation: { level: 'failure', message: 'it\nbroke', path: 'a.js', startLine: 3, title: 'Bad' },
  });
  expect(end.steps('build').at(-2)).toBe('Run echo "::set-output name=a::b": failure');
});

test('summaries are kept up to one mebibyte a step', async () => {
  const end = await scene.start(
    steps(
      '- run: echo "## Fine" >> "$GITHUB_STEP_SUMMARY"',
      '- run: head -c 1100000 /dev/zero | tr "\\0" x >> "$GITHUB_STEP_SUMMARY"',
    ),
  );
  expect(scene.events.flatMap((event) => (event.kind === 'summary' ? [event.markdown] : []))).toEqual(['## Fine\n']);
  expect(end.log).toContain('upload aborted, supports content up to a size of 1024k');
});

test('a malformed output file fails its step', async () => {
  const end = await scene.start(steps('- run: echo "no equals sign" >> "$GITHUB_OUTPUT"'));
  expect(end.conclusion).toBe('failure');
  expect(end.log).toContain("Invalid format 'no equals sign'");
});

test.each([
  ['bash', 'set -o | grep pipefail', 'pipefail       \ton'],
  ['sh', 'echo "from $0" | cut -c 1-5', 'from '],
  ['python', 'print(6 * 7)', '42'],
  ['node', 'console.log(typeof require, 6 * 7)', 'undefined 42'],
])('shell: %s', async (shell, script, expected) => {
  const end = await scene.start(steps('- uses: actions/setup-node@v5', `- { shell: ${shell}, run: '${script}' }`));
  expect(end.conclusion).toBe('success');
  expect(end.log).toContain(expected);
});

test('an unknown shell names itself', async () => {
  const end = await scene.start(steps('- { shell: fish, run: ls }'));
  expect(end.conclusion).toBe('failure');
  expect(end.log).toContain('unsupported: `shell: fish`');
});

test('a workspace of its own, and nothing of it left', async () => {
  const end = await scene.start(steps('- run: echo "in $PWD with $(ls -A | wc -l) files, home $HOME" && touch ~/x'));
  expect(end.log).toMatch(/in \S+\/todo\/todo with 0 files/);
  expect(readdirSync(join(scene.directory, 'work')).filter((name) => name !== '_tool')).toEqual([]);
});

test('what a job leaves running is ended with it', async () => {
  const end = await scene.start(
    steps('- run: sleep 300 & echo "pid $!"', '- run: pgrep -c sleep > /dev/null; echo on'),
  );
  expect(end.conclusion).toBe('success');
  expect(end.log).toMatch(/Terminate orphan process: pid \(\d+\) \(sleep\)/);
  const pid = /^pid (\d+)$/m.exec(end.log)?.[1];
  expect(existsSync(`/proc/${pid}/cwd`)).toBe(false);
});
