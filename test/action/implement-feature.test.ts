// The coder's work as a change set: what git says, whatever the coder did and says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sha256 } from '../../action/src/git/frozen-test.ts';
import { runWork } from '../../action/src/run-work.ts';
import type { PhaseRequest, Work } from '../../src/contract/request.ts';
import { carefree, type PhaseJob, phaseJob, phaseRequest } from './phase-job.ts';
import { type TodoRepository, todoRepository } from './todo-repository.ts';

const frozenText = 'the frozen test\n';
let repository: TodoRepository;
let job: PhaseJob;

beforeEach(() => {
  repository = todoRepository();
});

afterEach(() => {
  repository.remove();
  job.remove();
});

type Coder = Extract<Work, { command: 'implement_feature' }>['coder']['choice'];

async function implement(coder: Coder, changes: Partial<PhaseRequest> = {}) {
  const commit = repository.commit({
    'e2e/a.spec.ts': frozenText,
    'AGENTS.md': 'Use tabs.',
    old: 'x\n',
    'run.sh': 'echo',
  });
  const work: Work = {
    command: 'implement_feature',
    feature: { title: 'Clear', text: 'Please ``` clear' },
    test: { path: 'e2e/a.spec.ts', sha256: sha256(frozenText), commit },
    testOutput: 'it fails here',
    guidance: [],
    feedback: {
      from: 'guardian_review',
      round: 1,
      summary: 'Not yet.',
      findings: [
        {
          rule: 'debug-output',
          severity: 'minor',
          path: 'a.js',
          line: 12,
          title: 'Debug output',
          explanation: 'Remove it.',
        },
      ],
    },
    ...carefree.implementation,
    coder: { choice: coder, ...carefree.coder },
    protectedPaths: ['.github/**'],
  };
  const environment = {
    ...process.env,
    INPUT_TOKEN: 'secret',
    ACTIONS_RUNTIME_TOKEN: 'secret',
    GITHUB_OUTPUT: '/nowhere',
    MODEL_KEY: 'kept',
  };
  job = phaseJob(phaseRequest(work, { head: commit, base: commit, ...changes }), repository.directory, environment);
  return runWork(job);
}

const command = (line: string): Coder => ({ kind: 'command', command: line });

describe('the change set', () => {
  test('holds what was added, changed, deleted, linked and committed, and nothing that is ignored', async () => {
    const result = await implement(
      command(`
        printf 'new\\n' > new.txt; printf '\\000\\001\\377' > image.bin; rm old; chmod +x run.sh; ln -s /etc/passwd link
        mkdir node_modules; echo x > node_modules/x; echo changed > e2e/a.spec.ts
        git add new.txt; git commit --quiet -m work`),
    );
    expect(result).toMatchObject({ verdict: 'succeeded' });
    if (result.verdict !== 'succeeded' || result.output.command !== 'implement_feature') return;
    expect(result.output.changeSet).toEqual({
      base: job.request.head,
      files: [
        { kind: 'changed', path: 'e2e/a.spec.ts', mode: '100644', encoding: 'utf-8', content: 'changed\n' },
        { kind: 'changed', path: 'image.bin', mode: '100644', encoding: 'base64', content: 'AAH/' },
        { kind: 'changed', path: 'link', mode: '120000', encoding: 'utf-8', content: '/etc/passwd' },
        { kind: 'changed', path: 'new.txt', mode: '100644', encoding: 'utf-8', content: 'new\n' },
        { kind: 'deleted', path: 'old' },
        { kind: 'changed', path: 'run.sh', mode: '100755', encoding: 'utf-8', content: 'echo' },
      ],
    });
  });

  test('that is too large is an error that names the largest files', async () => {
    const result = await implement(command('head -c 11000000 /dev/zero > huge.bin'));
    expect(result).toMatchObject({
      verdict: 'errored',
      failure: { class: 'coder_failed', message: expect.stringContaining('huge.bin (11000000)') },
    });
  });
});

describe('the command coder', () => {
  test('gets the prompt in a file and on standard input, and no secrets of the step', async () => {
    const result = await implement(command('cat > stdin.txt; cp "$CHIMERA_PROMPT_FILE" file.txt; env > env.txt'));
    expect(result.verdict).toBe('succeeded');
    const read = (name: string): string => readFileSync(join(repository.directory, name), 'utf8');
    expect(read('stdin.txt')).toBe(read('file.txt'));
    for (const part of [
      'Please ``` clear',
      frozenText.trim(),
      'it fails here',
      'a.js:12',
      'Use tabs.',
      '.github/**',
      'Not yet.',
    ]) {
      expect(read('stdin.txt')).toContain(part);
    }
    expect(read('env.txt')).toContain('MODEL_KEY=kept');
    expect(read('env.txt')).not.toMatch(/INPUT_|ACTIONS_|GITHUB_OUTPUT|secret/);
    expect(existsSync(join(job.result.path, 'evidence', 'coder.txt'))).toBe(true);
  });

  test.each([
    ['fails', 'echo out of credit; echo x > new; exit 3', 'coder_failed', 'out of credit'],
    ['changes nothing', 'echo "I am done"', 'no_changes', 'I am done'],
    ['removes the repository', 'rm -rf .git', 'coder_failed', '.git is gone'],
  ])('that %s is an error', async (_, line, kind, words) => {
    expect(await implement(command(line))).toMatchObject({
      verdict: 'errored',
      failure: { class: kind, message: expect.stringContaining(words) },
    });
  });
});

describe('the recorded coder', () => {
  const patch =
    'Subject: [PATCH] First try\n\ndiff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+hello\n';
  const replay: Coder = { kind: 'replay', directory: 'recorded' };

  test('applies the change set of its round and says what it is', async () => {
    repository.commit({ 'recorded/round-2.patch': patch });
    const result = await implement(replay, { round: 2 });
    expect(result).toMatchObject({
      verdict: 'succeeded',
      output: {
        coder: 'recorded change set 2',
        summary: 'First try',
        changeSet: { files: [{ path: 'new', content: 'hello\n' }] },
      },
    });
    expect(job.log()).toContain('recorded change set 2');
  });

  test.each([
    ['has no such round', { 'recorded/round-2.patch': patch }, 'recorded are round-2.patch'],
    ['has no directory', { other: '' }, 'does not exist'],
    ['does not apply', { 'recorded/round-1.patch': patch, new: 'other\n' }, 'does not apply'],
  ])('that %s is an error', async (_, files, words) => {
    repository.commit(files);
    expect(await implement(replay)).toMatchObject({
      verdict: 'errored',
      failure: { class: 'coder_failed', message: expect.stringContaining(words) },
    });
  });
});

test('a test whose hash is another is not run', async () => {
  const commit = repository.commit({ 'e2e/a.spec.ts': 'other' });
  const test = { path: 'e2e/a.spec.ts', sha256: sha256(frozenText), commit };
  const work: Work = {
    command: 'validate',
    test,
    url: 'http://127.0.0.1:1',
    commitPath: '/version',
    readySeconds: 1,
    ...carefree.build,
  };
  job = phaseJob(phaseRequest(work, { head: commit, base: commit }), repository.directory);
  expect(await runWork(job)).toMatchObject({
    verdict: 'errored',
    failure: { class: 'machinery', message: expect.stringContaining('hash') },
  });
});
