// Issues and labels: who may change what, what apps hear, and what becomes of an issue that goes.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTalk, type TalkWorld, type Who } from './world-of-talk.ts';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalk();
});
beforeEach(() => {
  talk.heard();
});
afterAll(async () => expect(await talk.close()).toEqual([]));

const names = (): string[] => talk.heard().map(({ name }) => name);

describe('an issue', () => {
  test.each<[Who, object, number, string[]]>([
    ['stranger', { title: 'Better' }, 200, ['issues.edited']],
    ['write', { title: 'Better', body: 'Thanks.' }, 200, ['issues.edited']],
    ['helper', { body: 'Thanks.' }, 200, ['issues.edited']],
    ['stranger', { title: 'A wish', body: 'Please.' }, 200, []],
    ['triage', { title: 'Better' }, 403, []],
    ['read', { state: 'closed' }, 403, []],
    ['stranger', { state: 'closed' }, 200, ['issues.closed']],
    ['triage', { state: 'closed', state_reason: 'not_planned' }, 200, ['issues.closed']],
    ['write', { labels: ['bug', 'new one'] }, 200, ['label.created', 'issues.labeled', 'issues.labeled']],
    ['stranger', { labels: ['bug'] }, 200, []],
    ['stranger', { title: ' ' }, 422, []],
    ['stranger', { title: 'x'.repeat(257) }, 422, []],
    ['stranger', { body: 'x'.repeat(65_537) }, 422, []],
    ['stranger', { state: 'shut' }, 422, []],
  ])("of a stranger's, changed by %s with %j: %i", async (who, change, status, heard) => {
    const issue = await talk.issue('stranger');
    expect((await talk.ask(who, `PATCH /issues/${issue}`, change)).status).toBe(status);
    expect(names()).toEqual(heard);
  });

  test('says how it was closed, by whom, and that it is open again', async () => {
    const issue = await talk.issue('stranger');
    const patch = (who: Who, change: object) => talk.ask(who, `PATCH /issues/${issue}`, change);
    const closed = await patch('write', { state: 'closed', state_reason: 'not_planned' });
    expect(closed.body).toMatchObject({ state_reason: 'not_planned', closed_by: { login: 'write-person' } });
    expect((await patch('stranger', { state: 'open' })).status).toBe(403);
    const open = await patch('triage', { state: 'open' });
    expect(open.body).toMatchObject({ state: 'open', state_reason: 'reopened', closed_at: null, closed_by: null });
    expect((await patch('triage', { state: 'open' })).status).toBe(200);
    expect((await patch('stranger', { state: 'closed' })).body.state_reason).toBe('completed');
    expect((await patch('stranger', { state: 'open' })).status).toBe(200);
    expect(names()).toEqual(['issues.closed', 'issues.reopened', 'issues.closed', 'issues.reopened']);
  });

  test('tells what it was before', async () => {
    const issue = await talk.issue('stranger');
    await talk.ask('stranger', `PATCH /issues/${issue}`, { title: 'Other', body: null });
    expect(talk.heard()[0]?.payload.changes).toEqual({ title: { from: 'A wish' }, body: { from: 'Please.' } });
  });

  test('is opened with labels by those who may label; of others labels are dropped', async () => {
    const plan = { title: 'x', labels: ['bug', { name: 'question' }, 'BUG'] };
    const wishes = await talk.ask('stranger', 'POST /issues', plan);
    expect([wishes.status, wishes.body.labels]).toEqual([201, []]);
    expect(names()).toEqual(['issues.opened']);
    const plans = await talk.ask('triage', 'POST /issues', plan);
    expect(plans.body.labels.map(({ name }: { name: string }) => name)).toEqual(['bug', 'question']);
    const heard = talk.heard();
    expect(heard.map(({ name }) => name)).toEqual(['issues.opened', 'issues.labeled', 'issues.labeled']);
    expect(heard.map(({ payload }) => payload.label?.name)).toEqual([undefined, 'bug', 'question']);
  });

  test('is found by its labels', async () => {
    const { body } = await talk.ask('write', 'POST /issues', { title: 'x', labels: ['wontfix', 'invalid'] });
    const find = async (query: string) =>
      (await talk.ask('read', `GET /issues?${query}`)).body.map(({ number }: { number: number }) => number);
    expect(await find('labels=WontFix,invalid')).toEqual([body.number]);
    expect(await find('labels=wontfix,duplicate')).toEqual([]);
    expect(await find('labels=wontfix&state=closed')).toEqual([]);
  });
});

describe('labels on an issue', () => {
  test('are added, set, taken away, each told of with the label', async () => {
    const issue = await talk.issue('stranger');
    const labels = `/issues/${issue}/labels`;
    await talk.ask('triage', `POST ${labels}`, { labels: ['bug', 'question'] });
    await talk.ask('triage', `PUT ${labels}`, { labels: ['question', 'invalid'] });
    await talk.ask('triage', `DELETE ${labels}/Question`);
    expect((await talk.ask('triage', `DELETE ${labels}/question`)).body.message).toBe('Label does not exist');
    expect((await talk.ask('triage', `DELETE ${labels}`)).status).toBe(204);
    expect(talk.heard().map(({ name, payload }) => `${name} ${payload.label.name}`)).toEqual([
      'issues.labeled bug',
      'issues.labeled question',
      'issues.unlabeled bug',
      'issues.labeled invalid',
      'issues.unlabeled question',
      'issues.unlabeled invalid',
    ]);
  });

  test('on a pull request tell of a pull request', async () => {
    const pull = await talk.pull('labelled');
    await talk.ask('helper', `POST /issues/${pull}/labels`, { labels: ['bug'] });
    await talk.ask('helper', `DELETE /issues/${pull}/labels/bug`);
    expect(names()).toEqual(['pull_request.labeled', 'pull_request.unlabeled']);
  });

  test('are refused to those who may not triage', async () => {
    const issue = await talk.issue('stranger');
    for (const who of ['stranger', 'read'] as const) {
      expect((await talk.ask(who, `POST /issues/${issue}/labels`, { labels: ['bug'] })).status).toBe(403);
    }
    expect(names()).toEqual([]);
  });
});

describe('labels of the repository', () => {
  test.each<[Who, object, number, object | undefined]>([
    ['write', { name: 'fine', color: 'ff00aa', description: 'Very' }, 201, undefined],
    ['helper', { name: 'x'.repeat(50) }, 201, undefined],
    ['triage', { name: 'mine' }, 403, undefined],
    ['write', { name: 'Bug' }, 422, { code: 'already_exists', field: 'name' }],
    ['write', { name: 'x'.repeat(51) }, 422, { code: 'custom', field: 'name' }],
    ['write', { name: ' ' }, 422, { code: 'missing_field', field: 'name' }],
    ['write', { name: 'red', color: '#ff0000' }, 422, { code: 'invalid', field: 'color' }],
    ['write', { name: 'long', description: 'x'.repeat(101) }, 422, { code: 'custom', field: 'description' }],
    ['write', {}, 422, undefined],
  ])('%s makes one from %j: %i', async (who, label, status, error) => {
    const answer = await talk.ask(who, 'POST /labels', label);
    expect(answer.status).toBe(status);
    if (error) expect(answer.body.errors[0]).toMatchObject(error);
    expect(names()).toEqual(status === 201 ? ['label.created'] : []);
  });

  test('are renamed and deleted, on the issues too', async () => {
    await talk.ask('write', 'POST /labels', { name: 'old', color: '111111', description: 'Before' });
    const issue = await talk.issue('stranger');
    await talk.ask('write', `POST /issues/${issue}/labels`, { labels: ['old'] });
    talk.heard();
    const edited = await talk.ask('write', 'PATCH /labels/OLD', { new_name: 'new', color: '222222' });
    expect(edited.body).toMatchObject({ name: 'new', color: '222222', description: 'Before' });
    expect(talk.heard()[0]?.payload.changes).toEqual({ name: { from: 'old' }, color: { from: '111111' } });
    expect((await talk.ask('read', 'GET /labels/old')).status).toBe(404);
    expect((await talk.ask('read', `GET /issues/${issue}`)).body.labels[0].name).toBe('new');
    expect((await talk.ask('write', 'PATCH /labels/new', { new_name: 'bug' })).status).toBe(422);
    expect((await talk.ask('triage', 'DELETE /labels/new')).status).toBe(403);
    expect((await talk.ask('write', 'DELETE /labels/new')).status).toBe(204);
    expect((await talk.ask('read', `GET /issues/${issue}`)).body.labels).toEqual([]);
    expect(names()).toEqual(['label.deleted']);
  });
});

describe('over GraphQL', () => {
  const graphql = async (who: Who, query: string, variables: object) =>
    (await talk.ask(who, 'POST //graphql', { query, variables })).body;
  const transfer = `mutation Move($issue: ID!, $to: ID!) {
    moved: transferIssue(input: { issueId: $issue, repositoryId: $to, clientMutationId: "m" }) {
      clientMutationId issue { number url repository { nameWithOwner } }
    }
  }`;
  const remove = 'mutation($input: DeleteIssueInput!) { deleteIssue(input: $input) { repository { name } } }';
  const nodeOf = async (path: string) => (await talk.ask('admin', `GET ${path}`)).body.node_id;

  test.each<Who>(['write', 'helper'])('%s gives an issue to another repository', async (who) => {
    const issue = await talk.issue('stranger');
    await talk.ask('stranger', `POST /issues/${issue}/comments`, { body: 'With this.' });
    await talk.ask('write', `POST /issues/${issue}/labels`, { labels: ['bug', 'only here'] });
    talk.heard();
    const variables = { issue: await nodeOf(`/issues/${issue}`), to: await nodeOf('//repos/octo-org/second') };
    const { data, errors } = await graphql(who, transfer, variables);
    expect(errors).toBeUndefined();
    const { number } = data.moved.issue;
    expect(data.moved).toMatchObject({
      clientMutationId: 'm',
      issue: { repository: { nameWithOwner: 'octo-org/second' } },
    });
    const [transferred, opened, ...more] = talk.heard();
    expect([transferred?.name, opened?.name, more]).toEqual(['issues.transferred', 'issues.opened', []]);
    expect(transferred?.payload).toMatchObject({
      issue: { number: issue },
      repository: { name: 'todo' },
      changes: { new_issue: { number }, new_repository: { name: 'second' } },
    });
    expect(opened?.payload).toMatchObject({
      issue: { number, labels: [{ name: 'bug' }], comments: 1 },
      repository: { name: 'second' },
      changes: { old_issue: { number: issue }, old_repository: { name: 'todo' } },
    });
    const gone = await talk.ask('read', `GET /issues/${issue}`);
    expect([gone.status, gone.headers.get('location')]).toEqual([
      301,
      `${talk.sandbox.url}/api/v3/repos/octo-org/second/issues/${number}`,
    ]);
    expect((await talk.ask('read', `GET //repos/octo-org/second/issues/${number}/comments`)).body).toHaveLength(1);
  });

  test('an admin deletes an issue, and its number stays unused', async () => {
    const issue = await talk.issue('stranger');
    const input = { issueId: await nodeOf(`/issues/${issue}`) };
    expect((await graphql('write', remove, { input })).errors[0]).toMatchObject({
      type: 'FORBIDDEN',
      message: 'write-person does not have the correct permissions to execute `DeleteIssue`',
    });
    expect((await graphql('helper', remove, { input })).errors[0].message).toBe(
      'Resource not accessible by integration',
    );
    expect((await graphql('admin', remove, { input })).data).toEqual({ deleteIssue: { repository: { name: 'todo' } } });
    expect(talk.heard().map(({ name, payload }) => [name, payload.issue.number])).toEqual([['issues.deleted', issue]]);
    const gone = await talk.ask('read', `GET /issues/${issue}`);
    expect([gone.status, gone.body.message]).toEqual([410, 'This issue was deleted']);
    expect(await talk.issue('stranger')).toBe(issue + 1);
  });

  test.each<[string, Who, () => Promise<object>, string]>([
    ['by a stranger', 'stranger', async () => ({ to: await nodeOf('//repos/octo-org/second') }), 'FORBIDDEN'],
    ['to another owner', 'write', async () => ({ to: await nodeOf('//repos/other-org/far') }), 'FORBIDDEN'],
    ['to the same repository', 'write', async () => ({ to: await nodeOf('//repos/octo-org/todo') }), 'UNPROCESSABLE'],
    ['to nowhere', 'write', async () => ({ to: 'R_nowhere' }), 'NOT_FOUND'],
    [
      'of nothing',
      'write',
      async () => ({ issue: 'I_nothing', to: await nodeOf('//repos/octo-org/second') }),
      'NOT_FOUND',
    ],
  ])('a transfer %s is refused', async (_case, who, change, type) => {
    const issue = await talk.issue('stranger');
    const variables = { issue: await nodeOf(`/issues/${issue}`), ...(await change()) };
    const { data, errors } = await graphql(who, transfer, variables);
    expect([data, errors[0].type]).toEqual([{ moved: null }, type]);
    expect(names()).toEqual([]);
    expect((await talk.ask('read', `GET /issues/${issue}`)).status).toBe(200);
  });

  test('a draft becomes ready and a draft again', async () => {
    const pull = await talk.pull('drafted');
    const id = await nodeOf(`/pulls/${pull}`);
    const turn = (name: string, who: Who = 'write') =>
      graphql(who, `mutation($id: ID!) { ${name}(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`, { id });
    expect((await turn('convertPullRequestToDraft', 'read')).errors[0].type).toBe('FORBIDDEN');
    expect((await turn('convertPullRequestToDraft')).data.convertPullRequestToDraft.pullRequest.isDraft).toBe(true);
    await turn('markPullRequestReadyForReview', 'helper');
    expect((await talk.ask('read', `GET /pulls/${pull}`)).body.draft).toBe(false);
    expect(names()).toEqual(['pull_request.converted_to_draft', 'pull_request.ready_for_review']);
  });

  test.each([
    ['a query', 'query { viewer { login } }', /no query viewer/],
    ['an unknown mutation', 'mutation { addStar(input: {}) { clientMutationId } }', /no mutation addStar/],
    ['half a query', 'mutation { deleteIssue(input: {issueId: "x"}) {', /end of document/],
    ['no input', 'mutation { deleteIssue { clientMutationId } }', /input/],
  ])('%s gets an error', async (_case, query, message) => {
    expect((await graphql('admin', query, {})).errors[0].message).toMatch(message);
  });
});
