// Phase 1: the issue's acceptance criteria become a Playwright test that fails because the feature is missing.
import { dirname } from 'node:path';
import type { Work } from '../../../src/contract/request.ts';
import type { ResultVerdict } from '../../../src/contract/result.ts';
import type { Scenario } from '../../../src/scenario/criteria.ts';
import { type Draft, draftTest } from '../../../src/scenario/draft-test.ts';
import { brokenRules } from '../../../src/scenario/locator-rules.ts';
import type { Surroundings } from '../../../src/scenario/write-test.ts';
import { sha256 } from '../git/frozen-test.ts';
import { git } from '../git/git.ts';
import { type Command, type Job, PhaseError } from '../job.ts';
import { criteriaByModel } from '../model/criteria.ts';
import { ModelFailure } from '../model/model-failure.ts';
import { keyOf, openModel } from '../model/open-model.ts';
import { openSpending } from '../model/spending.ts';
import { runTest, type TestRun } from '../playwright/run-test.ts';
import { runApplication } from '../shell/run-application.ts';
import { lookAt } from '../web/look-at.ts';
import { okOf } from '../web/wait-for-build.ts';
import { findFixtures } from './find-fixtures.ts';
import { lookAtPages } from './look-at-pages.ts';
import { namesText, outputWithNames } from './names-text.ts';
import { redProblem } from './red-reason.ts';

type GenerateTest = Extract<Work, { command: 'generate_test' }>;

interface Written {
  readonly path: string;
  readonly text: string;
  readonly scenarios: readonly Scenario[];
}

export const generateTest: Command<'generate_test'> = async (job, work): Promise<ResultVerdict> => {
  const draft = await draftOf(job, work);
  if (draft.kind === 'questions') throw new PhaseError(draft.failure, draft.message);
  const target = targetOf(work);
  if (target !== null) await requirePage(work, target);
  await git(job.workspace, ['checkout', '--quiet', '--detach', job.request.base]);
  const { written, names, red } = await runApplication(job, work.application, async () => {
    const imports = await findFixtures(job, work.testPath);
    const pages = {
      baseUrl: target ?? work.application.url,
      paths: draft.opens,
      folder: dirname(work.testPath),
      imports,
    };
    const surroundings = await lookAtPages(job, pages);
    const { written, names } = write(job, work, { draft, surroundings });
    if (target !== null) requireRed(await runOnTarget(job, written, target), written, target);
    return { written, names, red: await runOnBase(job, written, work.application) };
  });
  const { text } = written;
  return {
    verdict: 'succeeded',
    output: {
      command: 'generate_test',
      changeSet: {
        base: job.request.head,
        files: [{ kind: 'changed', path: work.testPath, mode: '100644', encoding: 'utf-8', content: text }],
      },
      test: { path: work.testPath, sha256: sha256(text) },
      red: red.proof,
      testOutput: outputWithNames(red.output, names),
    },
  };
};

/** The same sentences once more, with the names as they are on the page, and beginning as the repository's own tests do. */
function write(
  job: Job,
  work: GenerateTest,
  { draft, surroundings }: { draft: DraftedTest; surroundings: Surroundings },
): { written: Written; names: string } {
  const final = draftTest({ ...work.feature, text: draft.criteria }, job.request.issue.number, surroundings);
  if (final.kind === 'questions') throw new Error(`generate-test: ${final.message}`);
  const { content: text, scenarios } = final;
  const broken = brokenRules(text);
  if (broken.length > 0)
    throw new PhaseError('machinery', `The generated test is not as it should be: ${broken.join('; ')}.`);
  const names = namesText(final.names);
  job.result.keepText('generated-test.txt', text);
  job.print(`── ${work.testPath}\n${text}\n${names}\n`);
  return { written: { path: work.testPath, text, scenarios }, names };
}

/** An address of its own that the issue names; the application's own is looked at anyway. */
function targetOf({ targetUrl, application }: GenerateTest): string | null {
  return targetUrl !== null && new URL(targetUrl).origin !== new URL(application.url).origin ? targetUrl : null;
}

async function requirePage({ privateAllowed }: GenerateTest, url: string): Promise<void> {
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
}

function runOnTarget(job: Job, written: Written, url: string): Promise<TestRun> {
  return runTest(job, {
    ...written,
    name: 'target',
    baseUrl: url,
    commit: job.request.base,
    patienceMs: 2_500,
    trace: 'off',
    times: 1,
    expected: 'red',
  });
}

/** Once may be chance. */
const redRuns = 3;

/** The application of this machine is quick to answer, so that a short patience is enough to call an element missing. */
async function runOnBase(
  job: Job,
  written: Written,
  { url }: GenerateTest['application'],
): Promise<Extract<TestRun, { kind: 'ran' }>> {
  const run = await runTest(job, {
    ...written,
    name: 'red',
    baseUrl: url,
    commit: job.request.base,
    patienceMs: 2_500,
    trace: 'off',
    times: redRuns,
    expected: 'red',
  });
  return requireRed(run, written, 'the base commit');
}

function requireRed(run: TestRun, written: Written, where: string): Extract<TestRun, { kind: 'ran' }> {
  const problem = redProblem(run, written.scenarios, where);
  if (problem !== null) throw new PhaseError(problem.class, problem.message);
  if (run.kind !== 'ran') throw new Error(`generate-test: a test that was ${run.kind} is no red test`);
  return run;
}

const requestsMax = 10;

type DraftedTest = Extract<Draft, { kind: 'test' }> & {
  /** The words that it was made of. */
  readonly criteria: string;
};

/** As the words stand; where they do not make a test, as a model words them, if there is one. */
async function draftOf(job: Job, work: GenerateTest): Promise<DraftedTest | Exclude<Draft, { kind: 'test' }>> {
  const { number } = job.request.issue;
  const draft = draftTest(work.feature, number);
  if (draft.kind === 'test') return { ...draft, criteria: work.feature.text };
  if (work.model === null) return draft;
  const spending = openSpending({ limits: work.limits, costPerMillion: work.model.costPerMillion, requestsMax });
  try {
    const model = openModel(work.model, { key: keyOf(work.model, job.environment), spending });
    const criteria = await criteriaByModel(model, work.feature, number);
    job.result.keepText('criteria.md', criteria);
    const worded = draftTest({ ...work.feature, text: criteria }, number);
    return worded.kind === 'test' ? { ...worded, criteria } : worded;
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    // People are asked what they would be asked without a model, and hear what became of it.
    return { ...draft, message: `${draft.message}\n\n${error.message}` };
  } finally {
    job.used(spending.usage(`model ${work.model.name}`));
  }
}
