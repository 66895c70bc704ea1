// The story of one feature through all five commands, with real git, a real server and a real browser.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sha256 } from '../../action/src/git/frozen-test.ts';
import { runWork } from '../../action/src/run-work.ts';
import type { PhaseRequest, Work } from '../../src/contract/request.ts';
import { type PhaseOutput, phaseResultSchema, type ResultVerdict } from '../../src/contract/result.ts';
import { carefree, phaseJob, phaseRequest, runnerEnvironment } from './phase-job.ts';
import { clearButton, criteria, freePort, todoPage, todoRepository } from './todo-repository.ts';

const testPath = 'e2e/issue-7.spec.ts';
const feature = { title: 'Clear completed todos', text: criteria };
const repository = todoRepository();
const temporary = mkdtempSync(join(tmpdir(), 'chimera-story-'));
const base = repository.git('rev-parse', 'HEAD');
let environment: NodeJS.ProcessEnv;
let application: Extract<Work, { command: 'review_pr' }>['application'];
let generated = '';

beforeAll(async () => {
  environment = await runnerEnvironment(temporary);
  const port = await freePort();
  application = {
    install: 'echo installed',
    start: 'node server.mjs',
    url: `http://127.0.0.1:${port}`,
    readySeconds: 20,
  };
});

afterAll(() => {
  repository.remove();
  rmSync(temporary, { recursive: true, force: true });
});

/** Runs a phase on the repository's head; the result always fits the contract and its evidence exists. */
async function run(work: Work, changes: Partial<PhaseRequest> = {}): Promise<ResultVerdict> {
  const head = changes.head ?? repository.git('rev-parse', 'main');
  repository.git('checkout', '--quiet', '--detach', head);
  const job = phaseJob(phaseRequest(work, { base, head, ...changes }), repository.directory, environment);
  try {
    const result = await runWork(job);
    phaseResultSchema.parse({ version: 1, task: 'task-1', attempt: 'attempt-1', head, result });
    for (const path of evidenceOf(result)) expect(existsSync(join(job.result.path, path))).toBe(true);
    return result;
  } finally {
    job.remove();
    repository.git('checkout', '--quiet', 'main');
  }
}

function evidenceOf(result: ResultVerdict): string[] {
  const proof =
    result.verdict === 'rejected'
      ? result.proof
      : result.verdict === 'succeeded' && 'green' in result.output
        ? result.output.green
        : result.verdict === 'succeeded' && 'red' in result.output
          ? result.output.red
          : null;
  return proof === null ? [] : [proof.report, proof.screenshot, proof.trace].filter((path) => path !== null);
}

function outputOf<Name extends PhaseOutput['command']>(
  result: ResultVerdict,
  name: Name,
): Extract<PhaseOutput, { command: Name }> {
  if (result.verdict !== 'succeeded' || result.output.command !== name)
    throw new Error(JSON.stringify(result, null, 2));
  return result.output as Extract<PhaseOutput, { command: Name }>;
}

const generate = (text = criteria): Work => ({
  command: 'generate_test',
  feature: { ...feature, text },
  targetUrl: null,
  application,
  testPath,
  privateAllowed: true,
  model: null,
  limits: carefree.review.limits,
});

function frozen(): { path: string; sha256: string; commit: string } {
  const commit = repository.git('log', '--reverse', '--format=%H', '--', testPath).split('\n')[0] ?? '';
  return { path: testPath, sha256: sha256(generated), commit };
}

const review = (): Work => ({
  command: 'review_pr',
  feature,
  test: frozen(),
  application,
  threshold: 0.7,
  approvedBy: null,
  protectedPaths: ['.github/**'],
  linesMax: 500,
  ...carefree.review,
});

describe('a feature through the phases', () => {
  test('the generated test is red on the base commit, for its feature', async () => {
    const output = outputOf(await run(generate()), 'generate_test');
    expect(output.red).toMatchObject({ commit: base, tests: [{ title: 'Clear what is done', status: 'failed' }] });
    expect(output.red.screenshot).not.toBeNull();
    expect(output.testOutput).toContain('Clear completed');
    expect(output.testOutput).not.toContain(tmpdir());
    const [file] = output.changeSet.files;
    if (file?.kind !== 'changed') throw new Error('no file');
    generated = file.content;
    expect(output.test).toEqual({ path: testPath, sha256: sha256(generated) });
    repository.commit({ [testPath]: generated });
  }, 60_000);

  test.each([
    [
      'passes already',
      criteria.replace('"Clear completed"', '"Add"').replace(/Then[\s\S]*left"/, 'Then I see "1 items left"'),
      'test_passes_already',
    ],
    ['misses what was there before', criteria.replace('"New todo"', '"Neu"'), 'wrong_reason'],
  ])(
    'a test that %s proves nothing',
    async (_, text, kind) => {
      expect(await run(generate(text), { head: base })).toMatchObject({ verdict: 'errored', failure: { class: kind } });
    },
    60_000,
  );

  test.each([
    ['nobody answers', () => 'http://127.0.0.1:1', 'unreachable', 'target_url'],
    ['the application itself is to be started', () => `${application.url}/somewhere`, null, ''],
  ])(
    'with a target_url where %s',
    async (_, targetUrl, kind, words) => {
      const result = await run({ ...generate(), targetUrl: targetUrl() } as Work, { head: base });
      if (kind === null) expect(result.verdict).toBe('succeeded');
      else expect(result).toMatchObject({ failure: { class: kind, message: expect.stringContaining(words) } });
    },
    60_000,
  );

  test('a first attempt that leaves debug output and does nothing is rejected with its lines', async () => {
    repository.commit({ 'index.html': todoPage('<button onclick="console.log(1)">Clear completed</button>\n') });
    const result = await run(review());
    if (result.verdict !== 'rejected') throw new Error(JSON.stringify(result));
    expect(result.score).toBe(0);
    expect(result.proof).toMatchObject({ tests: [{ status: 'failed' }] });
    const line = generated.split('\n').findIndex((text) => text.includes('toHaveCount(0)')) + 1;
    expect(result.findings[0]).toMatchObject({ rule: 'acceptance-test', severity: 'critical', path: testPath, line });
    expect(result.findings[0]?.title).toContain('Then I should no longer see "Buy milk"');
    expect(result.findings.map((finding) => finding.rule)).toContain('debug-output');
  }, 60_000);

  test('a change with which the application does not start is rejected, not retried', async () => {
    const broken = repository.commit({ 'server.mjs': 'syntax error' });
    const result = await run(review());
    repository.git('revert', '--no-edit', broken);
    if (result.verdict !== 'rejected') throw new Error(JSON.stringify(result));
    expect(result).toMatchObject({ score: 0, proof: null });
    expect(result.findings[0]).toMatchObject({ rule: 'application-start', severity: 'critical' });
  }, 60_000);

  test('the second attempt is green on the head and approved', async () => {
    const head = repository.commit({ 'index.html': todoPage(clearButton) });
    const output = outputOf(await run(review()), 'review_pr');
    expect(output).toMatchObject({ score: 1, findings: [], green: { commit: head, tests: [{ status: 'passed' }] } });
  }, 60_000);

  test('the deployment says its commit, and the deployed build is validated', async () => {
    const head = repository.git('rev-parse', 'main');
    const url = `http://127.0.0.1:${await freePort()}`;
    const command = `PORT=${new URL(url).port} node server.mjs & echo $! > "$PIDFILE"; echo "url=${url}" >> "$CHIMERA_OUTPUT"`;
    environment.PIDFILE = join(temporary, 'pid');
    const place = { commitPath: '/version', readySeconds: 20, ...carefree.build };
    const deployed = await run({
      command: 'deploy',
      run: command,
      environment: 'staging',
      url: null,
      ...place,
      validation: null,
    });
    try {
      expect(outputOf(deployed, 'deploy')).toEqual({ command: 'deploy', url, commit: head, green: null });
      const output = outputOf(await run({ command: 'validate', test: frozen(), url, ...place }), 'validate');
      expect(output.green).toMatchObject({ commit: head, url, tests: [{ status: 'passed' }] });
      expect(output.green.trace).not.toBeNull();
      const late = { ...place, readySeconds: 1 };
      const next = repository.commit({ 'index.html': todoPage() });
      const other = await run({ command: 'validate', test: frozen(), url, ...late });
      expect(other).toMatchObject({ verdict: 'errored', failure: { class: 'commit_mismatch' } });
      expect(JSON.stringify(other)).toContain(next);
    } finally {
      process.kill(Number(readFileSync(join(temporary, 'pid'), 'utf8')));
    }
  }, 60_000);
});
