// Whether repeated runs of one test came to the same end. What differs is flaky, and never counted as passed.
import { failureReason } from './failure-reason.ts';
import type { TestOutcome } from './read-report.ts';

export type Agreement =
  /** One outcome for each scenario, that of its first run. */
  | { readonly kind: 'agreed'; readonly tests: readonly TestOutcome[]; readonly runs: number }
  | {
      readonly kind: 'differs';
      readonly title: string;
      readonly passed: number;
      readonly of: number;
      /** One run that passed, or else the first; and one that failed otherwise. */
      readonly examples: readonly [TestOutcome, TestOutcome];
    };

/** All outcomes of all runs, in the order in which they ran. */
export function agreement(outcomes: readonly TestOutcome[]): Agreement {
  const scenarios = [...Map.groupBy(outcomes, ({ title }) => title).values()];
  for (const runs of scenarios) {
    const [first] = runs;
    if (first === undefined) continue;
    const other = runs.find((run) => endOf(run) !== endOf(first));
    if (other === undefined) continue;
    const passed = runs.filter(({ status }) => status === 'passed').length;
    return { kind: 'differs', title: first.title, passed, of: runs.length, examples: [first, other] };
  }
  const tests = scenarios.flatMap(([first]) => first ?? []);
  return { kind: 'agreed', tests, runs: Math.max(1, ...scenarios.map((runs) => runs.length)) };
}

/** Two failures are the same when the same sentence fails for the same kind of reason; the words hold times. */
function endOf({ status, failedStep, error }: TestOutcome): string {
  return status === 'passed' ? status : JSON.stringify([failedStep, failureReason(error ?? '')]);
}
