// Phase 5: the frozen test, in a real browser, on the deployed build of the very commit.
import { readFrozenTest } from '../git/frozen-test.ts';
import { type Command, PhaseError } from '../job.ts';
import { runTest } from '../playwright/run-test.ts';
import { testFindings } from '../playwright/test-findings.ts';
import { waitForBuild } from '../web/wait-for-build.ts';

export const validate: Command<'validate'> = async (job, work) => {
  const commit = job.request.head;
  const text = await readFrozenTest(job, work.test);
  await waitForBuild({ ...work, commit });
  const run = await runTest(job, {
    name: 'staging',
    path: work.test.path,
    text,
    baseUrl: work.url,
    commit,
    patienceMs: 5_000,
    trace: 'on',
    times: 2,
    expected: 'green',
  });
  const findings = testFindings(work.test.path, run);
  if (run.kind === 'not-loaded') throw new PhaseError('test_does_not_compile', run.message);
  // Another deployment may have come in between: then the run says nothing about this commit.
  await waitForBuild({ ...work, commit, readySeconds: 10 });
  if (findings.length === 0 && run.kind === 'ran') {
    return { verdict: 'succeeded', output: { command: 'validate', green: run.proof } };
  }
  const failed = run.kind === 'flaky' ? 1 : run.tests.filter((test) => test.status !== 'passed').length;
  return {
    verdict: 'rejected',
    summary: `${run.kind === 'flaky' ? `The test is flaky` : `${failed} of ${run.tests.length} scenarios fail`} on ${work.url}, which runs commit ${commit.slice(0, 7)}.`,
    findings: findings.slice(0, 100),
    score: null,
    proof: run.kind === 'ran' ? run.proof : null,
    votes: [],
    rolledBack: null,
  };
};
