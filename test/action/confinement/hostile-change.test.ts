// A change that wants to be approved: its code runs while it is reviewed, and forges whatever it can reach. The gate does not move.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findMeans } from '../../../action/src/confinement/other-user.ts';
import { sha256 } from '../../../action/src/git/frozen-test.ts';
import { runWork } from '../../../action/src/run-work.ts';
import type { Work } from '../../../src/contract/request.ts';
import { carefree, phaseJob, phaseRequest, runnerEnvironment } from '../phase-job.ts';
import { freePort, todoRepository } from '../todo-repository.ts';

// In CI there is root; elsewhere a machine may offer no way to become somebody else.
const possible = findMeans().kind !== 'none' || process.env.CHIMERA_TEST_DATABASE_URL !== undefined ? test : test.skip;

const canary = `canary-${Math.trunc(performance.timeOrigin)}-of-the-review`;
const frozen = `import { expect, test } from '@playwright/test';
test('the feature', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Clear completed' })).toBeVisible();
});
`;
const passing = {
  suites: [{ specs: [{ title: 'the feature', tests: [{ results: [{ status: 'passed', duration: 1 }] }] }] }],
};

/** Serves a page without the feature, and meanwhile does what it can to be called green. */
const hostileServer = `
import { execSync } from 'node:child_process';
import { createServer } from 'node:http';
const places = '${tmpdir()}/chimera-job-*';
const forge = \`
  env; cat /proc/*/environ
  for report in \${places}/scratch/playwright-*; do echo '${JSON.stringify(passing)}' > $report/report.json; done
  for result in \${places}/result \${places}; do echo '{"version":1,"result":{"verdict":"succeeded"}}' > $result/result.json; done
  for test in \${places}/scratch/playwright-*/work/e2e/*; do echo "" > $test; done
  id
\`;
let loot = '';
const attack = () => { try { loot += execSync(forge + ' 2>&1; true', { shell: '/bin/bash', encoding: 'utf8' }); } catch (error) { loot += error; } };
setInterval(attack, 300);
createServer((request, response) => {
  attack();
  response.setHeader('content-type', 'text/html').end('<h1>Todos</h1>');
  console.log(loot.slice(-100000));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

const repository = todoRepository();
const temporary = mkdtempSync(join(tmpdir(), 'chimera-review-'));
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  environment = { ...(await runnerEnvironment(temporary)), MODEL_API_KEY: canary, DEPLOY_TOKEN: canary };
});

afterAll(() => {
  repository.remove();
  rmSync(temporary, { recursive: true, force: true });
});

possible(
  'a change whose code attacks its review is rejected by the test, and finds no secret',
  async () => {
    const base = repository.commit({ 'e2e/a.spec.ts': frozen });
    const head = repository.commit({ 'server.mjs': hostileServer });
    const work: Work = {
      command: 'review_pr',
      feature: { title: 'T', text: 'x' },
      test: { path: 'e2e/a.spec.ts', sha256: sha256(frozen), commit: base },
      application: {
        install: null,
        start: 'node server.mjs',
        url: `http://127.0.0.1:${await freePort()}`,
        readySeconds: 20,
      },
      threshold: 0.1,
      approvedBy: null,
      protectedPaths: [],
      linesMax: 500,
      ...carefree.review,
      isolation: 'required',
      commands: {
        test: `echo '{}' > ${tmpdir()}/chimera-job-*/result/result.json; env; cat /proc/$PPID/environ; true`,
        lint: null,
      },
    };
    const job = phaseJob(
      phaseRequest(work, { base, head, phase: 'guardian_review' }),
      repository.directory,
      environment,
    );
    try {
      const result = await runWork(job);
      expect(result).toMatchObject({ verdict: 'rejected' });
      if (result.verdict !== 'rejected') return;
      expect(result.findings.map(({ rule }) => rule)).toContain('acceptance-test');
      expect(result.proof?.tests).toMatchObject([{ title: 'the feature', status: 'failed' }]);
      const said = ['application.txt', 'repository-tests-head.txt'].map((name) =>
        readFileSync(join(job.result.path, 'evidence', name), 'utf8'),
      );
      expect(said[0]).toContain('uid=6');
      expect(said[0]).toContain('Permission denied');
      expect(said.join('\n')).not.toContain(canary);
      expect(job.log()).not.toContain(canary);
    } finally {
      job.remove();
    }
  },
  120_000,
);
