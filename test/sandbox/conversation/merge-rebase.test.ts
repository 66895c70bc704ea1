// "Rebase and merge": the commits of a branch, one by one on top of the base, as `git rebase` makes them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Answer, openTalk, type TalkWorld } from './world-of-talk.ts';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalk();
});
afterAll(async () => expect(await talk.close()).toEqual([]));

const put = (branch: string, path: string, text: string): Promise<Answer> =>
  talk.ask('write', `PUT /contents/${path}`, {
    message: `${branch}: ${path}`,
    branch,
    content: Buffer.from(text).toString('base64'),
  });
const rebase = (pull: number): Promise<Answer> =>
  talk.ask('admin', `PUT /pulls/${pull}/merge`, { merge_method: 'rebase' });
// biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests are about
const history = async (): Promise<any[]> => (await talk.ask('read', 'GET /commits?sha=main')).body;

test('the commits are replayed on a base that has moved, with their authors', async () => {
  const pull = await talk.pull('replayed');
  await put('replayed', 'second.txt', 'second\n');
  await put('main', 'meanwhile.txt', 'meanwhile\n');
  const [base] = await history();
  const merged = await rebase(pull);
  expect([merged.status, merged.body.merged]).toEqual([200, true]);
  const [tip, first, below] = await history();
  expect([tip.sha, below.sha]).toEqual([merged.body.sha, base.sha]);
  expect(
    [tip, first].map(({ commit, parents }) => [
      commit.message,
      commit.author.name,
      commit.committer.name,
      parents.length,
    ]),
  ).toEqual([
    ['replayed: second.txt', 'write-person', 'admin-person', 1],
    ['replayed', 'write-person', 'admin-person', 1],
  ]);
  expect((await talk.ask('read', `GET /pulls/${pull}`)).body).toMatchObject({
    merged: true,
    merge_commit_sha: tip.sha,
  });
  expect((await talk.ask('read', 'GET /contents/meanwhile.txt')).status).toBe(200);
});

test('a commit that the base has by now is left out, one that was empty stays', async () => {
  const pull = await talk.pull('twice');
  const { body: head } = await talk.ask('read', 'GET /git/ref/heads/twice');
  const { body: commit } = await talk.ask('read', `GET /git/commits/${head.object.sha}`);
  const empty = { message: 'empty', tree: commit.tree.sha, parents: [commit.sha] };
  const { body: made } = await talk.ask('write', 'POST /git/commits', empty);
  await talk.ask('write', 'PATCH /git/refs/heads/twice', { sha: made.sha });
  await put('main', 'twice.txt', 'twice\n');
  const before = await history();
  expect((await rebase(pull)).status).toBe(200);
  const after = await history();
  expect([after.length - before.length, after[0].commit.message]).toEqual([1, 'empty']);
});

test('a conflict is refused', async () => {
  const pull = await talk.pull('conflict');
  await put('main', 'conflict.txt', 'another\n');
  const answer = await rebase(pull);
  expect([answer.status, answer.body.message]).toEqual([405, 'Pull Request is not mergeable']);
});

test('a branch whose commits conflict one by one, but not together, cannot be rebased', async () => {
  const pull = await talk.pull('detour');
  const { body: file } = await talk.ask('read', 'GET /contents/a.txt');
  const change = async (branch: string, sha: string, text: string): Promise<string> => {
    const content = Buffer.from(text).toString('base64');
    const { body } = await talk.ask('write', 'PUT /contents/a.txt', { message: 'a', branch, sha, content });
    return body.content.sha;
  };
  const there = await change('detour', file.sha, 'one\nthere\nthree\n');
  await change('detour', there, 'one\ntwo\nthree\n');
  await change('main', file.sha, 'one\nelsewhere\nthree\n');
  const answer = await rebase(pull);
  expect([answer.status, answer.body.message]).toEqual([405, "This branch can't be rebased"]);
});
