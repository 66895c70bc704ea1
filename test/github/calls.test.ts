// The edge that speaks HTTP to GitHub: what answers mean, and that nothing is ever sent twice.
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { Probot } from 'probot';
import { attemptId, commitId, runId, taskId } from '../../src/core/identifier.ts';
import { QuietOctokit } from '../../src/github/client.ts';
import { connectGitHub } from '../../src/github/connect.ts';
import type { CallFailure, GitHub } from '../../src/github/github.ts';

const repository = { id: 1, owner: 'octo-org', name: 'todo', installationId: 9, defaultBranch: 'main' };
const api = 'https://api.github.com';
const base = '/repos/octo-org/todo';
let github: GitHub;

beforeAll(async () => {
  nock.disableNetConnect();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const probot = new Probot({ appId: 1, privateKey, secret: 'secret', logLevel: 'fatal', Octokit: QuietOctokit });
  await probot.ready();
  github = connectGitHub((installation) => (installation === null ? probot.auth() : probot.auth(installation)), {
    workflow: '.github/workflows/chimera-phase.yml',
    webUrl: 'https://github.com',
  });
  nock(api)
    .persist()
    .post('/app/installations/9/access_tokens')
    .reply(201, { token: 'ghs_x', expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} });
});

afterEach(() => {
  for (const mock of nock.pendingMocks()) if (!mock.includes('access_tokens')) throw new Error(`not called: ${mock}`);
});

afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

/** What a deed or a question fails with. */
async function failure(call: Promise<unknown>): Promise<Pick<CallFailure, 'kind' | 'status' | 'until'>> {
  try {
    await call;
  } catch (error) {
    const { kind, status, until } = error as CallFailure;
    return { kind, status, until };
  }
  throw new Error('it did not fail');
}

describe('what an answer to a deed means', () => {
  const soon = Math.floor(Date.now() / 1000) + 1_000;

  test.each([
    [502, {}, 'unclear'],
    [500, {}, 'unclear'],
    [422, {}, 'refused'],
    [404, {}, 'refused'],
    [403, {}, 'refused'],
  ] as const)('%d', async (status, headers, kind) => {
    nock(api).post(`${base}/issues/7/comments`).reply(status, { message: 'x' }, headers);
    expect(await failure(github.comment(repository, 7, 'hello'))).toMatchObject({ kind, status });
  });

  test.each([
    [429, { 'retry-after': '77' }, () => Date.now() + 77_000],
    [403, { 'retry-after': '30' }, () => Date.now() + 30_000],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(soon) }, () => soon * 1000],
    [429, {}, () => Date.now() + 60_000],
  ] as const)('%d with %j asks to wait', async (status, headers, until) => {
    nock(api)
      .post(`${base}/issues/7/comments`)
      .reply(status, { message: 'x' }, { ...headers });
    const failed = await failure(github.comment(repository, 7, 'hello'));
    expect(failed.kind).toBe('limited');
    expect(Math.abs((failed.until ?? 0) - until())).toBeLessThan(5_000);
  });

  test('a broken connection is unclear for a deed, and asked again for a question', async () => {
    nock(api).post(`${base}/issues/7/comments`).replyWithError('reset');
    expect((await failure(github.comment(repository, 7, 'hello'))).kind).toBe('unclear');
    nock(api).get(`${base}/actions/runs/5`).replyWithError('reset');
    expect((await failure(github.run(repository, 5 as never))).kind).toBe('limited');
  });
});

test.each([502, 429])('a dispatch that is answered %d is sent once', async (status) => {
  let sent = 0;
  nock(api)
    .persist()
    .post(`${base}/actions/workflows/chimera-phase.yml/dispatches`)
    .reply(() => {
      sent += 1;
      return [status, { message: 'x' }, { 'retry-after': '1' }];
    });
  await failure(github.dispatch(repository, { attempt: 'a' }));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(sent).toBe(1);
  nock.cleanAll();
  nock(api)
    .persist()
    .post('/app/installations/9/access_tokens')
    .reply(201, { token: 'ghs_x', expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} });
});

test('a dispatch asks for the run that it makes', async () => {
  nock(api)
    .post(`${base}/actions/workflows/chimera-phase.yml/dispatches`, {
      ref: 'main',
      inputs: { attempt: 'a' },
      return_run_details: true,
    })
    .reply(200, { workflow_run_id: 77, run_url: 'u', html_url: 'h' });
  expect(await github.dispatch(repository, { attempt: 'a' })).toBe(77);
});

test('a server that does not say which run it made answers null', async () => {
  nock(api).post(`${base}/actions/workflows/chimera-phase.yml/dispatches`).reply(204);
  expect(await github.dispatch(repository, { attempt: 'a' })).toBeNull();
});

test('a run is found by the whole id of its attempt, the oldest first', async () => {
  const run = (id: number, title: string) => ({ id, display_title: title });
  nock(api)
    .get(`${base}/actions/workflows/chimera-phase.yml/runs`)
    .query(true)
    .reply(200, {
      total_count: 3,
      workflow_runs: [run(9, 'Chimera x · #7 · 1-7-1-10'), run(8, 'Chimera x · #7 · 1-7-1-1'), run(6, 'y 1-7-1-1')],
    });
  expect(await github.findRun(repository, { id: '1-7-1-1', startedAt: 0 })).toBe(6);
});

test.each([
  [200, [{ environment: { name: 'production' } }, { environment: { name: 'eu' } }], ['production', 'eu']],
  [200, [], []],
  [404, { message: 'Not Found' }, []],
])('environments that a run waits for, answered %i', async (status, answer, names) => {
  nock(api).get(`${base}/actions/runs/5/pending_deployments`).reply(status, answer);
  expect(await github.pendingEnvironments(repository, runId(5))).toEqual(names);
});

test.each([
  ['admin', true],
  ['write', true],
  ['read', false],
  ['none', false],
])('permission %s may start a task: %s', async (permission, may) => {
  nock(api).get(`${base}/collaborators/mona/permission`).reply(200, { permission });
  expect(await github.mayWrite(repository, 'mona')).toBe(may);
});

test('whom GitHub does not know may not start a task; an error is no answer', async () => {
  nock(api).get(`${base}/collaborators/mona/permission`).reply(404, {});
  expect(await github.mayWrite(repository, 'mona')).toBe(false);
  nock(api).get(`${base}/collaborators/mona/permission`).reply(502, {});
  expect((await failure(github.mayWrite(repository, 'mona'))).kind).toBe('limited');
});

test('only a comment by a bot is taken for our own', async () => {
  const comment = (type: string) => ({ id: 44, body: 'x <!-- chimera:a:b -->', user: { type } });
  nock(api)
    .get(`${base}/issues/7/comments`)
    .query(true)
    .reply(200, [comment('User')]);
  expect(await github.findComment(repository, 7, '<!-- chimera:a:b -->')).toBeNull();
  nock(api)
    .get(`${base}/issues/7/comments`)
    .query(true)
    .reply(200, [comment('Bot')]);
  expect(await github.findComment(repository, 7, '<!-- chimera:a:b -->')).toBe(44);
});

describe('a commit', () => {
  const parent = commitId('a'.repeat(40));
  const made = 'b'.repeat(40);
  const changes = {
    base: parent,
    files: [
      { kind: 'changed' as const, path: 'a.txt', mode: '100644' as const, encoding: 'utf-8' as const, content: 'x' },
      { kind: 'deleted' as const, path: 'b.txt' },
    ],
  };
  const prepare = () =>
    nock(api)
      .get(`${base}/git/commits/${parent}`)
      .reply(200, { tree: { sha: 'tree' } })
      .post(`${base}/git/trees`, {
        base_tree: 'tree',
        tree: [
          { path: 'a.txt', mode: '100644', type: 'blob', content: 'x' },
          { path: 'b.txt', mode: '100644', type: 'blob', sha: null },
        ],
      })
      .reply(201, { sha: 'new-tree' })
      .post(`${base}/git/commits`, { message: 'm', tree: 'new-tree', parents: [parent] })
      .reply(201, { sha: made });

  test('never forces the branch', async () => {
    prepare().patch(`${base}/git/refs/heads%2Fx`, { sha: made, force: false }).reply(200, {});
    expect(await github.commit(repository, { branch: 'x', parent, changes, message: 'm' })).toEqual({
      kind: 'committed',
      commit: made,
    });
  });

  test('says where the branch is when it has moved', async () => {
    prepare()
      .patch(`${base}/git/refs/heads%2Fx`)
      .reply(422, { message: 'Update is not a fast forward' })
      .get(`${base}/git/ref/heads%2Fx`)
      .reply(200, { object: { sha: 'c'.repeat(40) } });
    expect(await github.commit(repository, { branch: 'x', parent, changes, message: 'm' })).toEqual({
      kind: 'moved',
      head: 'c'.repeat(40),
    });
  });
});

describe('the pictures of a task', () => {
  const task = taskId(1, 7, 1);
  const ref = 'chimera%2Fpictures%2F1-7-1';
  const sha = 'd'.repeat(40);
  const files = new Map([
    ['before.png', new Uint8Array([0x89, 0x50])],
    ['after.png', new Uint8Array([0xff])],
  ]);
  const publish = () => github.publishPictures(repository, { task, files, message: 'm' });
  const prepare = () =>
    nock(api)
      .post(`${base}/git/blobs`, { content: 'iVA=', encoding: 'base64' })
      .reply(201, { sha: 'b1' })
      .post(`${base}/git/blobs`, { content: '/w==', encoding: 'base64' })
      .reply(201, { sha: 'b2' })
      .post(`${base}/git/trees`, {
        tree: [
          { path: 'before.png', mode: '100644', type: 'blob', sha: 'b1' },
          { path: 'after.png', mode: '100644', type: 'blob', sha: 'b2' },
        ],
      })
      .reply(201, { sha: 'tree' })
      .post(`${base}/git/commits`, { message: 'm', tree: 'tree', parents: [] })
      .reply(201, { sha });
  const made = { ref: 'refs/chimera/pictures/1-7-1', sha };

  test('are a commit of their own on a ref that is neither branch nor tag', async () => {
    prepare().get(`${base}/git/ref/${ref}`).reply(404, {}).post(`${base}/git/refs`, made).reply(201, {});
    expect(await publish()).toBe(sha);
  });

  test('take the place of those of an earlier round', async () => {
    prepare()
      .get(`${base}/git/ref/${ref}`)
      .reply(200, { object: { sha: 'e'.repeat(40) } })
      .patch(`${base}/git/refs/${ref}`, { sha, force: true })
      .reply(200, {});
    expect(await publish()).toBe(sha);
  });

  test('also where the ref does not show yet', async () => {
    prepare()
      .get(`${base}/git/ref/${ref}`)
      .reply(404, {})
      .post(`${base}/git/refs`, made)
      .reply(422, { message: 'Reference already exists' })
      .patch(`${base}/git/refs/${ref}`, { sha, force: true })
      .reply(200, {});
    expect(await publish()).toBe(sha);
  });

  test('without a clear answer may be there, and nothing is sent twice', async () => {
    prepare().get(`${base}/git/ref/${ref}`).reply(404, {}).post(`${base}/git/refs`, made).reply(502, {});
    expect((await failure(publish())).kind).toBe('unclear');
  });

  test('are found by the attempt that they are of', async () => {
    const find = () => github.findPictures(repository, task, 'Chimera-Attempt: 1-7-1-3');
    const shows = (message: string) =>
      nock(api)
        .get(`${base}/git/ref/${ref}`)
        .reply(200, { object: { sha } })
        .get(`${base}/git/commits/${sha}`)
        .reply(200, { message });
    shows('x\n\nChimera-Attempt: 1-7-1-3\n');
    expect(await find()).toBe(sha);
    shows('x\n\nChimera-Attempt: 1-7-1-30\n');
    expect(await find()).toBeNull();
    nock(api).get(`${base}/git/ref/${ref}`).reply(404, {});
    expect(await find()).toBeNull();
  });

  test('have an address that whoever may see the repository can open', () => {
    expect(github.fileUrl(repository, commitId(sha), 'after.png')).toBe(
      `https://github.com/octo-org/todo/blob/${sha}/after.png`,
    );
  });
});

describe('a dispatch', () => {
  const path = `${base}/actions/workflows/chimera-phase.yml/dispatches`;
  const asking = { ref: 'main', inputs: { attempt: '1' }, return_run_details: true };

  test('tells which run it made', async () => {
    nock(api).post(path, asking).reply(200, { workflow_run_id: 77 });
    expect(await github.dispatch(repository, { attempt: '1' })).toBe(77);
  });

  test('does not, on an older Enterprise Server', async () => {
    nock(api).post(path, asking).reply(204);
    expect(await github.dispatch(repository, { attempt: '1' })).toBeNull();
  });

  test('is sent again, once, where the server does not know the question', async () => {
    nock(api)
      .post(path, asking)
      .reply(422, { message: 'Invalid request.\n\n"return_run_details" is not a permitted key.' })
      .post(path, { ref: 'main', inputs: { attempt: '1' } })
      .reply(204);
    expect(await github.dispatch(repository, { attempt: '1' })).toBeNull();
  });

  test.each([
    [422, 'Unexpected inputs provided', 'refused'],
    [502, 'Bad gateway', 'unclear'],
  ])('that is answered %i is sent once', async (status, message, kind) => {
    nock(api).post(path).reply(status, { message });
    expect((await failure(github.dispatch(repository, { attempt: '1' }))).kind).toBe(kind);
  });
});

test('a check run that goes on has no conclusion at all', async () => {
  const view = {
    status: 'in_progress',
    conclusion: null,
    title: 't',
    summary: 's',
    text: '',
    actions: [],
    annotations: [],
  } as const;
  nock(api)
    .patch(`${base}/check-runs/4`, { status: 'in_progress', output: { title: 't', summary: 's' }, actions: [] })
    .reply(200, { id: 4 });
  await github.updateCheckRun(repository, 4, view);
});

describe('a review', () => {
  test.each([200, 422, 404])('that is dismissed and answered %i does not stand any more', async (status) => {
    nock(api).put(`${base}/pulls/4/reviews/9/dismissals`, { message: 'm' }).reply(status, {});
    await expect(
      github.dismissReview(repository, { pullRequest: 4, review: 9, message: 'm' }),
    ).resolves.toBeUndefined();
  });
});

describe('a merge', () => {
  const merge = { pullRequest: 4, head: commitId('a'.repeat(40)), method: 'squash' as const };
  const body = { sha: 'a'.repeat(40), merge_method: 'squash' };

  test('names the head that it is about, and tells the commit that it became', async () => {
    nock(api)
      .put(`${base}/pulls/4/merge`, body)
      .reply(200, { sha: 'b'.repeat(40), merged: true, message: 'ok' });
    expect(await github.mergePullRequest(repository, merge)).toEqual({ kind: 'merged', commit: 'b'.repeat(40) });
  });

  test.each([405, 409, 403, 422])('that is answered %i is refused, with the words', async (status) => {
    nock(api).put(`${base}/pulls/4/merge`, body).reply(status, { message: 'a review is missing' });
    expect(await github.mergePullRequest(repository, merge)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('a review is missing'),
    });
  });

  test('without a clear answer may have happened', async () => {
    nock(api).put(`${base}/pulls/4/merge`, body).reply(502, {});
    expect((await failure(github.mergePullRequest(repository, merge))).kind).toBe('unclear');
  });

  test('is found again by the pull request', async () => {
    const sha = 'b'.repeat(40);
    nock(api).get(`${base}/pulls/4`).reply(200, { merged: true, merge_commit_sha: sha });
    expect(await github.mergeCommitOf(repository, 4)).toBe(sha);
    nock(api).get(`${base}/pulls/4`).reply(200, { merged: false, merge_commit_sha: sha });
    expect(await github.mergeCommitOf(repository, 4)).toBeNull();
  });

  test('is taken back by another pull request; GraphQL refuses with 200', async () => {
    const revert = { nodeId: 'PR_1', title: 't', body: 'b' };
    nock(api)
      .post('/graphql', /revertPullRequest/)
      .reply(200, { data: { revertPullRequest: { revertPullRequest: { number: 9, url: 'https://x.test/9' } } } });
    expect(await github.openRevert(repository, revert)).toEqual({ kind: 'opened', number: 9, url: 'https://x.test/9' });
    nock(api)
      .post('/graphql')
      .reply(200, { data: null, errors: [{ message: 'not merged' }] });
    expect(await github.openRevert(repository, revert)).toEqual({ kind: 'refused', reason: 'not merged' });
  });
});

test.each([
  [204, undefined, null],
  [422, { message: 'Reference does not exist' }, null],
  [404, { message: 'Not Found' }, null],
  [422, { message: 'Cannot delete this branch' }, 'refused'],
] as const)('a claim is removed; GitHub answers %i %j', async (status, answer, kind) => {
  nock(api).delete(`${base}/git/refs/chimera%2Fclaims%2F7-1-1-4`).reply(status, answer);
  const dropped = github.dropClaim(repository, attemptId(taskId(7, 1, 1), 4));
  if (kind === null) await dropped;
  else expect(await failure(dropped)).toMatchObject({ kind });
});

test.each([
  [201, {}, null, 'claimed'],
  [422, { message: 'Reference already exists' }, { object: { type: 'tag', sha: 'b'.repeat(40) } }, 'taken'],
  // An answer of before was lost.
  [422, { message: 'Reference already exists' }, { object: { type: 'commit', sha: 'a'.repeat(40) } }, 'claimed'],
])('a claim of the app, answered %i, by whom: %#', async (status, answer, ref, outcome) => {
  nock(api)
    .post(`${base}/git/refs`, { ref: 'refs/chimera/claims/7-1-1-4', sha: 'a'.repeat(40) })
    .reply(status, answer);
  if (ref !== null) nock(api).get(`${base}/git/ref/chimera%2Fclaims%2F7-1-1-4`).reply(200, ref);
  const wanted = { attempt: attemptId(taskId(7, 1, 1), 4), commit: commitId('a'.repeat(40)) };
  expect(await github.claim(repository, wanted)).toBe(outcome);
});

test('a claim that GitHub refuses for another reason is nobody’s', async () => {
  nock(api).post(`${base}/git/refs`).reply(422, { message: 'Object does not exist' });
  const wanted = { attempt: attemptId(taskId(7, 1, 1), 4), commit: commitId('a'.repeat(40)) };
  expect(await failure(github.claim(repository, wanted))).toMatchObject({ kind: 'refused' });
});

test.each([
  ['clean', 'yes'],
  ['unstable', 'yes'],
  ['blocked', 'blocked'],
  ['behind', 'blocked'],
  ['dirty', 'conflict'],
  ['unknown', 'unknown'],
  ['something new', 'unknown'],
])('a pull request that is %s: mergeable %s', async (mergeable_state, mergeable) => {
  const shown = { node_id: 'x', body: null, draft: false, state: 'open', merged: false, head: { sha: 'a'.repeat(40) } };
  nock(api)
    .get(`${base}/pulls/4`)
    .reply(200, { ...shown, mergeable_state });
  expect(await github.readPullRequest(repository, 4)).toMatchObject({ mergeable });
});

test('deployments of a commit come with their newest status', async () => {
  const head = commitId('a'.repeat(40));
  nock(api)
    .get(`${base}/deployments`)
    .query({ sha: head, per_page: 10 })
    .reply(200, [
      { id: 1, environment: 'Preview', production_environment: false },
      { id: 2, environment: 'Production', production_environment: true },
    ])
    .get(`${base}/deployments/1/statuses`)
    .query(true)
    .reply(200, [{ state: 'success', environment_url: '', target_url: 'https://old.test' }])
    .get(`${base}/deployments/2/statuses`)
    .query(true)
    .reply(200, []);
  expect(await github.deploymentsOf(repository, head)).toEqual([
    { id: 1, environment: 'Preview', production: false, state: 'success', url: 'https://old.test' },
    { id: 2, environment: 'Production', production: true, state: 'pending', url: null },
  ]);
});

test('what a person wrote at lines becomes findings', async () => {
  nock(api)
    .get(`${base}/pulls/4/reviews/9/comments`)
    .query(true)
    .reply(200, [{ path: 'app.js', line: null, original_line: 7, body: 'Why 3?' }]);
  expect(await github.reviewComments(repository, { pullRequest: 4, review: 9, by: 'lisa' })).toEqual([
    { rule: 'person', severity: 'major', path: 'app.js', line: 7, title: 'Comment by lisa', explanation: 'Why 3?' },
  ]);
});

test('reviews by people are those of the last page, without bots, drafts and comments', async () => {
  const user = { id: 42, login: 'lisa', type: 'User' };
  const commit = 'd'.repeat(40);
  const one = { id: 1, body: 'x', html_url: 'https://x.test', commit_id: commit, state: 'APPROVED', user };
  nock(api)
    .get(`${base}/pulls/4/reviews`)
    .query({ per_page: 100 })
    .reply(200, [one], {
      link: `<${api}/x?per_page=100&page=2>; rel="next", <${api}/x?per_page=100&page=3>; rel="last"`,
    })
    .get(`${base}/pulls/4/reviews`)
    .query({ per_page: 100, page: 3 })
    .reply(200, [
      { ...one, id: 2, state: 'CHANGES_REQUESTED' },
      { ...one, id: 3, state: 'DISMISSED' },
      { ...one, id: 4, state: 'PENDING' },
      { ...one, id: 5, user: { ...user, type: 'Bot' } },
      { ...one, id: 6, user: null },
      { ...one, id: 7, state: 'COMMENTED' },
    ]);
  const found = await github.reviewsByPeople(repository, 4);
  expect(found.map(({ review, vote, author }) => [review.id, vote, author.login])).toEqual([
    [2, 'reject', 'lisa'],
    [3, 'abstain', 'lisa'],
  ]);
});

describe('an issue', () => {
  test('that was transferred is not there', async () => {
    nock(api)
      .get(`${base}/issues/7`)
      .reply(301, {}, { location: `${api}/repositories/9/issues/3` })
      .get('/repositories/9/issues/3')
      .reply(200, { number: 3, title: 'x', state: 'open', labels: [], user: null });
    expect(await github.readIssue(repository, 7)).toBeNull();
  });

  test.each([404, 410])('that is answered %i is not there', async (status) => {
    nock(api).get(`${base}/issues/7`).reply(status, { message: 'x' });
    expect(await github.readIssue(repository, 7)).toBeNull();
  });
});

test('the owner’s common file may be missing, or not for us', async () => {
  for (const status of [404, 403]) {
    nock(api).get('/repos/octo-org/.github/contents/x.yml').reply(status, { message: 'no' });
    expect(await github.readOwnersFile(repository, 'x.yml')).toBeNull();
  }
});

test('a comment that somebody has deleted is gone', async () => {
  nock(api).patch(`${base}/issues/comments/3`, { body: 'b' }).reply(404, {});
  expect(await github.editComment(repository, 3, 'b')).toBe('gone');
});

test('cancelling a run that has ended is as good as cancelling it', async () => {
  nock(api).post(`${base}/actions/runs/5/cancel`).reply(409, { message: 'Cannot cancel' });
  await expect(github.cancelRun(repository, 5 as never)).resolves.toBeUndefined();
});
