// Repeated runs, in a real browser: what is believed after how many of them, and what is told of those that differ.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { runTest, type TestToRun } from '../../../action/src/playwright/run-test.ts';
import type { Flake } from '../../../src/contract/result.ts';
import { anyCommit, carefree, type PhaseJob, phaseJob, phaseRequest, runnerEnvironment } from '../phase-job.ts';

const temporary = mkdtempSync(join(tmpdir(), 'chimera-runs-'));
let environment: NodeJS.ProcessEnv;
let job: PhaseJob;
let flakes: Flake[];
let server: Server;
/** How the page at `/` is made; each test says its own. */
let page: (answer: ServerResponse, url: URL) => void;

beforeAll(async () => {
  environment = await runnerEnvironment(temporary);
  server = createServer((request, answer) => page(answer, new URL(request.url ?? '/', 'http://page')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  rmSync(temporary, { recursive: true, force: true });
});

beforeEach(() => {
  const frozen = { path: 'e2e/issue-7.spec.ts', sha256: '0'.repeat(64), commit: anyCommit };
  const url = 'http://127.0.0.1:1/';
  const work = {
    command: 'validate',
    test: frozen,
    url,
    commitPath: null,
    readySeconds: 1,
    ...carefree.build,
  } as const;
  flakes = [];
  const plain = phaseJob(phaseRequest(work), temporary, environment);
  job = { ...plain, differed: (flake) => void flakes.push(flake) };
});

afterEach(() => job.remove());

const scenario = (title: string, body: string): string =>
  `test('${title}', async ({ page }) => {\n  await page.goto('./');\n  ${body}\n});\n`;
const sees = (text: string): string => `await expect(page.getByText('${text}', { exact: true })).toBeVisible();`;

function run(expected: TestToRun['expected'], times: number, ...scenarios: readonly string[]) {
  const { port } = server.address() as AddressInfo;
  return runTest(job, {
    name: 'run',
    path: 'e2e/issue-7.spec.ts',
    text: `import { expect, test } from '@playwright/test';\n${scenarios.join('')}`,
    baseUrl: `http://127.0.0.1:${port}`,
    commit: anyCommit,
    patienceMs: 1_500,
    trace: 'on',
    times,
    expected,
  });
}

const html = (answer: ServerResponse, body: string): void =>
  void answer.setHeader('content-type', 'text/html').end(`<!doctype html><link rel="icon" href="data:,">${body}`);

test('what always passes ran as often as asked, and what the page complains of is told', async () => {
  page = (answer, { pathname }) => {
    if (pathname === '/prices') return void answer.writeHead(500).end();
    html(answer, `<p>Hello</p><script>fetch('/prices'); console.error('no prices'); undefined.price;</script>`);
  };
  const ran = await run('green', 3, scenario('greets', sees('Hello')), scenario('greets again', sees('Hello')));
  expect(ran).toMatchObject({ kind: 'ran', order: 'together', proof: { runs: 3 } });
  if (ran.kind !== 'ran') return;
  expect(ran.tests.map(({ status }) => status)).toEqual(['passed', 'passed']);
  const pictures = ran.proof.tests.map(({ screenshot }) => screenshot ?? '');
  expect(new Set(pictures).size).toBe(2);
  for (const path of pictures) expect(existsSync(join(job.result.path, path))).toBe(true);
  expect(ran.proof.pageErrors).toContain('console: no prices');
  expect(ran.proof.pageErrors.join('\n')).toMatch(/^request: GET http:\/\/127\.0\.0\.1:\d+\/prices → 500$/m);
  expect(ran.proof.pageErrors.join('\n')).toMatch(/^page: .*price/m);
}, 180_000);

test('what is there at every other visit only is flaky, with a trace of either end', async () => {
  let visits = 0;
  page = (answer) => html(answer, `<p>${++visits % 2 === 1 ? 'Hello' : 'Bye'}</p>`);
  const ran = await run('green', 5, scenario('greets', sees('Hello')));
  expect(ran).toMatchObject({ kind: 'flaky', title: 'greets' });
  if (ran.kind !== 'flaky') return;
  expect(ran.passed).toBeGreaterThan(0);
  expect(ran.passed).toBeLessThan(ran.of);
  expect(flakes).toEqual([{ title: 'greets', passed: ran.passed, of: ran.of }]);
  const kept = [...ran.words.matchAll(/\(in the artifact: (\S+\.zip), (\S+\.png)\)/g)].flatMap(([, ...paths]) => paths);
  expect(kept).toHaveLength(4);
  for (const path of kept) expect(existsSync(join(job.result.path, path ?? ''))).toBe(true);
}, 180_000);

test('what fails is looked at once more, and not five times', async () => {
  let visits = 0;
  page = (answer) => {
    visits += 1;
    html(answer, '<p>Bye</p>');
  };
  const ran = await run('green', 5, scenario('greets', sees('Hello')));
  expect(ran).toMatchObject({ kind: 'ran', tests: [{ status: 'failed' }], proof: { runs: 2 } });
  expect(visits).toBe(2);
}, 180_000);

test('a red test fails as often as asked', async () => {
  page = (answer) => html(answer, '<p>Bye</p>');
  const ran = await run('red', 3, scenario('greets', sees('Hello')));
  expect(ran).toMatchObject({ kind: 'ran', tests: [{ status: 'failed' }], proof: { runs: 3 } });
}, 180_000);

test('scenarios that are in each other’s way pass one by one, and that is said', async () => {
  // One list for everybody: two visitors at once see each other's entries.
  let list: string[] = [];
  page = (answer, { pathname, searchParams }) => {
    if (pathname === '/reset') list = [];
    if (pathname === '/add') list.push(searchParams.get('text') ?? '');
    html(answer, `<p>${list.length} in the list</p>`);
  };
  const adds = (text: string): string =>
    `await page.goto('./reset'); await page.goto('./add?text=${text}'); await page.waitForTimeout(400); await page.goto('./add?text=more'); ${sees('2 in the list')}`;
  const ran = await run('green', 2, scenario('adds milk', adds('milk')), scenario('adds tea', adds('tea')));
  expect(ran).toMatchObject({ kind: 'ran', order: 'one-by-one', proof: { runs: 2 } });
  if (ran.kind === 'ran') expect(ran.tests.map(({ status }) => status)).toEqual(['passed', 'passed']);
}, 180_000);
