// Pull requests after they were opened: reviews that wait, are submitted, edited, dismissed; reviewers; closing and reopening.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answer, openTalk, type TalkWorld, type Who } from './world-of-talk.ts';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalk();
});
beforeEach(() => {
  talk.heard();
});
afterAll(async () => expect(await talk.close()).toEqual([]));

const names = (): string[] => talk.heard().map(({ name }) => name);
const review = (who: Who, pull: number, body: object): Promise<Answer> =>
  talk.ask(who, `POST /pulls/${pull}/reviews`, body);

describe('a review', () => {
  test.each([
    ['APPROVE', 'APPROVED'],
    ['REQUEST_CHANGES', 'CHANGES_REQUESTED'],
    ['COMMENT', 'COMMENTED'],
  ])('with %s is told of at once, its state in lower case', async (event, state) => {
    const pull = await talk.pull(`told-${event}`);
    const made = await review('helper', pull, { event, body: 'So.' });
    expect(made.body.state).toBe(state);
    const [heard, ...more] = talk.heard();
    expect([heard?.name, heard?.payload.review.state, more]).toEqual([
      'pull_request_review.submitted',
      state.toLowerCase(),
      [],
    ]);
    expect((await talk.ask('read', `GET /pulls/${pull}/reviews/${made.body.id}`)).body).toEqual(made.body);
  });

  test('without an event waits, and only its author sees it', async () => {
    const pull = await talk.pull('waiting');
    const comments = [{ path: 'waiting.txt', line: 1, body: 'Here.' }];
    const { body } = await review('helper', pull, { comments });
    expect([body.state, body.submitted_at]).toEqual(['PENDING', undefined]);
    const path = `/pulls/${pull}/reviews/${body.id}`;
    for (const [who, status, count] of [
      ['helper', 200, 1],
      ['admin', 404, 0],
    ] as const) {
      expect((await talk.ask(who, `GET ${path}`)).status).toBe(status);
      expect((await talk.ask(who, `GET /pulls/${pull}/reviews`)).body).toHaveLength(count);
      expect((await talk.ask(who, `GET /pulls/${pull}/comments`)).body).toHaveLength(count);
    }
    const second = await review('helper', pull, { body: 'Again.' });
    expect([second.status, second.body.errors]).toEqual([
      422,
      ['User can only have one pending review per pull request'],
    ]);
    expect(names()).toEqual([]);
    expect((await talk.ask('helper', `POST ${path}/events`, { event: 'REQUEST_CHANGES' })).body.state).toBe(
      'CHANGES_REQUESTED',
    );
    expect((await talk.ask('helper', `POST ${path}/events`, { event: 'COMMENT' })).status).toBe(422);
    expect(names()).toEqual(['pull_request_review.submitted']);
    expect((await talk.ask('admin', `GET ${path}/comments`)).body).toHaveLength(1);
  });

  test('that waits can be given up, one that was submitted cannot', async () => {
    const pull = await talk.pull('given-up');
    const pending = await review('helper', pull, { body: 'Hm.' });
    expect((await talk.ask('helper', `DELETE /pulls/${pull}/reviews/${pending.body.id}`)).body.state).toBe('PENDING');
    const done = await review('helper', pull, { event: 'COMMENT', body: 'Hm.' });
    expect((await talk.ask('helper', `DELETE /pulls/${pull}/reviews/${done.body.id}`)).status).toBe(422);
  });

  test('is edited by its author alone', async () => {
    const pull = await talk.pull('edited');
    const { body } = await review('helper', pull, { event: 'APPROVE', body: 'Fine.' });
    talk.heard();
    const path = `/pulls/${pull}/reviews/${body.id}`;
    expect((await talk.ask('admin', `PUT ${path}`, { body: 'Not fine.' })).status).toBe(403);
    expect((await talk.ask('helper', `PUT ${path}`, { body: 'Very fine.' })).body.body).toBe('Very fine.');
    const [heard] = talk.heard();
    expect([heard?.name, heard?.payload.changes]).toEqual(['pull_request_review.edited', { body: { from: 'Fine.' } }]);
  });
});

describe('dismissing', () => {
  test.each<[string, Who, object, number, string | undefined]>([
    ['APPROVE', 'helper', { message: 'Old.' }, 200, undefined],
    ['REQUEST_CHANGES', 'write', { message: 'Old.', event: 'DISMISS' }, 200, undefined],
    ['REQUEST_CHANGES', 'triage', { message: 'Old.' }, 403, undefined],
    ['REQUEST_CHANGES', 'helper', {}, 422, undefined],
    ['REQUEST_CHANGES', 'helper', { message: ' ' }, 422, 'Message can not be blank'],
    ['COMMENT', 'helper', { message: 'Old.' }, 422, 'Can not dismiss a commented pull request review'],
  ])('%s by %s with %j: %i', async (event, who, body, status, error) => {
    const pull = await talk.pull(`dismissed-${event}-${who}-${JSON.stringify(body).length}`);
    const made = await review('helper', pull, { event, body: 'So.' });
    talk.heard();
    const path = `/pulls/${pull}/reviews/${made.body.id}`;
    const answer = await talk.ask(who, `PUT ${path}/dismissals`, body);
    expect(answer.status).toBe(status);
    if (error) expect(answer.body.errors).toEqual([error]);
    const heard = talk.heard();
    if (status !== 200) return expect(heard).toEqual([]);
    expect(heard.map(({ name, payload }) => [name, payload.review.state])).toEqual([
      ['pull_request_review.dismissed', 'dismissed'],
    ]);
    const again = await talk.ask(who, `PUT ${path}/dismissals`, body);
    expect([again.status, again.body.errors]).toEqual([422, ['Can not dismiss a dismissed pull request review']]);
  });
});

describe('reviewers', () => {
  test('are asked, told of, and done with when they have reviewed', async () => {
    const pull = await talk.pull('asked');
    const path = `/pulls/${pull}/requested_reviewers`;
    const asked = await talk.ask('helper', `POST ${path}`, { reviewers: ['admin-person', 'triage-person'] });
    expect([asked.status, asked.body.requested_reviewers.length]).toEqual([201, 2]);
    await talk.ask('helper', `POST ${path}`, { reviewers: ['admin-person'] });
    await talk.ask('helper', `DELETE ${path}`, { reviewers: ['triage-person'] });
    expect((await talk.ask('read', `GET ${path}`)).body.users).toHaveLength(1);
    await review('admin', pull, { event: 'APPROVE' });
    expect((await talk.ask('read', `GET ${path}`)).body).toEqual({ users: [], teams: [] });
    expect(talk.heard().map(({ name, payload }) => `${name} ${payload.requested_reviewer?.login ?? ''}`)).toEqual([
      'pull_request.review_requested admin-person',
      'pull_request.review_requested triage-person',
      'pull_request.review_request_removed triage-person',
      'pull_request_review.submitted ',
    ]);
  });

  test.each([
    ['stranger-person', /only be requested from collaborators/],
    ['nobody', /only be requested from collaborators/],
    ['write-person', /cannot be requested from pull request author/],
  ])('%s cannot be asked', async (login, message) => {
    const pull = await talk.pull(`not-asked-${login}`);
    const answer = await talk.ask('admin', `POST /pulls/${pull}/requested_reviewers`, { reviewers: [login] });
    expect([answer.status, answer.body.message]).toEqual([422, expect.stringMatching(message)]);
  });
});

describe('a pull request', () => {
  test.each([
    ['pulls', 'write', 200],
    ['issues', 'triage', 200],
    ['pulls', 'helper', 200],
    ['pulls', 'stranger', 403],
    ['issues', 'read', 403],
  ] as const)('is closed and opened again through /%s by %s: %i', async (kind, who, status) => {
    const pull = await talk.pull(`closed-${kind}-${who}`);
    expect((await talk.ask(who, `PATCH /${kind}/${pull}`, { state: 'closed' })).status).toBe(status);
    expect((await talk.ask(who, `PATCH /${kind}/${pull}`, { state: 'open' })).status).toBe(status === 200 ? 200 : 403);
    expect(names()).toEqual(status === 200 ? ['pull_request.closed', 'pull_request.reopened'] : []);
  });

  test('that was closed catches up with its branch', async () => {
    const pull = await talk.pull('moved');
    await talk.ask('write', `PATCH /pulls/${pull}`, { state: 'closed' });
    const content = Buffer.from('more\n').toString('base64');
    const { body } = await talk.ask('write', 'PUT /contents/b.txt', { message: 'b', branch: 'moved', content });
    expect((await talk.ask('read', `GET /pulls/${pull}`)).body.head.sha).not.toBe(body.commit.sha);
    const open = await talk.ask('write', `PATCH /pulls/${pull}`, { state: 'open' });
    expect(open.body).toMatchObject({ head: { sha: body.commit.sha }, commits: 2 });
  });

  test.each<[string, (pull: number) => Promise<unknown>, string | undefined]>([
    ['was merged', (pull) => talk.ask('write', `PUT /pulls/${pull}/merge`, {}), undefined],
    ['lost its branch', () => talk.ask('write', 'DELETE /git/refs/heads/lost-its-branch'), /deleted/.source],
    [
      'has a successor',
      async (pull) => {
        await talk.ask('write', `PATCH /pulls/${pull}`, { state: 'closed' });
        await talk.ask('write', 'POST /pulls', { title: 'x', head: 'has-a-successor', base: 'main' });
      },
      /already an open pull request/.source,
    ],
  ])('that %s is not opened again', async (name, end, message) => {
    const pull = await talk.pull(name.replaceAll(' ', '-'));
    await end(pull);
    const answer = await talk.ask('write', `PATCH /pulls/${pull}`, { state: 'open' });
    expect(answer.status).toBe(422);
    if (message) expect(answer.body.errors[0].message).toMatch(message);
    expect((await talk.ask('read', `GET /pulls/${pull}`)).body.state).toBe('closed');
  });
});

describe('collaborators', () => {
  test('come, change and go, and an app may hear of it', async () => {
    const path = '/collaborators/stranger-person';
    expect((await talk.ask('write', `PUT ${path}`, { permission: 'push' })).status).toBe(403);
    expect((await talk.ask('admin', `GET ${path}`)).status).toBe(404);
    expect((await talk.ask('admin', `PUT ${path}`)).status).toBe(204);
    expect((await talk.ask('admin', `GET ${path}`)).status).toBe(204);
    expect((await talk.ask('admin', `PUT ${path}`, { permission: 'maintain' })).status).toBe(204);
    expect((await talk.ask('admin', `PUT ${path}`, { permission: 'owner' })).status).toBe(422);
    expect((await talk.ask('helper', 'GET /collaborators?permission=push')).body).toMatchObject([
      { login: 'admin-person', role_name: 'admin', permissions: { admin: true } },
      { login: 'write-person', role_name: 'write', permissions: { push: true, maintain: false } },
      { login: 'stranger-person', role_name: 'maintain' },
    ]);
    expect((await talk.ask('read', 'GET /collaborators')).status).toBe(403);
    expect((await talk.ask('admin', `DELETE ${path}`)).status).toBe(204);
    expect((await talk.ask('admin', `GET ${path}`)).status).toBe(404);
    expect(names()).toEqual(['member.added', 'member.edited', 'member.removed']);
  });
});
