// A test that does not always end the same way on one build, and how often that has been so.
import type { PhaseName } from './phase.ts';
import type { Task } from './task.ts';

/** Phases that run the generated test for a verdict. */
const testing: readonly PhaseName[] = [
  'e2e_test_generation',
  'guardian_review',
  'e2e_validation',
  'production_deployment',
];

/** Attempts in which the generated test came to an end, and how many of them saw it end differently. */
export function flakeRate({ history }: Pick<Task, 'history'>): { readonly flaky: number; readonly of: number } {
  const ran = history.filter(
    ({ phase, verdict, flake }) =>
      flake !== undefined || (testing.includes(phase) && (verdict === 'succeeded' || verdict === 'rejected')),
  );
  return { flaky: ran.filter(({ flake }) => flake !== undefined).length, of: ran.length };
}
