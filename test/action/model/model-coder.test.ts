// The built-in coder on a real repository, against an endpoint that answers by a script.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sha256 } from '../../../action/src/git/frozen-test.ts';
import { inside } from '../../../action/src/implement-feature/model-coder/inside.ts';
import { runWork } from '../../../action/src/run-work.ts';
import type { Work } from '../../../src/contract/request.ts';
import type { Usage } from '../../../src/contract/result.ts';
import { type FakeEndpoint, type ScriptedAnswer, startOpenAiServer } from '../../fakes/openai-server.ts';
import { carefree, type PhaseJob, phaseJob, phaseRequest } from '../phase-job.ts';
import { type TodoRepository, todoRepository } from '../todo-repository.ts';

const frozen = "test('a', () => {});\n";
let endpoint: FakeEndpoint;
let repository: TodoRepository;
let job: PhaseJob;
let used: Usage[];

beforeAll(async () => {
  endpoint = await startOpenAiServer();
});
afterAll(() => endpoint.close());
beforeEach(() => {
  repository = todoRepository();
  used = [];
  (endpoint.seen as unknown[]).length = 0;
});
afterEach(() => {
  repository.remove();
  job.remove();
});

const call = (name: string, input: unknown): ScriptedAnswer => ({ kind: 'tools', calls: [{ name, input }] });
const done: ScriptedAnswer = { kind: 'text', text: 'I have added the button.' };

async function implement(limits: { tokens?: number; minutes?: number } = {}) {
  const head = repository.commit({ 'e2e/a.spec.ts': frozen, 'app.js': 'const a = 1;\nconst b = 2;\n' });
  const work: Work = {
    command: 'implement_feature',
    feature: { title: 'T', text: 'x' },
    test: { path: 'e2e/a.spec.ts', sha256: sha256(frozen), commit: head },
    testOutput: '',
    feedback: null,
    guidance: [],
    ...carefree.implementation,
    testCommand: 'cat app.js',
    model: {
      baseUrl: endpoint.url,
      name: 'small',
      keyVariable: 'MODEL_API_KEY',
      costPerMillion: { input: 1, output: 2 },
    },
    limits: { costUsd: null, tokens: limits.tokens ?? null, minutes: limits.minutes ?? 1 },
    coder: { ...carefree.coder, choice: { kind: 'preset', preset: 'model', model: null, arguments: [] } },
    protectedPaths: [],
  };
  const environment = { ...process.env, MODEL_API_KEY: 'sk-hidden' };
  const plain = phaseJob(phaseRequest(work, { head, base: head }), repository.directory, environment);
  job = { ...plain, used: (one) => void used.push(one) };
  return await runWork(job);
}

describe('the built-in coder', () => {
  test('looks, edits, runs the tests, and hands in what it changed, with its cost', async () => {
    endpoint.script(
      call('list', {}),
      call('read', { path: 'app.js' }),
      call('edit', { path: 'app.js', find: 'const b = 2;', replace: 'const b = 3;' }),
      call('write', { path: 'docs/new.md', content: 'New.\n' }),
      call('run', { command: 'cat app.js' }),
      done,
    );
    expect(await implement()).toMatchObject({
      verdict: 'succeeded',
      output: {
        coder: 'model small',
        summary: 'I have added the button.',
        tests: 'red',
        changeSet: {
          files: [
            { path: 'app.js', content: 'const a = 1;\nconst b = 3;\n' },
            { path: 'docs/new.md', content: 'New.\n' },
          ],
        },
      },
    });
    const answers = JSON.stringify(endpoint.seen.at(-1)?.body.messages);
    expect(answers).toContain('const b = 3;');
    expect(answers).toContain('It ended with 0');
    expect(used).toEqual([{ who: 'model small', inputTokens: 600, outputTokens: 120, costUsd: 0.00084 }]);
    expect(job.log()).not.toContain('sk-hidden');
  });

  test('is told its mistakes, and goes on', async () => {
    endpoint.script(
      call('read', { path: '../../etc/passwd' }),
      call('write', { path: '.git/hooks/pre-commit', content: 'x' }),
      call('run', { command: 'rm -rf /' }),
      call('edit', { path: 'app.js', find: 'const', replace: 'let' }),
      { kind: 'broken-tool', name: 'read' },
      call('read', { path: 'missing.js' }),
      call('write', { path: 'ok.txt', content: 'ok' }),
      done,
    );
    expect(await implement()).toMatchObject({
      verdict: 'succeeded',
      output: { changeSet: { files: [{ path: 'ok.txt' }] } },
    });
    const heard = JSON.stringify(endpoint.seen.at(-1)?.body.messages);
    for (const words of [
      'leads out of the repository',
      '.git folder',
      'none of the allowed commands',
      'stands 2 times',
      'ENOENT',
    ]) {
      expect(heard).toContain(words);
    }
  });

  test('stops where its tokens end, and what it has done counts', async () => {
    endpoint.script(call('write', { path: 'ok.txt', content: 'ok' }), call('list', {}));
    const result = await implement({ tokens: 250 });
    expect(result).toMatchObject({ verdict: 'succeeded', output: { summary: expect.stringContaining('250 tokens') } });
    expect(endpoint.seen).toHaveLength(3);
  });

  test.each([
    ['that only talks', done, 'no_changes', 'I have added the button.'],
    ['that refuses', { kind: 'refusal', text: 'No.' } as const, 'model_failed', 'refused'],
    ['with a wrong key', { kind: 'status', status: 401 } as const, 'model_failed', 'MODEL_API_KEY'],
    ['that is no model', { kind: 'garbage' } as const, 'model_failed', 'OpenAI-compatible'],
  ])('%s is an error, and is paid for', async (_, answer, kind, words) => {
    endpoint.script(answer);
    expect(await implement()).toMatchObject({
      verdict: 'errored',
      failure: { class: kind, message: expect.stringContaining(words) },
    });
    expect(used).toHaveLength(1);
  });
});

test('paths stay inside, whatever a link says', () => {
  const directory = join(tmpdir(), `inside-${process.pid}`);
  job = { remove: () => undefined } as PhaseJob;
  mkdirSync(join(directory, 'sub'), { recursive: true });
  writeFileSync(join(directory, 'sub', 'a'), '');
  symlinkSync('/etc', join(directory, 'out'));
  symlinkSync('/nowhere/at/all', join(directory, 'dangling'));
  execFileSync('sh', ['-c', 'mkfifo sub/pipe'], { cwd: directory });
  symlinkSync('sub/pipe', join(directory, 'tube'));
  const kinds = (names: string[]) => names.map((name) => inside(directory, name).kind);
  expect(kinds(['sub/a', 'sub/new/file', '.', 'sub/../sub/a'])).toEqual(Array(4).fill('inside'));
  expect(kinds(['', '/etc/passwd', '../x', 'out/passwd', 'dangling', '.git/config', 'sub/.GIT/x', 'a\0b'])).toEqual(
    Array(8).fill('outside'),
  );
  // Whoever reads a pipe waits for somebody to write into it.
  expect(kinds(['sub/pipe', 'tube'])).toEqual(Array(2).fill('outside'));
});
