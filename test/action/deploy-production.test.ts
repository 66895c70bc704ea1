// A production deployment is validated in its own job, and taken back when it is not what was promised. Real
// commands, a real server that they replace, a real browser.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sha256 } from '../../action/src/git/frozen-test.ts';
import { runWork } from '../../action/src/run-work.ts';
import type { Work } from '../../src/contract/request.ts';
import type { ResultVerdict } from '../../src/contract/result.ts';
import { phaseJob, phaseRequest, runnerEnvironment } from './phase-job.ts';
import { clearButton, todoPage, todoRepository } from './todo-repository.ts';

type Deploy = Extract<Work, { command: 'deploy' }>;
interface Live {
  readonly commit: string;
  readonly status?: number;
}

const path = 'e2e/clear.spec.ts';
const text = `import { expect, test } from '@playwright/test';
test('Clear what is done', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Clear completed' })).toBeVisible({ timeout: 1_000 });
});
`;
const repository = todoRepository();
const before = repository.git('rev-parse', 'HEAD');
const temporary = mkdtempSync(join(tmpdir(), 'chimera-production-'));
let environment: NodeJS.ProcessEnv;
let head = '';
/** What production serves; commands of the deployment set it through the server itself. */
let live: Live = { commit: before };
let commands: string[] = [];
let server: Server;
let url = '';

beforeAll(async () => {
  environment = await runnerEnvironment(temporary);
  repository.commit({ [path]: text });
  head = repository.commit({ 'index.html': todoPage(clearButton) });
  server = createServer((request, response) => {
    const [, verb = '', commit = '', status = '200'] = (request.url ?? '').split('/');
    if (verb === 'set') {
      commands.push(commit === head ? 'deploy' : 'rollback');
      live = { commit, status: Number(status) };
      return void response.end();
    }
    if (verb === 'version') return void response.end(JSON.stringify({ commit: live.commit }));
    const feature = live.commit === head && live.status !== 201;
    response.writeHead(live.status ?? 200, { 'content-type': 'text/html' }).end(todoPage(feature ? clearButton : ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(temporary, 'set.mjs'), `await fetch(process.argv.slice(2).join('/'));`);
});

beforeEach(() => {
  live = { commit: before };
  commands = [];
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  repository.remove();
  rmSync(temporary, { recursive: true, force: true });
});

/** A command that makes production serve a commit; of the head 200 is a good build, 201 one without the feature. */
const set = (commit: string, status = 200): string =>
  `"${process.execPath}" "${join(temporary, 'set.mjs')}" ${url}/set ${commit} ${status}`;

async function deploy(run: string, rollback: string | null, changes: Partial<Deploy> = {}): Promise<ResultVerdict> {
  const commit = repository.git('log', '--format=%H', '--', path);
  const work: Deploy = {
    command: 'deploy',
    run,
    environment: 'production',
    url,
    commitPath: '/version',
    readySeconds: 2,
    health: { path: '/', status: null, text: null },
    privateAllowed: true,
    validation: { test: { path, sha256: sha256(text), commit }, rollback },
    ...changes,
  };
  const job = phaseJob(phaseRequest(work, { head, base: before }), repository.directory, environment);
  try {
    return await runWork(job);
  } finally {
    job.remove();
  }
}

test('a good build stays, with its proof', async () => {
  const result = await deploy(set(head), set(before));
  expect(result).toMatchObject({
    verdict: 'succeeded',
    output: { command: 'deploy', url, commit: head, green: { commit: head, url, tests: [{ status: 'passed' }] } },
  });
  expect(commands).toEqual(['deploy']);
}, 60_000);

test('a build that fails the test is taken back', async () => {
  const result = await deploy(set(head, 201), `[ "$CHIMERA_COMMIT" = ${head} ] && ${set(before)}`);
  expect(result).toMatchObject({
    verdict: 'rejected',
    rolledBack: true,
    summary: expect.stringContaining('ended well'),
    findings: [{ rule: 'acceptance-test' }],
  });
  expect([commands, live.commit]).toEqual([['deploy', 'rollback'], before]);
}, 60_000);

test.each<[string, () => string | null, boolean, string[], string]>([
  ['is taken back', () => set(before), true, ['deploy', 'rollback'], 'ended well'],
  ['stays when there is no command for that', () => null, false, ['deploy'], 'status 500'],
  [
    'stays when that fails',
    () => 'echo no rights; exit 3',
    false,
    ['deploy'],
    'ended with 3. The end of its output:\nno',
  ],
  ['stays when that does nothing', () => 'true', false, ['deploy'], 'it has not helped'],
  ['stays when that only heals half', () => set(before, 500), false, ['deploy', 'rollback'], 'it has not helped'],
])('a build that does not come up %s', async (_, rollback, rolledBack, done, words) => {
  const result = await deploy(set(head, 500), rollback());
  expect(result).toMatchObject({ verdict: 'rejected', rolledBack, findings: [{ rule: 'deployment-health' }] });
  expect(result).toMatchObject({ summary: expect.stringContaining('status 500') });
  expect(result).toMatchObject({ summary: expect.stringContaining(words) });
  expect(commands).toEqual(done);
});

test.each<[string, () => [string, Partial<Deploy>], string]>([
  ['a command that fails', () => ['exit 1', {}], 'command_failed'],
  ['another commit there', () => ['true', {}], 'commit_mismatch'],
  ['an address that may not be asked', () => [set(head), { privateAllowed: false }], 'address_refused'],
])('%s says nothing about the build: nothing is taken back', async (_, given, kind) => {
  const [run, changes] = given();
  const result = await deploy(run, set(before), changes);
  expect(result).toMatchObject({ verdict: 'errored', failure: { class: kind } });
  expect(commands).not.toContain('rollback');
});
