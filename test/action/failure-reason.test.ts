// Playwright's words to reasons, and reasons to what a red run is worth.
import { describe, expect, test } from '@jest/globals';
import { redProblem } from '../../action/src/generate-test/red-reason.ts';
import { failureReason } from '../../action/src/playwright/failure-reason.ts';
import type { TestOutcome } from '../../action/src/playwright/read-report.ts';
import type { TestRun } from '../../action/src/playwright/run-test.ts';
import { anyCommit } from './phase-job.ts';

const messages = {
  assertion: "Error: expect(locator).toBeVisible() failed\n\nLocator: getByText('x')\nError: element(s) not found",
  'missing-element':
    "TimeoutError: locator.click: Timeout 2500ms exceeded.\nCall log:\n  - waiting for getByRole('button')",
  unusable:
    "TimeoutError: locator.click: Timeout 2500ms exceeded.\nCall log:\n  - waiting for getByRole('button')\n    - locator resolved to <button disabled>x</button>",
  ambiguous:
    "Error: expect(locator).toBeVisible() failed\n\nError: strict mode violation: getByText('x') resolved to 2 elements",
  navigation: 'Error: page.goto: net::ERR_CONNECTION_REFUSED at http://127.0.0.1:1/',
  browser: 'Error: browserType.launch: Failed to launch chromium',
  other: 'ReferenceError: x is not defined',
} as const;

const cases = Object.entries(messages);

test.each(cases)('%s is recognized', (reason, message) => {
  expect(failureReason(message)).toBe(reason);
});

const snippet = `

  35 |   });
> 36 |     await expect(page.getByText('1 item left').first()).toBeVisible();
     |                                                         ^
  37 |     await page.goto('./');
    at e2e/issue.spec.ts:36:83`;

test.each(cases)('%s is recognized beside the lines of the test', (reason, message) => {
  expect(failureReason(message + snippet)).toBe(reason);
});

test.each([
  'strict mode violation: x',
  'net::ERR_FAILED page.goto: x',
  'Target page, context or browser has been closed',
  'locator resolved to x',
])('the words "%s" in a name mean nothing', (words) => {
  const asserted = `Error: expect(locator).toBeVisible() failed\n\nLocator: getByText('${words}')\nError: element(s) not found`;
  const missing = `TimeoutError: locator.click: Timeout 2500ms exceeded.\nCall log:\n  - waiting for getByText('${words}')`;
  expect([failureReason(asserted), failureReason(missing)]).toEqual(['assertion', 'missing-element']);
});

test('an action on two elements is ambiguous', () => {
  expect(
    failureReason("Error: locator.click: Error: strict mode violation: getByText('x') resolved to 2 elements"),
  ).toBe('ambiguous');
});

test('a page that does not load in time is a navigation, not a missing element', () => {
  expect(failureReason('TimeoutError: page.goto: Timeout 15000ms exceeded.')).toBe('navigation');
});

const scenarios = [
  {
    title: 'S',
    sentences: [
      { text: 'Given x', body: 'x', keyword: 'given' as const },
      { text: 'When y', body: 'y', keyword: 'when' as const },
    ],
  },
];

function run(...tests: Partial<TestOutcome>[]): TestRun {
  const whole = tests.map((one) => ({
    title: 'S',
    status: 'failed' as const,
    seconds: 1,
    error: null,
    failedStep: 'When y',
    line: 3,
    screenshot: null,
    trace: null,
    ...one,
  }));
  const proof = {
    commit: anyCommit,
    url: 'http://x',
    tests: whole.map(({ title, status, seconds, error, screenshot }) => ({
      title,
      status,
      seconds,
      error,
      screenshot,
    })),
    runs: 1,
    pageErrors: [],
    report: 'evidence/r',
    screenshot: null,
    trace: null,
  };
  return { kind: 'ran', tests: whole, proof, output: '', order: 'together' };
}

describe('a red run', () => {
  test.each<[string, TestRun, string | null]>([
    ['an assertion that fails', run({ error: messages.assertion }), null],
    ['an element that is missing', run({ error: messages['missing-element'] }), null],
    ['one failure beside a success', run({ status: 'passed' }, { error: messages.assertion }), null],
    [
      'an element that is missing before the feature',
      run({ error: messages['missing-element'], failedStep: 'Given x' }),
      'wrong_reason',
    ],
    [
      'an assertion that fails before the feature',
      run({ error: messages.assertion, failedStep: 'Given x' }),
      'wrong_reason',
    ],
    ['an element that cannot be used', run({ error: messages.unusable }), 'wrong_reason'],
    ['two elements that fit', run({ error: messages.ambiguous }), 'wrong_reason'],
    ['a page that does not open', run({ error: messages.navigation }), 'unreachable'],
    ['a browser that does not start', run({ error: messages.browser }), 'machinery'],
    ['an error in the test', run({ error: messages.other }), 'wrong_reason'],
    [
      'a right failure beside a wrong one',
      run({ error: messages.assertion }, { error: messages.other }),
      'wrong_reason',
    ],
    ['no failure', run({ status: 'passed' }), 'test_passes_already'],
    ['a file that cannot be loaded', { kind: 'not-loaded', message: 'SyntaxError' }, 'test_does_not_compile'],
  ])('%s', (_, found, kind) => {
    expect(redProblem(found, scenarios, 'the base commit')?.class ?? null).toBe(kind);
  });
});
