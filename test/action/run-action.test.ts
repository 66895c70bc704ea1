// The bundled action as GitHub starts it: whatever happens, a valid result is left and the step's outputs are set.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sha256 } from '../../action/src/git/frozen-test.ts';
import type { Work } from '../../src/contract/request.ts';
import { type PhaseResult, phaseResultSchema } from '../../src/contract/result.ts';
import { carefree, phaseRequest } from './phase-job.ts';
import { type TodoRepository, todoRepository } from './todo-repository.ts';

const bundle = join(import.meta.dirname, '..', '..', 'action', 'dist', 'index.js');
let temporary: string;
let repository: TodoRepository;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'chimera-step-'));
  repository = todoRepository();
});

afterEach(() => {
  rmSync(temporary, { recursive: true, force: true });
  repository.remove();
});

function start(inputs: { request: string; verdict?: string; token?: string }): ChildProcess {
  for (const name of ['output', 'summary']) writeFileSync(join(temporary, name), '');
  return spawn(process.execPath, [bundle], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: temporary,
      RUNNER_TEMP: temporary,
      GITHUB_WORKSPACE: repository.directory,
      GITHUB_OUTPUT: join(temporary, 'output'),
      GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
      INPUT_REQUEST: inputs.request,
      INPUT_VERDICT: inputs.verdict ?? '',
      INPUT_TOKEN: inputs.token ?? '',
    },
  });
}

interface Step {
  code: number | null;
  log: string;
  outputs: Record<string, string>;
  summary: string;
}

async function endOf(child: ChildProcess): Promise<Step> {
  let log = '';
  child.stdout?.on('data', (part) => {
    log += part;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const written = readFileSync(join(temporary, 'output'), 'utf8');
  const outputs = Object.fromEntries(
    [...written.matchAll(/^(\w+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map((match) => [match[1], match[3]]),
  );
  return { code, log, outputs, summary: readFileSync(join(temporary, 'summary'), 'utf8') };
}

function resultOf(step: Step): PhaseResult {
  return phaseResultSchema.parse(JSON.parse(readFileSync(join(step.outputs.directory ?? '', 'result.json'), 'utf8')));
}

function implement(command: string): string {
  const text = 'frozen';
  const head = repository.commit({ 'e2e/a.spec.ts': text });
  const work: Work = {
    command: 'implement_feature',
    feature: { title: 'T', text: 'x' },
    test: { path: 'e2e/a.spec.ts', sha256: sha256(text), commit: head },
    testOutput: '',
    feedback: null,
    guidance: [],
    ...carefree.implementation,
    coder: { choice: { kind: 'command', command }, ...carefree.coder },
    protectedPaths: [],
  };
  return JSON.stringify(phaseRequest(work, { head, base: head }));
}

test('a success: result, outputs, summary', async () => {
  const step = await endOf(start({ request: implement('echo hello > new; echo "::set-output name=x::y"') }));
  expect(step).toMatchObject({
    code: 0,
    outputs: { verdict: 'succeeded' },
    summary: expect.stringContaining('Implementation: succeeded'),
  });
  expect(resultOf(step)).toMatchObject({ attempt: 'attempt-1', result: { verdict: 'succeeded' } });
  const stop = /::stop-commands::(\S+)/.exec(step.log)?.[1] ?? '';
  expect(step.log.indexOf('::set-output')).toBeGreaterThan(step.log.indexOf('::stop-commands::'));
  expect(step.log.indexOf('::set-output')).toBeLessThan(step.log.lastIndexOf(`::${stop}::`));
});

test.each([
  ['no JSON', 'nonsense', 'unknown', 'not JSON'],
  ['JSON that is no request', '{"attempt":"attempt-9","version":2}', 'attempt-9', 'version'],
])('a request that is %s leaves a valid error', async (_, request, attempt, words) => {
  const step = await endOf(start({ request }));
  expect(step).toMatchObject({ code: 1, outputs: { verdict: 'errored' } });
  expect(resultOf(step)).toMatchObject({
    attempt,
    result: { failure: { class: 'machinery', message: expect.stringContaining(words) } },
  });
  expect(step.summary).toContain(words);
});

test('a checkout of another commit is an error', async () => {
  const request = implement('echo x > new');
  repository.commit({ other: 'x' });
  const step = await endOf(start({ request }));
  expect(resultOf(step)).toMatchObject({ result: { verdict: 'errored', failure: { class: 'machinery' } } });
});

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  '%s in the middle leaves a valid error, and no process when it can be caught',
  async (signal) => {
    const started = join(temporary, 'started');
    const child = start({
      request: implement(`sleep 600 & echo $! > ${started}.new; mv ${started}.new ${started}; sleep 600`),
    });
    const end = endOf(child);
    while (!existsSync(started)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    const step = await end;
    expect(resultOf(step)).toMatchObject({
      attempt: 'attempt-1',
      result: { verdict: 'errored', failure: { class: 'machinery' } },
    });
    const sleeper = Number(readFileSync(started, 'utf8'));
    if (signal === 'SIGKILL') process.kill(sleeper);
    else await gone(sleeper);
  },
);

/** Resolves when a process has ended; the test's own time limit is the limit. */
async function gone(pid: number): Promise<void> {
  const lives = (): boolean =>
    existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  while (lives()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a review without a verdict fails the step and posts nothing', async () => {
  const step = await endOf(start({ request: implement('true'), verdict: join(temporary, 'nothing'), token: 't' }));
  expect(step.code).toBe(1);
  expect(step.log).toContain('::error::No review is posted');
  expect(existsSync(join(step.outputs.directory ?? '', 'review.json'))).toBe(false);
});
