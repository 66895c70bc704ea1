// Phase 1: the issue's acceptance criteria become a Playwright test that fails because the feature is missing.
import type { ResultVerdict } from '../../../src/contract/result.ts';
import type { Scenario } from '../../../src/scenario/criteria.ts';
import { type Draft, draftTest } from '../../../src/scenario/draft-test.ts';
import { sha256 } from '../git/frozen-test.ts';
import { git } from '../git/git.ts';
import { type Command, type Job, PhaseError } from '../job.ts';
import { criteriaByModel } from '../model/criteria.ts';
import { ModelFailure } from '../model/model-failure.ts';
import { keyOf, openModel } from '../model/open-model.ts';
import { openSpending } from '../model/spending.ts';
import { runTest, type TestRun } from '../playwright/run-test.ts';
import { runApplication } from '../shell/run-application.ts';
import { tail } from '../text/cut.ts';
import { lookAt } from '../web/look-at.ts';
import { okOf } from '../web/wait-for-build.ts';
import { redProblem } from './red-reason.ts';

interface Written {
  readonly path: string;
  readonly text: string;
  readonly scenarios: readonly Scenario[];
}

export const generateTest: Command<'generate_test'> = async (job, work): Promise<ResultVerdict> => {
  const draft = await draftOf(job, work);
  if (draft.kind === 'questions') throw new PhaseError(draft.failure, draft.message);
  const { content: text, scenarios } = draft;
  const written: Written = { path: work.testPath, text, scenarios };
  job.result.keepText('generated-test.txt', text);
  job.print(`── ${work.testPath}\n${text}\n`);
  if (work.targetUrl !== null && new URL(work.targetUrl).origin !== new URL(work.application.url).origin) {
    await requireRedOnTarget(job, written, { url: work.targetUrl, privateAllowed: work.privateAllowed });
  }
  const run = await runOnBase(job, written, work.application);
  return {
    verdict: 'succeeded',
    output: {
      command: 'generate_test',
      changeSet: {
        base: job.request.head,
        files: [{ kind: 'changed', path: work.testPath, mode: '100644', encoding: 'utf-8', content: text }],
      },
      test: { path: work.testPath, sha256: sha256(text) },
      red: run.proof,
      testOutput: tail(run.output, 8_000),
    },
  };
};

async function requireRedOnTarget(
  job: Job,
  written: Written,
  { url, privateAllowed }: { url: string; privateAllowed: boolean },
): Promise<void> {
  const look = await lookAt(url, { timeoutMs: 15_000, policy: { privateAllowed } });
  if (look.kind === 'refused') {
    throw new PhaseError('address_refused', `target_url ${url} is refused: ${look.reason}.`);
  }
  const page = okOf(look);
  if (page.kind === 'bad') {
    throw new PhaseError(
      'unreachable',
      `target_url ${url} ${page.value}. Correct the address in the issue, or leave it out: the test then runs against the ` +
        'application started from the base commit alone.',
    );
  }
  const run = await runTest(job, {
    ...written,
    name: 'target',
    baseUrl: url,
    commit: job.request.base,
    patienceMs: 2_500,
    trace: 'off',
    times: 1,
    expected: 'red',
  });
  requireRed(run, written, url);
}

/** Once may be chance. */
const redRuns = 3;

/** The application of this machine is quick to answer, so that a short patience is enough to call an element missing. */
async function runOnBase(
  job: Job,
  written: Written,
  application: Parameters<typeof runApplication>[1],
): Promise<Extract<TestRun, { kind: 'ran' }>> {
  const { base } = job.request;
  await git(job.workspace, ['checkout', '--quiet', '--detach', base]);
  const run = await runApplication(job, application, () =>
    runTest(job, {
      ...written,
      name: 'red',
      baseUrl: application.url,
      commit: base,
      patienceMs: 2_500,
      trace: 'off',
      times: redRuns,
      expected: 'red',
    }),
  );
  return requireRed(run, written, 'the base commit');
}

function requireRed(run: TestRun, written: Written, where: string): Extract<TestRun, { kind: 'ran' }> {
  const problem = redProblem(run, written.scenarios, where);
  if (problem !== null) throw new PhaseError(problem.class, problem.message);
  if (run.kind !== 'ran') throw new Error(`generate-test: a test that was ${run.kind} is no red test`);
  return run;
}

const requestsMax = 10;

/** As the words stand; where they do not make a test, as a model words them, if there is one. */
async function draftOf(job: Job, work: Parameters<typeof generateTest>[1]): Promise<Draft> {
  const { number } = job.request.issue;
  const draft = draftTest(work.feature, number);
  if (draft.kind === 'test' || work.model === null) return draft;
  const spending = openSpending({ limits: work.limits, costPerMillion: work.model.costPerMillion, requestsMax });
  try {
    const model = openModel(work.model, { key: keyOf(work.model, job.environment), spending });
    const text = await criteriaByModel(model, work.feature, number);
    job.result.keepText('criteria.md', text);
    return draftTest({ ...work.feature, text }, number);
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    // People are asked what they would be asked without a model, and hear what became of it.
    return draft.kind === 'questions' ? { ...draft, message: `${draft.message}\n\n${error.message}` } : draft;
  } finally {
    job.used(spending.usage(`model ${work.model.name}`));
  }
}
