// People on the pages: one chooses whom one acts as, and GitHub's rules count for that person, over real HTTP.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from '../browser.ts';
import { openTalk, type TalkWorld, type Who } from '../conversation/world-of-talk.ts';
import { type Visitor, visit } from './visitor.ts';

const workflow = `name: Deploy
on:
  workflow_dispatch:
    inputs:
      feature: { description: What to build, required: true, type: string }
      times: { type: number, default: '2' }
      loud: { type: boolean, default: true }
      where: { type: choice, options: [staging, production] }
      room: { type: environment }
jobs:
  go:
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
`;

let talk: TalkWorld;
let browser: Browser;
let url: Visitor['url'];
let open: Visitor['open'];
let landed: Visitor['landed'];
let press: Visitor['press'];
let post: Visitor['post'];
let actAs: Visitor['actAs'];
let told: Visitor['told'];
beforeAll(async () => {
  talk = await openTalk({ '.github/workflows/deploy.yml': workflow });
});
beforeEach(() => {
  ({ browser, url, open, landed, press, post, actAs, told } = visit(talk));
  talk.heard();
});
afterAll(async () => expect(await talk.close()).toEqual([]));

describe('acting as somebody', () => {
  test('begins with the first admin, and goes on with whom one chooses, on all pages', async () => {
    await open('/issues');
    expect(browser.plain).toContain('acting as admin-person');
    await browser.submit({}, 'stranger-person');
    expect(browser.location).toBe(url('/issues'));
    await landed();
    expect(browser.plain).toContain('acting as stranger-person');
    await browser.get(talk.sandbox.url);
    expect(browser.plain).toContain('acting as stranger-person');
    await browser.post(`${talk.sandbox.url}/_sandbox/acting`, { login: '', back: '/octo-org/todo' }, talk.sandbox.url);
    expect((await open('/issues')).plain).toContain('acting as admin-person');
  });

  test.each([
    ['a foreign page chooses', { login: 'read-person' }, 'https://evil.example', 403],
    ['nobody has the name', { login: 'nobody' }, undefined, 404],
    ['it is an organization', { login: 'octo-org' }, undefined, 404],
    ['it is a bot', { login: 'helper[bot]' }, undefined, 404],
  ])('stays as it is when %s', async (_case, fields, origin, status) => {
    await browser.post(`${talk.sandbox.url}/_sandbox/acting`, fields, origin ?? talk.sandbox.url);
    expect(browser.status).toBe(status);
    expect((await open('/issues')).plain).toContain('acting as admin-person');
  });

  test.each(['//evil.example/x', 'https://evil.example/'])('never leads away to %s', async (back) => {
    await browser.post(`${talk.sandbox.url}/_sandbox/acting`, { login: 'read-person', back }, talk.sandbox.url);
    expect(browser.location).toBe(`${talk.sandbox.url}/`);
  });

  test('shows no private repository to those who may not see it', async () => {
    await talk.sandbox.createRepository({ owner: 'octo-org', name: 'secret', private: true });
    talk.sandbox.addCollaborator('octo-org/secret', 'read-person', 'read');
    const secret = `${talk.sandbox.url}/octo-org/secret`;
    expect((await browser.get(secret)).plain).toContain('acting as read-person');
    await actAs('stranger');
    expect((await browser.get(secret)).status).toBe(404);
    expect((await browser.post(`${secret}/issues`, { title: 'x' }, talk.sandbox.url)).status).toBe(404);
  });
});

test('a pull request is drafted, reviewed, dismissed, closed, reopened and merged', async () => {
  const pull = await talk.pull('on-pages');
  await actAs('write');
  await open(`/pull/${pull}`);
  await press('Convert to draft');
  expect(browser.text).not.toContain('>Merge pull request</button>');
  await press('Ready for review');
  await post(`/pull/${pull}/reviews`, { event: 'APPROVE' });
  expect([browser.status, browser.plain]).toEqual([422, expect.stringContaining('approve your own pull request')]);
  await actAs('admin');
  await open(`/pull/${pull}`);
  await press('Submit review', { event: 'REQUEST_CHANGES', body: 'Not yet.' });
  await press('Dismiss review', { message: 'Done meanwhile.' });
  expect(browser.plain).toContain('had this review dismissed');
  await press('Comment', { body: 'Well.' });
  await press('Close pull request');
  await press('Reopen pull request');
  await press('Squash and merge');
  expect(browser.plain).toContain('Merged');
  expect(told().filter((name) => !name.startsWith('push'))).toEqual([
    'pull_request.converted_to_draft by write',
    'pull_request.ready_for_review by write',
    'pull_request_review.submitted by admin',
    'pull_request_review.dismissed by admin',
    'issue_comment.created by admin',
    'pull_request.closed by admin',
    'pull_request.reopened by admin',
    'pull_request.closed by admin',
  ]);
});

describe('a check run', () => {
  const made = async () => {
    const { body: pull } = await talk.ask('read', `GET /pulls/${await talk.pull(`checked-${Date.now()}`)}`);
    const actions = [{ label: 'Retry', description: 'Once more', identifier: 'retry' }];
    const run = { name: 'Chimera', head_sha: pull.head.sha, conclusion: 'failure', actions };
    const { body } = await talk.ask('helper', 'POST /check-runs', run);
    talk.heard('all');
    return body.id as number;
  };

  test('has buttons of its app and of GitHub, for people who may write', async () => {
    const id = await made();
    await actAs('write');
    await open(`/runs/${id}`);
    await press('Retry');
    await press('Re-run');
    const heard = talk.heard('all');
    expect(heard.map(({ name, app }) => `${name} ${app}`)).toEqual([
      'check_run.requested_action helper',
      'check_run.rerequested helper',
    ]);
    expect(heard[0]?.payload).toMatchObject({
      requested_action: { identifier: 'retry' },
      sender: { login: 'write-person' },
    });
  });

  test.each<[Who, string, number]>([
    ['triage', 'retry', 403],
    ['stranger', 'retry', 403],
    ['write', 'explode', 404],
  ])('is not pressed by %s with %s', async (who, identifier, status) => {
    const id = await made();
    await actAs(who);
    if (who !== 'write') expect((await open(`/runs/${id}`)).text).toMatch(/disabled>Retry/);
    expect((await post(`/runs/${id}/actions`, { identifier })).status).toBe(status);
    if (who !== 'write') expect((await post(`/runs/${id}/rerequest`, {})).status).toBe(403);
    expect(talk.heard('all')).toEqual([]);
  });
});

describe('a workflow', () => {
  test('is run from its page with its inputs', async () => {
    await actAs('write');
    await open('/actions/workflows/deploy.yml');
    await press('Run workflow', { 'inputs.feature': 'Sorting', 'inputs.where': 'production' });
    await talk.sandbox.settled();
    const [run] = [...talk.repository().workflowRuns.values()].slice(-1);
    expect(run).toMatchObject({
      event: 'workflow_dispatch',
      inputs: { feature: 'Sorting', times: 2, loud: true, where: 'production', room: '' },
      actor: { login: 'write-person' },
    });
    await open(`/actions/runs/${run?.id}`);
    await press('Re-run all jobs');
    await talk.sandbox.settled();
    expect(run?.attempt).toBe(2);
    const [job] = [...talk.repository().jobs.values()].slice(-1);
    await post(`/runs/${job?.checkRun?.id}/rerequest`, {});
    await talk.sandbox.settled();
    expect(run?.attempt).toBe(3);
  });

  test('says what is missing', async () => {
    await actAs('write');
    await post('/actions/workflows/deploy.yml/dispatches', { 'inputs.where': 'nowhere', 'inputs.feature': 'x' });
    expect([browser.status, browser.plain]).toEqual([422, expect.stringContaining("'nowhere'")]);
  });

  test('is not run by those who may not write', async () => {
    await actAs('triage');
    expect((await open('/actions/workflows/deploy.yml')).text).not.toContain('Run workflow');
    expect((await post('/actions/workflows/deploy.yml/dispatches', { 'inputs.feature': 'x' })).status).toBe(403);
  });
});
