// The guardian App over HTTP: its own installation and token, what it sends, and what the answers mean.
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { commitId } from '../../src/core/identifier.ts';
import { authenticateApp } from '../../src/github/authenticate-app.ts';
import { connectGuardianApp } from '../../src/github/connect-guardian-app.ts';
import type { GuardianApp } from '../../src/github/guardian-app.ts';

/** As the first App sees it; the guardian App's installation there is number 44. */
const repository = { id: 1, owner: 'octo-org', name: 'todo', installationId: 9, defaultBranch: 'main' };
const api = 'https://api.github.com';
const base = '/repos/octo-org/todo';
const by = 'judge[bot]';
const head = commitId('a'.repeat(40));
const url = 'https://github.com/octo-org/todo/pull/4#pullrequestreview-71';
const approval = { pullRequest: 4, head, vote: 'approve' as const, body: 'Fine.' };
let guardian: GuardianApp;

beforeAll(async () => {
  nock.disableNetConnect();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  guardian = connectGuardianApp(await authenticateApp({ appId: 2, privateKey, baseUrl: api, logLevel: 'fatal' }), by);
  nock(api)
    .persist()
    .post('/app/installations/44/access_tokens')
    .reply(201, { token: 'ghs_judge', expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} });
});

afterEach(() => {
  for (const mock of nock.pendingMocks()) if (!mock.includes('access_tokens')) throw new Error(`not called: ${mock}`);
});

afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

const installed = (status = 200) => nock(api).get(`${base}/installation`).reply(status, { id: 44 });
const own = { reqheaders: { authorization: 'token ghs_judge' } };
const reviews = `${base}/pulls/4/reviews`;

describe('posting', () => {
  test.each([
    ['approve', 'APPROVE', 'APPROVED'],
    ['reject', 'REQUEST_CHANGES', 'CHANGES_REQUESTED'],
  ] as const)('%s is sent as %s on the commit, with its own token', async (vote, event, state) => {
    installed();
    nock(api, own)
      .post(reviews, { commit_id: head, event, body: 'Fine.' })
      .reply(200, { id: 71, state, html_url: url });
    expect(await guardian.postReview(repository, { ...approval, vote })).toEqual({
      kind: 'posted',
      state,
      review: 71,
      url,
      by,
    });
  });

  test('where it is not installed, nothing is sent', async () => {
    installed(404);
    expect(await guardian.postReview(repository, approval)).toEqual({ kind: 'not_installed', by });
  });

  test.each([422, 403, 404])('%i is an answer, with the words', async (status) => {
    installed();
    const message = 'Unprocessable Entity';
    nock(api)
      .post(reviews)
      .reply(status, { message, errors: ['Can not approve your own pull request'] });
    const answer = await guardian.postReview(repository, approval);
    expect(answer).toMatchObject({ kind: 'refused', by, words: expect.stringContaining('your own pull request') });
  });

  test('a limit is to be waited for, and a lost answer is sent once and may have been heard', async () => {
    installed();
    nock(api).post(reviews).reply(429, { message: 'x' }, { 'retry-after': '7' });
    await expect(guardian.postReview(repository, approval)).rejects.toMatchObject({ kind: 'limited', status: 429 });
    installed();
    nock(api).post(reviews).reply(502, { message: 'x' });
    await expect(guardian.postReview(repository, approval)).rejects.toMatchObject({ kind: 'unclear', status: 502 });
    nock(api).get(`${base}/installation`).reply(500, {});
    await expect(guardian.postReview(repository, approval)).rejects.toMatchObject({ kind: 'limited', status: 500 });
  });
});

describe('looking', () => {
  const mark = '<!-- chimera:verdict:1-4-1:1-4-1-3 -->';
  const review = (login: string, body: string) => ({ id: 71, state: 'APPROVED', html_url: url, user: { login }, body });
  const page = (number: number, entries: readonly object[]) =>
    nock(api, own).get(reviews).query({ per_page: 100, page: number }).reply(200, entries);
  const look = () => guardian.findReview(repository, { pullRequest: 4, marker: mark });

  test('finds its own review by the mark, on a later page as well', async () => {
    installed();
    page(1, Array(100).fill(review('mona', 'x')));
    page(2, [review(by, `Fine.\n\n${mark}`)]);
    expect(await look()).toEqual({ kind: 'posted', state: 'APPROVED', review: 71, url, by });
  });

  test('does not believe a mark that somebody else wrote', async () => {
    installed();
    page(1, [review('mona', mark), review(by, 'about another attempt')]);
    expect(await look()).toBeNull();
  });

  test('finds nothing where it is not installed', async () => {
    installed(404);
    expect(await look()).toBeNull();
  });
});

describe('taking back', () => {
  const take = () => guardian.dismissReview(repository, { pullRequest: 4, review: 71, message: 'm' });

  test.each([200, 422, 404])('answered %i counts as taken back', async (status) => {
    installed();
    nock(api, own).put(`${reviews}/71/dismissals`, { message: 'm' }).reply(status, {});
    expect(await take()).toBe('dismissed');
  });

  test('is left to the first App where it is not installed any more', async () => {
    installed(404);
    expect(await take()).toBe('not_installed');
  });
});
