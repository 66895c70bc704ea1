// Runs one test file in a real browser, in a directory outside the checkout, and keeps the report, screenshots and
// traces as evidence.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { ProofReport } from '../../../src/contract/result.ts';
import { type Job, PhaseError } from '../job.ts';
import { commandEnvironment } from '../shell/command-environment.ts';
import { runCommand } from '../shell/run-command.ts';
import { cut, tail } from '../text/cut.ts';
import { type Agreement, agreement } from './agreement.ts';
import { configText } from './config-text.ts';
import { findBrowser } from './find-browser.ts';
import { findPlaywright } from './find-playwright.ts';
import { pageErrors } from './page-errors.ts';
import { readReport, type TestOutcome } from './read-report.ts';

export interface TestToRun {
  /** Names the run in the evidence, for example `red`. */
  readonly name: string;
  /** Path of the test in the repository; it keeps it, so that paths and lines in the output are right. */
  readonly path: string;
  readonly text: string;
  readonly baseUrl: string;
  /** Commit of the build that answers there. */
  readonly commit: string;
  readonly patienceMs: number;
  readonly trace: 'on' | 'off';
  /** Times that each scenario runs; all runs have to come to the same end. */
  readonly times: number;
}

export type TestRun =
  | {
      readonly kind: 'ran';
      readonly tests: readonly TestOutcome[];
      readonly proof: ProofReport;
      readonly output: string;
    }
  /** Runs on this very build ended differently. */
  | {
      readonly kind: 'flaky';
      readonly title: string;
      readonly passed: number;
      readonly of: number;
      /** How the runs that differ ended, and where their traces are. */
      readonly words: string;
    }
  /** The file could not be loaded, or holds no test. */
  | { readonly kind: 'not-loaded'; readonly message: string };

/** Throws `machinery` when Playwright leaves no report, skips a test or has no browser. */
export async function runTest(job: Job, test: TestToRun): Promise<TestRun> {
  const playwright = await findPlaywright(job);
  const browser = await findBrowser(job, playwright);
  const directory = join(job.scratch, `playwright-${test.name}`);
  const reportFile = join(directory, 'report.json');
  layOut(directory, playwright, test);
  writeFileSync(
    join(directory, 'playwright.config.mjs'),
    configText({
      ...test,
      testDirectory: join(directory, 'work'),
      outputDirectory: join(directory, 'out'),
      reportFile,
      browser,
    }),
  );
  const run = await runCommand(
    job,
    [
      process.execPath,
      join(directory, 'node_modules', '@playwright', 'test', 'cli.js'),
      'test',
      '-c',
      'playwright.config.mjs',
    ],
    {
      name: `playwright-${test.name}`,
      directory,
      environment: playwrightEnvironment(job),
      leftovers: 'end',
    },
  );
  if (!existsSync(reportFile)) {
    throw new PhaseError(
      'machinery',
      `Playwright ended with ${run.status} and left no report. It printed:\n${tail(run.output, 4_000)}`,
    );
  }
  return judge(job, test, { reportFile, output: withoutScratch(run.output, directory).trim() });
}

/** Neither colours, nor the marks of a jest or debugger around the job, which Playwright would heed. */
function playwrightEnvironment(job: Job): Record<string, string> {
  const { JEST_WORKER_ID, NODE_OPTIONS, PWDEBUG, ...kept } = commandEnvironment(job.environment, { FORCE_COLOR: '0' });
  return kept;
}

/** Paths as they are in the repository: the scratch directory means nothing to anybody. */
function withoutScratch(text: string, directory: string): string {
  return text.replaceAll(`${join(directory, 'work')}/`, '').replaceAll(/(?<![\w./-])work\//g, '');
}

function layOut(directory: string, playwright: string, test: TestToRun): void {
  const inside = normalize(test.path);
  if (inside.startsWith('..') || inside.startsWith('/')) {
    throw new PhaseError('machinery', `The test's path "${test.path}" leads out of the repository.`);
  }
  const file = join(directory, 'work', inside);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  symlinkSync(playwright, join(directory, 'node_modules'), 'dir');
  writeFileSync(file, test.text);
}

function judge(job: Job, test: TestToRun, run: { reportFile: string; output: string }): TestRun {
  const text = readFileSync(run.reportFile, 'utf8');
  const report = readReport(text);
  const tests = report.tests.map((one) => ({
    ...one,
    error: one.error === null ? null : withoutScratch(one.error, dirname(run.reportFile)),
  }));
  const kept = job.result.keepText(`${test.name}/report.json`, text);
  if (report.tests.length === 0) {
    return { kind: 'not-loaded', message: report.errors.join('\n\n') || 'The file holds no test.' };
  }
  const skipped = report.tests.find((one) => one.status === 'skipped');
  if (skipped !== undefined || report.errors.length > 0) {
    const why = skipped === undefined ? report.errors.join('\n\n') : `the test "${skipped.title}" was skipped`;
    throw new PhaseError('machinery', `The run of ${test.path} proves nothing: ${cut(why, 4_000)}`);
  }
  const agreed = agreement(tests);
  if (agreed.kind === 'differs') return flaky(job, test, agreed);
  return {
    kind: 'ran',
    tests: agreed.tests,
    output: run.output,
    proof: {
      ...proofOf(job, test, { tests: agreed.tests, report: kept }),
      runs: agreed.runs,
      pageErrors: pageErrors(tests.map(({ trace }) => trace)),
    },
  };
}

function flaky(
  job: Job,
  test: TestToRun,
  { title, passed, of, examples }: Extract<Agreement, { kind: 'differs' }>,
): TestRun {
  const told = examples.map((one, index) => {
    const place = `${test.name}/flaky-${index + 1}`;
    const kept = [keep(job, `${place}.zip`, one.trace), keep(job, `${place}.png`, one.screenshot)].filter(
      (path) => path !== null,
    );
    const where = kept.length === 0 ? '' : ` (in the artifact: ${kept.join(', ')})`;
    return `One run ended as "${one.status}"${where}${one.error === null ? '.' : `:\n${cut(one.error, 1_500)}`}`;
  });
  const words = `"${title}" passed in ${passed} of ${of} runs on the same build of ${test.commit}.\n\n${told.join('\n\n')}`;
  return { kind: 'flaky', title, passed, of, words };
}

/** The picture and trace of the first failure tell most; without one, those of the last test. */
function proofOf(job: Job, test: TestToRun, run: { tests: readonly TestOutcome[]; report: string }): ProofReport {
  const kept = run.tests.map((one, index) => ({
    failed: one.status !== 'passed',
    screenshot: keep(job, `${test.name}/screenshot-${index + 1}.png`, one.screenshot),
    trace: keep(job, `${test.name}/trace-${index + 1}.zip`, one.trace),
  }));
  const shown = kept.find((one) => one.failed) ?? kept.at(-1);
  return {
    commit: test.commit,
    url: test.baseUrl,
    tests: run.tests.map(({ title, status, seconds, error }) => ({
      title,
      status,
      seconds,
      error: error === null ? null : cut(error, 8_000),
    })),
    runs: 1,
    pageErrors: [],
    report: run.report,
    screenshot: shown?.screenshot ?? null,
    trace: shown?.trace ?? null,
  };
}

function keep(job: Job, name: string, path: string | null): string | null {
  return path !== null && existsSync(path) ? job.result.keepFile(name, path) : null;
}
