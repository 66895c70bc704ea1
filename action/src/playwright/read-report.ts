// Reads Playwright's JSON report: the only thing that says what a run found; exit codes and text don't count.
import { z } from 'zod';
import { plain } from '../text/cut.ts';

const problem = z.looseObject({ message: z.string().optional(), value: z.string().optional() });

const step = z.looseObject({ title: z.string(), error: problem.optional() });

const attempt = z.looseObject({
  status: z.string().optional(),
  duration: z.number(),
  errors: z.array(problem).default([]),
  error: problem.optional(),
  errorLocation: z.looseObject({ file: z.string(), line: z.number() }).optional(),
  steps: z.array(step).default([]),
  attachments: z.array(z.looseObject({ name: z.string(), path: z.string().optional() })).default([]),
});

const spec = z.looseObject({
  title: z.string(),
  tests: z.array(z.looseObject({ results: z.array(attempt) })),
});

interface Suite {
  readonly specs: readonly z.infer<typeof spec>[];
  readonly suites?: readonly Suite[] | undefined;
}

const suite: z.ZodType<Suite> = z.lazy(() =>
  z.looseObject({ specs: z.array(spec).default([]), suites: z.array(suite).optional() }),
) as z.ZodType<Suite>;

const reportSchema = z.looseObject({ suites: z.array(suite).default([]), errors: z.array(problem).default([]) });

export interface TestOutcome {
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'timed-out' | 'skipped';
  readonly seconds: number;
  /** What Playwright says about the failure, without colours; `null` when it passed. */
  readonly error: string | null;
  /** Title of the `test.step` that failed, which is a sentence of the issue. */
  readonly failedStep: string | null;
  /** Line in the test where it failed. */
  readonly line: number | null;
  readonly screenshot: string | null;
  readonly trace: string | null;
}

export interface Report {
  readonly tests: readonly TestOutcome[];
  /** Errors outside of tests: the file could not be loaded, or holds no test. */
  readonly errors: readonly string[];
}

const statuses: Readonly<Record<string, TestOutcome['status']>> = {
  passed: 'passed',
  failed: 'failed',
  timedOut: 'timed-out',
  skipped: 'skipped',
  interrupted: 'failed',
};

/** Throws when the text is not a report. */
export function readReport(text: string): Report {
  const report = reportSchema.parse(JSON.parse(text));
  return {
    tests: report.suites
      .flatMap(specsOf)
      .flatMap((found) => found.tests.flatMap((test) => outcomesOf(found.title, test))),
    errors: report.errors.map(messageOf),
  };
}

function specsOf(found: Suite): z.infer<typeof spec>[] {
  return [...found.specs, ...(found.suites ?? []).flatMap(specsOf)];
}

/** With retries switched off there is one result; a test without any was never run. */
function outcomesOf(title: string, test: { results: z.infer<typeof attempt>[] }): TestOutcome[] {
  const result = test.results.at(-1);
  if (result === undefined) {
    return [{ title, status: 'skipped', seconds: 0, ...nothing, error: 'The test was not run.' }];
  }
  const problems = result.errors.length > 0 ? result.errors : result.error === undefined ? [] : [result.error];
  const status = statuses[result.status ?? 'skipped'] ?? 'failed';
  const attached = (name: string): string | null => result.attachments.find((one) => one.name === name)?.path ?? null;
  return [
    {
      title,
      status,
      seconds: result.duration / 1_000,
      error: status === 'passed' ? null : problems.map(messageOf).join('\n\n') || `The test was ${status}.`,
      failedStep: result.steps.find((one) => one.error !== undefined)?.title ?? null,
      line: result.errorLocation?.line ?? null,
      screenshot: attached('screenshot'),
      trace: attached('trace'),
    },
  ];
}

const nothing = { failedStep: null, line: null, screenshot: null, trace: null };

function messageOf(found: z.infer<typeof problem>): string {
  return plain(found.message ?? found.value ?? 'unknown error').trim();
}
