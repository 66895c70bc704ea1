// Judges a red run: it proves the missing feature only when an assertion fails or an element is missing that the
// feature brings. Anything else is an error, with its class and what to do.

import type { Scenario } from '../../../src/scenario/criteria.ts';
import type { Failure } from '../job.ts';
import { failureReason } from '../playwright/failure-reason.ts';
import type { TestOutcome } from '../playwright/read-report.ts';
import type { TestRun } from '../playwright/run-test.ts';
import { cut } from '../text/cut.ts';

/** `null` when the run is red for the right reason. `where` names the place, for example `the base commit`. */
export function redProblem(run: TestRun, scenarios: readonly Scenario[], where: string): Failure | null {
  if (run.kind === 'not-loaded') {
    return {
      class: 'test_does_not_compile',
      message: `The generated test could not be loaded:\n${cut(run.message, 6_000)}`,
    };
  }
  if (run.kind === 'flaky') {
    return {
      class: 'flaky_test',
      message: `On ${where} the generated test does not always end the same way. ${cut(run.words, 6_000)}`,
    };
  }
  const failed = run.tests.filter((test) => test.status !== 'passed');
  if (failed.length === 0) {
    return {
      class: 'test_passes_already',
      message:
        `The generated test passes already on ${where}: what the issue asks for is there, or its sentences do not ` +
        'describe what is new. Say what can be seen only when the feature exists.',
    };
  }
  for (const test of failed) {
    const problem = problemOf(test, scenarios, where);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOf(test: TestOutcome, scenarios: readonly Scenario[], where: string): Failure | null {
  const message = test.error ?? '';
  const reason = failureReason(message);
  const at = test.failedStep === null ? `"${test.title}"` : `"${test.failedStep}" in "${test.title}"`;
  const wrong = (because: string): Failure => ({
    class: 'wrong_reason',
    message: `On ${where} the generated test fails at ${at}, but ${because}\n\n${cut(message, 4_000)}`,
  });
  switch (reason) {
    case 'assertion':
      if (!isPrecondition(test, scenarios)) return null;
      return wrong(
        'that sentence describes what is there before the feature (Given …), and it is not. Correct it, or write it with Then ' +
          'if the feature brings it about.',
      );
    case 'missing-element':
      if (!isPrecondition(test, scenarios)) return null;
      return wrong(
        'that sentence describes what exists before the feature (Given …), and its element is not on the page. Correct the ' +
          'name, or write the sentence with When if the feature brings the element.',
      );
    case 'ambiguous':
      return wrong('several elements fit its sentence. Say which one is meant, for example: the "…" button of "…".');
    case 'unusable':
      return wrong('its element is there and cannot be used: disabled, hidden or covered.');
    case 'navigation':
      return {
        class: 'unreachable',
        message: `On ${where} the page could not be opened, at ${at}:\n\n${cut(message, 4_000)}`,
      };
    case 'browser':
      return {
        class: 'machinery',
        message: `The browser did not start or went away, at ${at}:\n\n${cut(message, 4_000)}`,
      };
    case 'other':
      return wrong('not on an assertion and not on a missing element.');
  }
}

function isPrecondition(test: TestOutcome, scenarios: readonly Scenario[]): boolean {
  const scenario = scenarios.find((one) => one.title === test.title);
  return scenario?.sentences.find((sentence) => sentence.text === test.failedStep)?.keyword === 'given';
}
