// Turns the failures of a test run into findings that a coder can work with: the sentence, the message, the line.
import type { Finding } from '../../../src/contract/finding.ts';
import { PhaseError } from '../job.ts';
import { cut, oneLine } from '../text/cut.ts';
import { failureReason } from './failure-reason.ts';
import type { TestRun } from './run-test.ts';

/**
 * One critical finding for each failed test; none when all passed.
 * Throws when the failure is not about the work: the page or the browser was not there.
 */
export function testFindings(path: string, run: TestRun): Finding[] {
  if (run.kind === 'not-loaded') {
    throw new PhaseError(
      'test_does_not_compile',
      `The frozen test ${path} could not be loaded:\n${cut(run.message, 4_000)}`,
    );
  }
  if (run.kind === 'flaky') {
    return [
      {
        rule: 'flaky-test',
        severity: 'critical',
        path,
        line: null,
        title: oneLine(`The acceptance test is flaky: "${run.title}" passed in ${run.passed} of ${run.of} runs`, 300),
        explanation: cut(run.words, 8_000),
        verify: 'Run the test several times on this build, and compare the two traces.',
      },
    ];
  }
  return run.tests.flatMap((test) => {
    if (test.status === 'passed') return [];
    const message = test.error ?? '';
    const reason = failureReason(message);
    if (reason === 'navigation') throw new PhaseError('unreachable', `"${test.title}": ${cut(message, 4_000)}`);
    if (reason === 'browser') throw new PhaseError('machinery', `"${test.title}": ${cut(message, 4_000)}`);
    const where =
      test.failedStep === null
        ? `In the scenario "${test.title}"`
        : `At "${test.failedStep}" in the scenario "${test.title}"`;
    return [
      {
        rule: 'acceptance-test',
        severity: 'critical',
        path,
        line: test.line,
        title: oneLine(`The acceptance test fails: ${test.failedStep ?? test.title}`, 300),
        explanation: cut(`${where}:\n\n${message}`, 8_000),
      } as const,
    ];
  });
}
