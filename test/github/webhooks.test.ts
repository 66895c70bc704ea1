// Payloads become signals: over GitHub's own examples, and over what nobody should send.
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { translate } from '../../src/github/webhooks.ts';

interface Example {
  readonly name: string;
  readonly examples: readonly { readonly action?: string }[];
}

const examples = createRequire(import.meta.url)('@octokit/webhooks-examples/api.github.com/index.json') as Example[];

/** GitHub's examples were recorded without an installation; every webhook of an app has one. */
const examplesOf = (event: string, action: string) =>
  (examples.find((example) => example.name === event)?.examples ?? [])
    .filter((payload) => payload.action === action)
    .map((payload) => ({ ...payload, installation: { id: 9 } }));

const own = 'chimera[bot]';

describe.each([
  ['issues', 'labeled', 'issue_labelled'],
  ['issues', 'unlabeled', 'issue_unlabelled'],
  ['pull_request', 'synchronize', 'head_pushed'],
  ['pull_request', 'closed', 'pull_request_closed'],
  ['workflow_run', 'completed', 'run_changed'],
])("GitHub's examples of %s.%s", (event, action, kind) => {
  const payloads = examplesOf(event, action);

  test('exist', () => {
    expect(payloads.length).toBeGreaterThan(0);
  });

  test.each(payloads.map((payload, index) => [index, payload] as const))('number %d is understood', (_, payload) => {
    const signal = translate({ event, payload }, own);
    expect(signal?.kind ?? 'nothing').toBe(kind);
    expect(signal?.repository).toMatchObject({ installationId: 9, defaultBranch: expect.any(String) });
  });
});

test('a closed issue is understood; GitHub has no example of it', () => {
  const [payload] = examplesOf('issues', 'labeled');
  expect(translate({ event: 'issues', payload: { ...payload, action: 'closed' } }, own)?.kind).toBe('issue_closed');
});

test('other actions and other events say nothing', () => {
  for (const payload of examplesOf('issues', 'opened')) expect(translate({ event: 'issues', payload }, own)).toBeNull();
  expect(translate({ event: 'star', payload: {} }, own)).toBeNull();
});

test('what the app pushed itself is no news', () => {
  const [payload] = examplesOf('pull_request', 'synchronize');
  const mine = { ...payload, sender: { id: 1, login: own, type: 'Bot' } };
  expect(translate({ event: 'pull_request', payload: mine }, own)).toBeNull();
});

test.each([
  ['nothing', null],
  ['a text', 'hello'],
  ['no repository', { action: 'labeled', installation: { id: 1 }, sender: { id: 1, login: 'x' } }],
  ['an issue without a number', { ...examplesOf('issues', 'labeled')[0], issue: { title: 'x', body: null } }],
])('%s in place of a payload is told with its place', (_, payload) => {
  expect(() => translate({ event: 'issues', payload }, own)).toThrow(/path|expected/i);
});
