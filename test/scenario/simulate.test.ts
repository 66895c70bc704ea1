// A simulation says what a real task would do: its test, its path, its limits.
import { describe, expect, test } from '@jest/globals';
import { endToEndTester } from '../../src/agents/end-to-end-tester.ts';
import { parseConfig } from '../../src/core/config/parse-config.ts';
import { policyOf } from '../../src/core/config/policy-of.ts';
import { commitId } from '../../src/core/identifier.ts';
import { branchName } from '../../src/core/transition/transition.ts';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { simulate } from '../../src/scenario/simulate.ts';
import { attemptIn, feature, newTask, started } from '../core/samples.ts';

const outcome = parseConfig(
  '{ app: { start: x, url: "http://127.0.0.1" }, coder: { command: x }, staging: { command: x }, test: { directory: ui/ }, target_url: "http://target.test/" }',
);
if (!outcome.ok) throw new Error('the sample configuration is broken');
const { config } = outcome;

test('path and content are those of a real task', () => {
  const first = newTask({ policy: policyOf(config) });
  const commit = commitId('1'.repeat(40));
  const task = { ...started(first), branch: { name: branchName(first), base: commit, head: commit } };
  const work = endToEndTester.work(task, attemptIn(task));
  if (work.command !== 'generate_test') throw new Error('the first phase generates the test');
  const simulated = simulate({ title: feature.title, body: feature.text, number: task.issue }, config);
  const draft = draftTest(work.feature, task.issue);
  expect(draft.kind === 'test' ? { path: work.testPath, content: draft.content } : draft).toEqual(simulated.test);
  expect(simulated.settings).toEqual({ targetUrl: 'http://target.test/', stagingUrl: null, priority: 5 });
});

describe.each([
  ['a test', '- I see "Due"', { test: expect.anything(), questions: [], notUnderstood: [], problems: [] }],
  [
    'questions',
    '- I wonder',
    { test: null, questions: [expect.stringContaining('I wonder')], notUnderstood: ['I wonder'], problems: [] },
  ],
  ['a refusal', 'priority: 0\n- I see "Due"', { test: null, questions: [], problems: [{ field: 'priority' }] }],
  ['a refusal of an empty text', '', { test: null, settings: null, problems: [{ field: 'feature' }] }],
])('%s', (_, body, expected) => {
  const simulated = simulate({ title: 'Dates', body, number: 3 }, config);

  test('is told', () => expect(simulated).toMatchObject(expected));
  test('comes with the plan', () => {
    expect(simulated.cost).toEqual({ runs: 5, minutesMax: 70, roundsMax: 3, resultsMax: 10 });
    expect(simulated.phases.map(({ wanted }) => wanted)).toEqual([true, true, true, true, true, false]);
  });
});
