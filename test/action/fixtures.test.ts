// A repository whose tests begin with fixtures of its own: the new test begins like them, and a change cannot bend them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runWork } from '../../action/src/run-work.ts';
import type { PhaseRequest, Work } from '../../src/contract/request.ts';
import type { ResultVerdict } from '../../src/contract/result.ts';
import { carefree, phaseJob, phaseRequest, runnerEnvironment } from './phase-job.ts';
import { freePort, todoRepository } from './todo-repository.ts';

const page = (extra = ''): string => `<!doctype html><html lang="en"><link rel="icon" href="data:,"><h1>Todos</h1>
<p id="who"></p><script>document.getElementById('who').textContent = localStorage.user ? 'Hello ' + localStorage.user : 'Please sign in';</script>
${extra}</html>`;

const fixtures = `import { test as base } from '@playwright/test';
import { user } from './support/user';
export { expect } from '@playwright/test';
export const test = base.extend({
  page: async ({ page }, use) => {
    await page.addInitScript((name) => localStorage.setItem('user', name), user);
    await use(page);
  },
});
`;
const existing = `import { expect, test } from './fixtures';
test('greets', async ({ page }) => { await page.goto('/'); await expect(page.getByText('Hello Ada')).toBeVisible(); });
`;

const issue = `### Acceptance criteria

\`\`\`gherkin
Scenario: Sign out
  Given I open "/"
  And I should see "Hello Ada"
  When I click the "Sign out" button
  Then I should see "Please sign in"
\`\`\`
`;
const signOut = `<button onclick="localStorage.removeItem('user'); document.getElementById('who').textContent = 'Please sign in'">Sign out</button>`;

const temporary = mkdtempSync(join(tmpdir(), 'chimera-fixtures-'));
const repository = todoRepository();
let environment: NodeJS.ProcessEnv;
let application: Extract<Work, { command: 'review_pr' }>['application'];

beforeAll(async () => {
  environment = await runnerEnvironment(temporary);
  application = {
    install: null,
    start: 'node server.mjs',
    url: `http://127.0.0.1:${await freePort()}`,
    readySeconds: 20,
  };
});

afterAll(() => {
  repository.remove();
  rmSync(temporary, { recursive: true, force: true });
});

async function run(work: Work, changes: Partial<PhaseRequest>): Promise<{ result: ResultVerdict; log: string }> {
  repository.git('checkout', '--quiet', '--detach', changes.head ?? '');
  const job = phaseJob(phaseRequest(work, changes), repository.directory, environment);
  try {
    return { result: await runWork(job), log: job.log() };
  } finally {
    job.remove();
    repository.git('checkout', '--quiet', 'main');
  }
}

const generate = (): Work => ({
  command: 'generate_test',
  feature: { title: 'Sign out', text: issue },
  targetUrl: null,
  application,
  privateAllowed: true,
  testPath: 'e2e/chimera/7-sign-out.spec.ts',
  model: null,
  limits: carefree.limits,
});

test('the generated test begins with the fixtures of the repository, as they are on the base commit', async () => {
  const base = repository.commit({
    'index.html': page(),
    'e2e/fixtures.ts': fixtures,
    'e2e/support/user.ts': `export const user = 'Ada';\n`,
    'e2e/existing.spec.ts': existing,
  });
  const { result } = await run(generate(), { base, head: base });
  expect(result).toMatchObject({ verdict: 'succeeded' });
  if (result.verdict !== 'succeeded' || result.output.command !== 'generate_test') return;
  const [file] = result.output.changeSet.files;
  const text = file?.kind === 'changed' ? file.content : '';
  expect(text).toContain(`import { expect, test } from '../fixtures';`);
  // Red for the right reason: signed in it was, and the button is what is missing.
  expect(result.output.red.tests[0]?.error).toContain('Sign out');
  expect(result.output.testOutput).toContain('- button "Sign out"');

  const frozen = repository.commit({ 'e2e/chimera/7-sign-out.spec.ts': text });
  const review: Work = {
    command: 'review_pr',
    feature: { title: 'Sign out', text: issue },
    test: { ...result.output.test, commit: frozen },
    application,
    threshold: 0.7,
    approvedBy: null,
    protectedPaths: [],
    linesMax: 500,
    ...carefree.review,
  };
  const phase = { base, phase: 'guardian_review' } as const;
  const done = repository.commit({ 'index.html': page(signOut) });
  expect((await run(review, { ...phase, head: done })).result).toMatchObject({ verdict: 'succeeded' });

  // The feature is taken out again, and the fixtures put it on the page.
  const bent = fixtures.replace(
    'await use(page);',
    `await page.route('**/', (route) => route.fulfill({ contentType: 'text/html', body: ${JSON.stringify(page(signOut))} })); await use(page);`,
  );
  const cheated = repository.commit({ 'index.html': page(), 'e2e/fixtures.ts': bent });
  const { result: rejected } = await run(review, { ...phase, head: cheated });
  expect(rejected).toMatchObject({ verdict: 'rejected' });
  if (rejected.verdict === 'rejected') expect(rejected.findings.map(({ rule }) => rule)).toContain('acceptance-test');
}, 180_000);

test.each([
  ['need a package', `import { thing } from 'some-package';\n${fixtures}`, /are not used: some-package/],
  ['export no test', `export const nothing = 1;\n`, /are not used: they export no test/],
  ['import what is not there', `import './gone';\n${fixtures}`, /are not used: .*imports "\.\/gone"/],
  [
    'let no page open',
    fixtures.replace('await use(page);', `throw new Error('no database here');`),
    /no page opens: they are not used/,
  ],
])(
  'fixtures that %s are left aside, and the log says so',
  async (_, text, words) => {
    const base = repository.commit({
      'index.html': page(),
      'e2e/fixtures.ts': text,
      'e2e/support/user.ts': `export const user = 'Ada';\n`,
      'e2e/existing.spec.ts': existing,
    });
    const { result, log } = await run(generate(), { base, head: base });
    expect(log).toMatch(words);
    // Without them nobody is signed in, which is what the run then says.
    expect(result).toMatchObject({ verdict: expect.stringMatching(/errored|succeeded/) });
    expect(log).toContain(`import { expect, test } from '@playwright/test';`);
  },
  120_000,
);
