// Phase 3: rules look at the diff, the frozen test runs against the head; together they make the verdict.
import type { Finding } from '../../../src/contract/finding.ts';
import type { ModelSettings } from '../../../src/contract/request.ts';
import type { ProofReport } from '../../../src/contract/result.ts';
import { openBench } from '../confinement/open-bench.ts';
import { readFrozenTest } from '../git/frozen-test.ts';
import { tryGit } from '../git/git.ts';
import type { Command, Job } from '../job.ts';
import { ModelFailure } from '../model/model-failure.ts';
import { keyOf, openModel } from '../model/open-model.ts';
import { reviewByModel } from '../model/review.ts';
import { openSpending } from '../model/spending.ts';
import { runTest, type TestRun } from '../playwright/run-test.ts';
import { testFindings } from '../playwright/test-findings.ts';
import { ApplicationDown, runApplication } from '../shell/run-application.ts';
import { cut } from '../text/cut.ts';
import { type Diff, readDiff } from './diff.ts';
import { ownCommands } from './own-commands.ts';
import { readRegistrySettings } from './registry-settings.ts';
import type { ReviewContext } from './rule.ts';
import { allRules } from './rules/all-rules.ts';
import { readPaths, readTexts } from './texts.ts';
import { type Review, verdictOf } from './verdict.ts';

export const reviewPr: Command<'review_pr'> = async (job, work) => {
  const frozen = await readFrozenTest(job, work.test);
  const test = { path: work.test.path, frozen, current: await currentText(job, work.test.path) };
  const rules = { who: 'rules', findings: await applyRules(job, { ...work, test }), abstains: null };
  const models = await reviewsByModels(job, work);
  const own = await ownCommands(job, work);
  const ran = await runAcceptanceTest(job, work, frozen);
  return verdictOf({
    reviews: [rules, ...models],
    tested: { findings: [...ran.findings, ...own], proof: ran.proof },
    threshold: work.threshold,
    approvedBy: work.approvedBy,
  });
};

async function applyRules(
  job: Job,
  context: Omit<ReviewContext, 'texts' | 'paths' | 'registrySettings'>,
): Promise<Finding[]> {
  const { base, head } = job.request;
  const diff = await readDiff(job.workspace, base, head);
  const others = diff.filter((file) => file.path !== context.test.path);
  const texts = await readTexts(job.workspace, base, head, others);
  const paths = await readPaths(job.workspace, head);
  const registrySettings = await readRegistrySettings(job.workspace, head, paths);
  const whole: ReviewContext = { ...context, texts, paths, registrySettings };
  return (await Promise.all(allRules.map(async (rule) => rule.check(others, whole)))).flat();
}

const requestsMax = 20;

/** Each model on its own: none sees what the rules or the others say. One that fails abstains, and says why. */
async function reviewsByModels(job: Job, work: Parameters<typeof reviewPr>[1]): Promise<Review[]> {
  if (work.reviewers.length === 0) return [];
  const { base, head } = job.request;
  const diff = (await readDiff(job.workspace, base, head)).filter(({ path }) => path !== work.test.path);
  return await Promise.all(work.reviewers.map((settings) => reviewBy(job, { settings, work, diff })));
}

async function reviewBy(
  job: Job,
  { settings, work, diff }: { settings: ModelSettings; work: Parameters<typeof reviewPr>[1]; diff: Diff },
): Promise<Review> {
  const who = settings.name;
  const spending = openSpending({ limits: work.limits, costPerMillion: settings.costPerMillion, requestsMax });
  try {
    const model = openModel(settings, { key: keyOf(settings, job.environment), spending });
    const { findings, dropped } = await reviewByModel(model, { diff, feature: work.feature });
    job.print(`── ${who}: ${findings.length} findings, ${dropped} left out\n`);
    return { who, findings, abstains: null };
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    return { who, findings: [], abstains: error.message };
  } finally {
    job.used(spending.usage(who));
  }
}

async function currentText(job: Job, path: string): Promise<string | null> {
  const run = await tryGit(job.workspace, ['cat-file', 'blob', `${job.request.head}:${path}`]);
  return run.kind === 'done' ? run.output.toString('utf8') : null;
}

/** Each head is new code, so each is green for the first time. */
const greenRuns = 5;

/** Scenarios that are in each other's way share something that people share as well. */
function orderFindings({ tests, order }: Extract<TestRun, { kind: 'ran' }>): Finding[] {
  if (order === 'together' || tests.some(({ status }) => status !== 'passed')) return [];
  return [
    {
      rule: 'dependent-scenarios',
      severity: 'minor',
      path: null,
      line: null,
      title: 'The scenarios pass one by one, but not at the same time',
      explanation:
        'Each scenario opens a browser of its own. What one sees of another is kept on the server, and is there for two people ' +
        'at the same time as well.',
      verify: 'Run the test with several workers on this build.',
    },
  ];
}

/** The test passed, but the page complained meanwhile. */
function pageFindings({ pageErrors }: ProofReport): Finding[] {
  const [first] = pageErrors;
  if (first === undefined) return [];
  return [
    {
      rule: 'page-errors',
      severity: 'minor',
      path: null,
      line: null,
      title: `The page reports ${pageErrors.length === 1 ? 'an error' : `${pageErrors.length} errors`} while the test runs`,
      explanation: 'Errors on the console and failed requests mostly mean that something does not work yet.',
      evidence: pageErrors.slice(0, 3).join('\n').slice(0, 2_000),
      verify: 'Open the page with the console of the browser; the trace is in the run’s artifact.',
    },
  ];
}

interface TestedHead {
  readonly findings: readonly Finding[];
  readonly proof: ProofReport | null;
}

/** The application ran on the base commit, so one that does not start now is the change's fault. */
async function runAcceptanceTest(job: Job, work: Parameters<typeof reviewPr>[1], text: string): Promise<TestedHead> {
  const { application } = work;
  const { path } = work.test;
  const bench = openBench(job, work);
  const look = async (): Promise<TestedHead> => {
    const run = await runTest(job, {
      path,
      text,
      name: 'green',
      baseUrl: application.url,
      commit: job.request.head,
      patienceMs: 5_000,
      trace: 'on',
      times: greenRuns,
      expected: 'green',
    });
    const findings = testFindings(path, run);
    if (run.kind !== 'ran') return { findings, proof: null };
    return { findings: [...findings, ...orderFindings(run), ...pageFindings(run.proof)], proof: run.proof };
  };
  try {
    return await runApplication(job, application, look, bench);
  } catch (error) {
    if (!(error instanceof ApplicationDown)) throw error;
    const finding: Finding = {
      rule: 'application-start',
      severity: 'critical',
      path: null,
      line: null,
      title: 'The application does not run with this change',
      explanation: cut(error.message, 8_000),
    };
    return { findings: [finding], proof: null };
  } finally {
    bench.close();
  }
}
