// revertPullRequest over GraphQL: a branch and a pull request that take a merge back, and what GitHub refuses.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Answer, openTalk, type TalkWorld, type Who } from './world-of-talk.ts';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalk();
});
beforeEach(() => {
  talk.heard();
});
afterAll(async () => expect(await talk.close()).toEqual([]));

const query =
  'mutation($input: RevertPullRequestInput!) { revertPullRequest(input: $input) { pullRequest { number } revertPullRequest { number title body headRefName isDraft } } }';
async function revert(who: Who, pull: number, more: object = {}): Promise<Answer> {
  const { body } = await talk.ask(who, `GET /pulls/${pull}`);
  return talk.ask(who, 'POST //graphql', { query, variables: { input: { pullRequestId: body.node_id, ...more } } });
}
const merge = (pull: number, merge_method: string): Promise<Answer> =>
  talk.ask('write', `PUT /pulls/${pull}/merge`, { merge_method });
const put = (branch: string, path: string, text: string): Promise<Answer> =>
  talk.ask('write', `PUT /contents/${path}`, {
    message: path,
    branch,
    content: Buffer.from(text).toString('base64'),
  });
const on = async (ref: string, path: string): Promise<number> =>
  (await talk.ask('read', `GET /contents/${path}?ref=${ref}`)).status;

test.each([
  [
    'merge',
    1,
    /^Revert "Merge pull request[^\n]*"\n\nThis reverts commit [0-9a-f]{40}, reversing\nchanges made to [0-9a-f]{40}\.$/,
  ],
  ['squash', 1, /^Revert "by-squash \(#\d+\)"\n\nThis reverts commit [0-9a-f]{40}\.$/],
  ['rebase', 2, /^Revert "by-rebase"\n\nThis reverts commit [0-9a-f]{40}\.$/],
])('what was merged by %s is taken back, and what came after stays', async (method, commits, message) => {
  const branch = `by-${method}`;
  const pull = await talk.pull(branch);
  await put(branch, `second-${branch}.txt`, 'second\n');
  await merge(pull, method);
  await put('main', `after-${branch}.txt`, 'after\n');
  talk.heard();
  const { body } = await revert('helper', pull);
  const name = `revert-${pull}-${branch}`;
  const { revertPullRequest: made } = body.data.revertPullRequest;
  expect(body.data.revertPullRequest.pullRequest).toEqual({ number: pull });
  expect(made).toMatchObject({
    title: `Revert "${branch}"`,
    body: `Reverts octo-org/todo#${pull}`,
    headRefName: name,
    isDraft: false,
  });
  expect(
    talk.heard().map(({ name: event, payload }) => [event, payload.pull_request?.head.ref ?? payload.ref]),
  ).toEqual([
    ['push', `refs/heads/${name}`],
    ['pull_request.opened', name],
  ]);
  const listed = await talk.ask('read', `GET /pulls/${made.number}/commits`);
  expect([listed.body.length, listed.body.at(-1).commit.message]).toEqual([commits, expect.stringMatching(message)]);
  expect(listed.body[0].commit).toMatchObject({ author: { name: 'helper[bot]' }, committer: { name: 'GitHub' } });
  const paths = [`${branch}.txt`, `second-${branch}.txt`, `after-${branch}.txt`];
  expect(await Promise.all(paths.map((path) => on(name, path)))).toEqual([404, 404, 200]);
  expect((await talk.ask('write', `PUT /pulls/${made.number}/merge`, {})).status).toBe(200);
  expect(await on('main', `${branch}.txt`)).toBe(404);
});

test('title, body and draft are as wished', async () => {
  const pull = await talk.pull('wished');
  await merge(pull, 'squash');
  const { body } = await revert('write', pull, { title: 'Back', body: 'It broke.', draft: true });
  expect(body.data.revertPullRequest.revertPullRequest).toMatchObject({
    title: 'Back',
    body: 'It broke.',
    isDraft: true,
  });
});

const couldNot = expect.stringMatching(/couldn't be reverted automatically/);
const rows: readonly (readonly [string, Who, (pull: number, branch: string) => Promise<unknown>, unknown])[] = [
  ['is not merged', 'helper', async () => undefined, { type: 'UNPROCESSABLE', message: 'Pull request is not merged' }],
  [
    'is merged, by somebody who may not write',
    'triage',
    (pull) => merge(pull, 'merge'),
    {
      type: 'FORBIDDEN',
      message: 'triage-person does not have the correct permissions to execute `RevertPullRequest`',
    },
  ],
  [
    'is reverted already',
    'helper',
    async (pull) => {
      await merge(pull, 'merge');
      await revert('write', pull);
    },
    { type: 'UNPROCESSABLE', message: couldNot },
  ],
  [
    'was changed by somebody since',
    'helper',
    async (pull, branch) => {
      await merge(pull, 'squash');
      const { body } = await talk.ask('read', `GET /contents/${branch}.txt`);
      const content = Buffer.from('another\n').toString('base64');
      const change = { message: 'later', sha: body.sha, content };
      await talk.ask('write', `PUT /contents/${branch}.txt`, change);
    },
    { type: 'UNPROCESSABLE', message: couldNot },
  ],
];
test.each(rows)('refused for a pull request that %s', async (name, who, before, error) => {
  const branch = name.replaceAll(/\W+/g, '-');
  const pull = await talk.pull(branch);
  await before(pull, branch);
  talk.heard();
  const { status, body } = await revert(who, pull);
  expect([status, body.data, body.errors]).toEqual([
    200,
    { revertPullRequest: null },
    [expect.objectContaining(error as object)],
  ]);
  expect(talk.heard()).toEqual([]);
});
