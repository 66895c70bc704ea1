// Runs a test as often as it takes to believe it. All scenarios at once first, for they should not know of each other; what
// fails like that is looked at again, one by one. Nothing that has failed once is called passed without saying so.
import { existsSync } from 'node:fs';
import type { ProofReport } from '../../../src/contract/result.ts';
import type { Job } from '../job.ts';
import { cut, oneLine } from '../text/cut.ts';
import { type Agreement, agreement } from './agreement.ts';
import { pageErrors } from './page-errors.ts';
import type { TestOutcome } from './read-report.ts';
import { type PlaywrightCall, type PlaywrightRun, runPlaywright } from './run-playwright.ts';

export interface TestToRun extends Omit<PlaywrightCall, 'order'> {
  /** Commit of the build that answers at `baseUrl`. */
  readonly commit: string;
  /** Times that each scenario runs, all to the same end. Where green is expected, failures end it after the second look. */
  readonly times: number;
  /** What the run is to prove: a failure is the wanted end of a red one. */
  readonly expected: 'red' | 'green';
}

export type TestRun =
  | {
      readonly kind: 'ran';
      /** One outcome for each scenario. */
      readonly tests: readonly TestOutcome[];
      readonly proof: ProofReport;
      readonly output: string;
      /** `one-by-one`: so they came to this end; all at once they did not. */
      readonly order: PlaywrightCall['order'];
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
  | Extract<PlaywrightRun, { kind: 'not-loaded' }>;

/** Throws `machinery` when Playwright leaves no report, skips a test or has no browser. */
export async function runTest(job: Job, test: TestToRun): Promise<TestRun> {
  const together = await runTogether(job, test);
  if (together.kind === 'not-loaded') return together;
  const agreed = agreement(together.tests);
  const asExpected = agreed.kind === 'agreed' && (test.expected === 'red' || agreed.tests.every(hasPassed));
  if (asExpected) return ran(job, { test, order: 'together', run: together, agreed });
  return await lookAgain(job, test, together);
}

type Ran = Extract<PlaywrightRun, { kind: 'ran' }>;

/** A test that fails at once need not fail five times to be believed. */
async function runTogether(job: Job, test: TestToRun): Promise<PlaywrightRun> {
  const order = 'together';
  if (test.expected === 'red') return await runPlaywright(job, { ...test, order });
  const once = await runPlaywright(job, { ...test, times: 1, order });
  if (once.kind === 'not-loaded' || !once.tests.every(hasPassed) || test.times === 1) return once;
  return joined(once, await runPlaywright(job, { ...test, name: `${test.name}-again`, times: test.times - 1, order }));
}

/** One by one, in which no scenario can be in another's way. What ends differently now, and then differs still, is flaky. */
async function lookAgain(job: Job, test: TestToRun, together: Ran): Promise<TestRun> {
  const order = 'one-by-one';
  const name = `${test.name}-one-by-one`;
  const alone = test.expected === 'red' ? test.times : 1;
  let run = await runPlaywright(job, { ...test, name, times: alone, order });
  if (run.kind === 'not-loaded') return run;
  const same = agreement([...together.tests, ...run.tests]);
  if (same.kind === 'agreed') return ran(job, { test, order, run, agreed: same });
  const scenarios = new Set(run.tests.map(({ title }) => title)).size;
  // A scenario that ran by itself both times had nobody in its way.
  if (scenarios === 1) return flaky(job, test, same);
  const left = Math.max(test.times, 2) - alone;
  if (left > 0) run = joined(run, await runPlaywright(job, { ...test, name: `${name}-again`, times: left, order }));
  if (run.kind === 'not-loaded') return run;
  const agreed = agreement(run.tests);
  return agreed.kind === 'differs' ? flaky(job, test, agreed) : ran(job, { test, order, run, agreed });
}

/** The later of two runs of one file says what they printed. */
function joined(first: Ran, second: PlaywrightRun): PlaywrightRun {
  return second.kind === 'ran' ? { ...second, tests: [...first.tests, ...second.tests] } : second;
}

const hasPassed = ({ status }: TestOutcome): boolean => status === 'passed';

interface Agreed {
  readonly test: TestToRun;
  readonly order: PlaywrightCall['order'];
  readonly run: Ran;
  readonly agreed: Extract<Agreement, { kind: 'agreed' }>;
}

function ran(job: Job, { test, order, run, agreed }: Agreed): TestRun {
  const proof = {
    ...proofOf(job, test, { tests: agreed.tests, report: run.report }),
    runs: agreed.runs,
    pageErrors: pageErrors(run.tests.map(({ trace }) => trace)),
  };
  return { kind: 'ran', tests: agreed.tests, output: run.output, proof, order };
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
  job.differed({ title: oneLine(title, 300), passed, of });
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
    tests: run.tests.map(({ title, status, seconds, error }, index) => ({
      title,
      status,
      seconds,
      error: error === null ? null : cut(error, 8_000),
      screenshot: kept[index]?.screenshot ?? null,
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
