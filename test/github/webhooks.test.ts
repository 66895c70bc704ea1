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
  ['pull_request_review', 'submitted', 'nothing'],
  ['pull_request_review', 'dismissed', 'review_written'],
  ['deployment_status', 'created', 'deployed'],
  ['issue_comment', 'created', 'comment_written'],
  ['check_suite', 'rerequested', 'button_pressed'],
  ['issues', 'edited', 'issue_edited'],
  ['issues', 'deleted', 'issue_gone'],
  ['issues', 'transferred', 'issue_gone'],
  ['repository', 'renamed', 'repository_moved'],
  ['repository', 'transferred', 'repository_moved'],
])("GitHub's examples of %s.%s", (event, action, kind) => {
  const payloads = examplesOf(event, action);

  test('exist', () => {
    expect(payloads.length).toBeGreaterThan(0);
  });

  test.each(payloads.map((payload, index) => [index, payload] as const))('number %d is understood', (_, payload) => {
    const signal = translate({ event, payload }, own);
    expect(signal?.kind ?? 'nothing').toBe(kind);
    // GitHub's examples of submitted reviews are comments, which are nobody's vote.
    if (kind === 'nothing') return;
    expect(signal !== null && 'repository' in signal ? signal.repository : null).toMatchObject({
      installationId: 9,
      defaultBranch: expect.any(String),
    });
  });
});

describe('a review', () => {
  const [example] = examplesOf('pull_request_review', 'submitted') as unknown as { review: object }[];
  const payload = (review: object, action = 'submitted') => ({
    ...example,
    action,
    review: { ...example?.review, state: 'approved', ...review },
  });
  test.each(['chimera[bot]', 'judge[bot]'])('by %s is no vote, even when a person dismisses it', (login) => {
    const user = { id: 5, login, type: 'Bot' };
    for (const action of ['submitted', 'dismissed']) {
      const about = { event: 'pull_request_review', payload: payload({ user }, action) };
      expect(translate(about, own, 'judge[bot]')).toBeNull();
    }
    expect(translate({ event: 'pull_request_review', payload: payload({}) }, own, 'judge[bot]')).not.toBeNull();
  });

  test.each([
    ['approved', 'submitted', 'approve'],
    ['changes_requested', 'submitted', 'reject'],
    ['dismissed', 'dismissed', 'abstain'],
  ])('that is %s (%s) is a vote: %s', (state, action, vote) => {
    const signal = translate({ event: 'pull_request_review', payload: payload({ state }, action) }, own);
    expect(signal).toMatchObject({ kind: 'review_written', vote });
  });
  test.each([
    ['a comment', { state: 'commented' }, 'submitted'],
    ['of a kind that nobody knows', { state: 'pondered' }, 'submitted'],
    ['edited', {}, 'edited'],
    ['by somebody who has left', { user: null }, 'submitted'],
    ['about no commit', { commit_id: null }, 'submitted'],
  ])('that is %s says nothing', (_, review, action) => {
    expect(translate({ event: 'pull_request_review', payload: payload(review, action) }, own)).toBeNull();
  });
});

test('a closed issue is understood; GitHub has no example of it', () => {
  const [payload] = examplesOf('issues', 'labeled');
  expect(translate({ event: 'issues', payload: { ...payload, action: 'closed' } }, own)?.kind).toBe('issue_closed');
});

describe('check runs', () => {
  const [example] = examplesOf('check_run', 'rerequested') as unknown as { check_run: object }[];
  const payload = (action: string, more: object = {}) => ({
    ...example,
    action,
    check_run: { ...example?.check_run, external_id: '7-12-1' },
    ...more,
  });

  test.each([
    ['Re-run', payload('rerequested'), 'retry'],
    ['a button', payload('requested_action', { requested_action: { identifier: 'pause' } }), 'pause'],
  ])('%s of ours is a button', (_, pressed, identifier) => {
    expect(translate({ event: 'check_run', payload: pressed }, own)).toMatchObject({
      kind: 'button_pressed',
      identifier,
      externalId: '7-12-1',
    });
  });

  test.each([
    ['one of somebody else', example],
    ['one that was made', payload('created')],
    ['a press without a button', payload('requested_action')],
  ])('%s is nothing', (_, other) => {
    expect(translate({ event: 'check_run', payload: other }, own)).toBeNull();
  });
});

describe('comments', () => {
  const [example] = examplesOf('issue_comment', 'created') as unknown as { issue: object; comment: object }[];

  test('that are edited or deleted are no commands', () => {
    for (const action of ['edited', 'deleted']) {
      expect(translate({ event: 'issue_comment', payload: { ...example, action } }, own)).toBeNull();
    }
  });

  test('on a pull request say so', () => {
    const payload = { ...example, issue: { ...example?.issue, pull_request: { url: 'x' } } };
    expect(translate({ event: 'issue_comment', payload }, own)).toMatchObject({ onPullRequest: true });
  });

  test('of a bot say so', () => {
    const payload = { ...example, sender: { id: 2, login: 'helper[bot]', type: 'Bot' } };
    expect(translate({ event: 'issue_comment', payload }, own)).toMatchObject({ sender: { bot: true } });
  });
});

describe('installations', () => {
  const of = (event: string, action: string, more: object = {}) =>
    translate({ event, payload: { action, installation: { id: 9 }, ...more } }, own);
  const named = [{ id: 5, full_name: 'octo-org/todo' }];

  test.each([
    [
      'installation',
      'created',
      { repositories: named },
      { kind: 'repositories_added', repositories: [{ id: 5, owner: 'octo-org', name: 'todo' }] },
    ],
    ['installation', 'deleted', {}, { kind: 'installation_deleted', installation: 9 }],
    ['installation', 'suspend', {}, { kind: 'installation_suspended', suspended: true }],
    ['installation', 'unsuspend', {}, { kind: 'installation_suspended', suspended: false }],
    ['installation_repositories', 'added', { repositories_added: named }, { kind: 'repositories_added' }],
    [
      'installation_repositories',
      'removed',
      { repositories_removed: named },
      { kind: 'repositories_removed', repositories: [5] },
    ],
  ])('%s.%s', (event, action, more, signal) => {
    expect(of(event, action, more)).toMatchObject(signal);
  });

  test('other actions say nothing', () => {
    expect(of('installation', 'new_permissions_accepted')).toBeNull();
  });
});

test('a repository that is deleted or archived is gone', () => {
  const [example] = examplesOf('repository', 'renamed');
  for (const action of ['deleted', 'archived'] as const) {
    expect(translate({ event: 'repository', payload: { ...example, action } }, own)).toMatchObject({
      kind: 'repository_gone',
      how: action,
    });
  }
});

test('a label on a pull request starts nothing', () => {
  const [example] = examplesOf('issues', 'labeled') as unknown as { issue: object }[];
  const payload = { ...example, issue: { ...example?.issue, pull_request: { url: 'x' } } };
  expect(translate({ event: 'issues', payload }, own)).toBeNull();
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
