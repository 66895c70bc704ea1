// One call of Playwright: a test file in a real browser, in a directory outside the checkout, and what its report says.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, normalize } from 'node:path';
import { type Job, PhaseError } from '../job.ts';
import { commandEnvironment } from '../shell/command-environment.ts';
import { runCommand } from '../shell/run-command.ts';
import { cut, tail } from '../text/cut.ts';
import { configText } from './config-text.ts';
import { findBrowser } from './find-browser.ts';
import { findPlaywright } from './find-playwright.ts';
import { readReport, type TestOutcome } from './read-report.ts';
import { type SupportFile, supportFiles } from './support-files.ts';

export interface PlaywrightCall {
  /** Names the call in the evidence, for example `red`. Each has a name of its own in its job. */
  readonly name: string;
  /** Path of the test in the repository; it keeps it, so that paths and lines in the output are right. */
  readonly path: string;
  readonly text: string;
  readonly baseUrl: string;
  readonly patienceMs: number;
  readonly trace: 'on' | 'off';
  /** Times that each scenario runs. */
  readonly times: number;
  /** `together`: up to four scenarios at once. */
  readonly order: 'together' | 'one-by-one';
}

export type PlaywrightRun =
  | {
      readonly kind: 'ran';
      /** Every run of every scenario. */
      readonly tests: readonly TestOutcome[];
      readonly output: string;
      /** Path of the report in the evidence. */
      readonly report: string;
    }
  /** The file could not be loaded, or holds no test. */
  | { readonly kind: 'not-loaded'; readonly message: string };

/** Throws `machinery` when Playwright leaves no report, skips a test or has no browser. */
export async function runPlaywright(job: Job, call: PlaywrightCall): Promise<PlaywrightRun> {
  const playwright = await findPlaywright(job);
  const browser = await findBrowser(job, playwright);
  const directory = join(job.scratch, `playwright-${call.name}`);
  const reportFile = join(directory, 'report.json');
  layOut(directory, playwright, [call, ...(await supportFiles(job, call))]);
  writeFileSync(
    join(directory, 'playwright.config.mjs'),
    configText({
      ...call,
      workers: call.order === 'together' ? workersMax() : 1,
      testDirectory: join(directory, 'work'),
      testFile: basename(call.path),
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
      name: `playwright-${call.name}`,
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
  return readRun(job, call, { reportFile, output: withoutScratch(run.output, directory).trim() });
}

/** Mostly a test waits, so that a core serves two. What fails because there is too much to do is looked at again by itself. */
const workersMax = (): number => Math.min(4, 2 * availableParallelism());

/** Neither colours, nor the marks of a jest or debugger around the job, which Playwright would heed. */
function playwrightEnvironment(job: Job): Record<string, string> {
  const { JEST_WORKER_ID, NODE_OPTIONS, PWDEBUG, ...kept } = commandEnvironment(job.environment, { FORCE_COLOR: '0' });
  return kept;
}

/** Paths as they are in the repository: the scratch directory means nothing to anybody. */
function withoutScratch(text: string, directory: string): string {
  return text.replaceAll(`${join(directory, 'work')}/`, '').replaceAll(/(?<![\w./-])work\//g, '');
}

function layOut(directory: string, playwright: string, files: readonly SupportFile[]): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  symlinkSync(playwright, join(directory, 'node_modules'), 'dir');
  for (const { path, text } of files) {
    const inside = normalize(path);
    if (inside.startsWith('..') || inside.startsWith('/')) {
      throw new PhaseError('machinery', `The test's path "${path}" leads out of the repository.`);
    }
    const file = join(directory, 'work', inside);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function readRun(job: Job, call: PlaywrightCall, run: { reportFile: string; output: string }): PlaywrightRun {
  const text = readFileSync(run.reportFile, 'utf8');
  const report = readReport(text);
  const tests = report.tests.map((one) => ({
    ...one,
    error: one.error === null ? null : withoutScratch(one.error, dirname(run.reportFile)),
  }));
  const kept = job.result.keepText(`${call.name}/report.json`, text);
  if (report.tests.length === 0) {
    return { kind: 'not-loaded', message: report.errors.join('\n\n') || 'The file holds no test.' };
  }
  const skipped = report.tests.find((one) => one.status === 'skipped');
  if (skipped !== undefined || report.errors.length > 0) {
    const why = skipped === undefined ? report.errors.join('\n\n') : `the test "${skipped.title}" was skipped`;
    throw new PhaseError('machinery', `The run of ${call.path} proves nothing: ${cut(why, 4_000)}`);
  }
  return { kind: 'ran', tests, output: run.output, report: kept };
}
