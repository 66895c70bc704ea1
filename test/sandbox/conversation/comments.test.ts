// Comments, reactions and locks: who may, with which words others are refused, and what apps hear.
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

async function comment(who: Who): Promise<{ issue: number; path: string }> {
  const issue = await talk.issue('read');
  const { body } = await talk.ask(who, `POST /issues/${issue}/comments`, { body: 'First.' });
  talk.heard();
  return { issue, path: `/issues/comments/${body.id}` };
}

describe('a comment', () => {
  test.each<[Who, Who, number]>([
    ['stranger', 'stranger', 200],
    ['stranger', 'write', 200],
    ['stranger', 'admin', 200],
    ['helper', 'helper', 200],
    ['stranger', 'helper', 200],
    ['stranger', 'triage', 403],
    ['stranger', 'read', 403],
    ['helper', 'stranger', 403],
  ])('of %s may be edited by %s: %i', async (author, editor, status) => {
    const { path } = await comment(author);
    const answer = await talk.ask(editor, `PATCH ${path}`, { body: 'Second.' });
    expect(answer.status).toBe(status);
    const heard = talk.heard();
    if (status === 200) {
      expect(answer.body.body).toBe('Second.');
      expect(heard.map(({ name }) => name)).toEqual(['issue_comment.edited']);
      expect(heard[0]?.payload).toMatchObject({ changes: { body: { from: 'First.' } }, comment: { body: 'Second.' } });
    } else expect([heard, answer.body.message]).toEqual([[], 'Must have admin rights to Repository.']);
    expect((await talk.ask(editor, `DELETE ${path}`)).status).toBe(status === 200 ? 204 : 403);
    expect((await talk.ask(author, `GET ${path}`)).status).toBe(status === 200 ? 404 : 200);
    expect(talk.heard().map(({ name }) => name)).toEqual(status === 200 ? ['issue_comment.deleted'] : []);
  });

  test.each([
    ['at the limit', 'x'.repeat(65_536), 201, undefined],
    ['above the limit', 'x'.repeat(65_537), 422, 'Body is too long (maximum is 65536 characters)'],
    ['blank', ' \n', 422, 'Body cannot be blank'],
  ])('%s', async (_case, body, status, message) => {
    const { issue, path } = await comment('helper');
    const errors = message && [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }];
    const made = await talk.ask('helper', `POST /issues/${issue}/comments`, { body });
    expect([made.status, made.body.errors]).toEqual([status, errors]);
    const edited = await talk.ask('helper', `PATCH ${path}`, { body });
    expect([edited.status, edited.body.errors]).toEqual([status === 201 ? 200 : 422, errors]);
  });

  test('that says what it said is not told of', async () => {
    const { path } = await comment('helper');
    expect((await talk.ask('helper', `PATCH ${path}`, { body: 'First.' })).status).toBe(200);
    expect(talk.heard()).toEqual([]);
  });

  test('that is not there cannot be edited', async () => {
    expect((await talk.ask('admin', 'PATCH /issues/comments/1', { body: 'x' })).status).toBe(404);
    expect((await talk.ask('admin', 'DELETE /issues/comments/1')).status).toBe(404);
  });

  test('is found by when it changed', async () => {
    const { issue, path } = await comment('helper');
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect((await talk.ask('read', `GET /issues/${issue}/comments?since=${soon}`)).body).toEqual([]);
    const past = '2020-01-01T00:00:00Z';
    expect((await talk.ask('read', `GET /issues/${issue}/comments?since=${past}`)).body).toHaveLength(1);
    expect((await talk.ask('read', `GET /issues/comments?since=${past}&per_page=100`)).body.at(-1).url).toMatch(path);
  });
});

describe('reactions', () => {
  test.each([
    ['an issue', (issue: number, _comment: string) => `/issues/${issue}/reactions`],
    ['a comment', (_issue: number, path: string) => `${path}/reactions`],
  ])('on %s are there once an account, and go again', async (_subject, place) => {
    const made = await comment('stranger');
    const path = place(made.issue, made.path);
    const first = await talk.ask('helper', `POST ${path}`, { content: 'eyes' });
    expect([first.status, first.body.content]).toEqual([201, 'eyes']);
    expect((await talk.ask('helper', `POST ${path}`, { content: 'eyes' })).body).toEqual(first.body);
    expect((await talk.ask('helper', `POST ${path}`, { content: 'eyes' })).status).toBe(200);
    expect((await talk.ask('stranger', `POST ${path}`, { content: 'eyes' })).status).toBe(201);
    expect((await talk.ask('helper', `POST ${path}`, { content: 'rocket' })).status).toBe(201);
    expect((await talk.ask('helper', `POST ${path}`, { content: 'thumbs' })).status).toBe(422);
    expect((await talk.ask('read', `GET ${path}`)).body).toHaveLength(3);
    expect((await talk.ask('read', `GET ${path}?content=rocket`)).body).toHaveLength(1);
    expect((await talk.ask('stranger', `DELETE ${path}/${first.body.id}`)).status).toBe(404);
    expect((await talk.ask('helper', `DELETE ${path}/${first.body.id}`)).status).toBe(204);
    expect((await talk.ask('read', `GET ${path}`)).body).toHaveLength(2);
    expect(talk.heard()).toEqual([]);
  });

  test('show in the comment', async () => {
    const { path } = await comment('stranger');
    await talk.ask('helper', `POST ${path}/reactions`, { content: 'confused' });
    expect((await talk.ask('read', `GET ${path}`)).body.reactions).toMatchObject({ total_count: 1, confused: 1 });
  });
});

describe('a locked issue', () => {
  test('is open to people who may write, and to no app', async () => {
    const issue = await talk.issue('stranger');
    expect((await talk.ask('triage', `PUT /issues/${issue}/lock`)).status).toBe(403);
    expect((await talk.ask('write', `PUT /issues/${issue}/lock`, { lock_reason: 'spam' })).status).toBe(204);
    expect((await talk.ask('write', `PUT /issues/${issue}/lock`, { lock_reason: 'because' })).status).toBe(422);
    const [locked, ...more] = talk.heard();
    expect([locked?.name, locked?.payload.issue.active_lock_reason, more]).toEqual(['issues.locked', 'spam', []]);
    for (const who of ['stranger', 'triage', 'helper'] as const) {
      const refused = await talk.ask(who, `POST /issues/${issue}/comments`, { body: 'But …' });
      expect([refused.status, refused.body.message]).toEqual([
        403,
        'Unable to create comment because issue is locked.',
      ]);
    }
    expect((await talk.ask('write', `POST /issues/${issue}/comments`, { body: 'No.' })).status).toBe(201);
    expect((await talk.ask('write', `DELETE /issues/${issue}/lock`)).status).toBe(204);
    expect((await talk.ask('stranger', `POST /issues/${issue}/comments`, { body: 'But …' })).status).toBe(201);
    expect(talk.heard().map(({ name }) => name)).toEqual([
      ...['issue_comment.created', 'issues.unlocked', 'issue_comment.created'],
    ]);
  });

  test('may be a pull request', async () => {
    const pull = await talk.pull('locked');
    await talk.ask('helper', `PUT /issues/${pull}/lock`);
    await talk.ask('helper', `DELETE /issues/${pull}/lock`);
    expect(talk.heard().map(({ name }) => name)).toEqual(['pull_request.locked', 'pull_request.unlocked']);
  });
});
