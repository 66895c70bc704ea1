// What the real GitHub answers and a local one does not: directories, large files, repositories without a commit.
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import nock from 'nock';
import { Probot } from 'probot';
import { QuietOctokit } from '../../src/github/client.ts';
import { connectSetUp } from '../../src/github/connect-repository-care.ts';
import { look } from '../../src/setup/look.ts';
import { rememberFiles } from '../../src/setup/remember-files.ts';
import type { SetUpGitHub } from '../../src/setup/set-up-github.ts';

const repository = { id: 1, owner: 'octo-org', name: 'todo', installationId: 9, defaultBranch: 'main' };
const api = 'https://api.github.com';
const base = '/repos/octo-org/todo';
let github: SetUpGitHub;

beforeAll(async () => {
  nock.disableNetConnect();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const probot = new Probot({ appId: 1, privateKey, secret: 'secret', logLevel: 'fatal', Octokit: QuietOctokit });
  await probot.ready();
  github = connectSetUp((installation) => (installation === null ? probot.auth() : probot.auth(installation)));
});

beforeEach(() => {
  nock.cleanAll();
  const expires_at = new Date(Date.now() + 3_600_000).toISOString();
  nock(api)
    .persist()
    .post('/app/installations/9/access_tokens')
    .reply(201, { token: 'ghs_x', expires_at, permissions: {} });
});

afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

const content = (path: string, answer: unknown) =>
  nock(api)
    .get(
      new RegExp(
        `^${base}/contents/?${encodeURIComponent(path)}$|^${base}/contents/?${encodeURIComponent(path)}\\?ref=main$`,
      ),
    )
    .reply(answer === null ? 404 : 200, answer === null ? {} : (answer as nock.Body));
const file = (text: string) => ({ type: 'file', size: text.length, content: Buffer.from(text).toString('base64') });
const directory = (...names: string[]) => names.map((name) => ({ name, type: 'file' }));

test('directories tell the lockfile, the tests and the deployment', async () => {
  content('', directory('package.json', 'pnpm-lock.yaml', 'playwright.config.ts', '.github'));
  content('package.json', file('{"scripts":{"dev":"vite"},"devDependencies":{"vite":"7"}}'));
  content('playwright.config.ts', file(`export default { testDir: 'ui' }`));
  content('.github/workflows', directory('deploy.yml', 'chimera-phase.yml'));
  content('.github/workflows/deploy.yml', file('on: push\njobs: { a: { environment: live } }'));
  content('.github', directory('workflows'));
  content('.github/ISSUE_TEMPLATE', null);
  for (const path of ['.github/chimera.yml', '.github/workflows/chimera.yml', '.github/ISSUE_TEMPLATE/chimera.yml']) {
    content(path, null);
  }
  expect(await look(rememberFiles(github.files(repository)))).toMatchObject({
    packageManager: { name: 'pnpm', from: 'pnpm-lock.yaml' },
    playwright: { testDirectory: 'ui' },
    deployWorkflows: [{ path: '.github/workflows/deploy.yml', environments: ['live'] }],
    present: ['.github/workflows/chimera-phase.yml'],
  });
});

test('a file above a megabyte is there, but not read', async () => {
  content('package.json', { type: 'file', size: 5_000_000, encoding: 'none', content: '' });
  expect(await github.files(repository).read('package.json')).toBeNull();
});

test('a repository without a commit answers 409', async () => {
  nock(api).get(base).reply(200, { archived: false, default_branch: 'main' });
  nock(api).get(`${base}/git/ref/heads%2Fmain`).reply(409, { message: 'Git Repository is empty.' });
  expect(await github.repositoryState(repository)).toEqual({ kind: 'empty' });
});

test.each([
  [403, { kind: 'refused' }],
  [404, { kind: 'refused' }],
])('a tree with workflow files that is answered %d is a refusal, not a failure', async (status, wanted) => {
  nock(api)
    .get(`${base}/git/ref/heads%2Fmain`)
    .reply(200, { object: { sha: 'a'.repeat(40) } });
  nock(api)
    .get(`${base}/git/commits/${'a'.repeat(40)}`)
    .reply(200, { tree: { sha: 'b'.repeat(40) } });
  nock(api).post(`${base}/git/trees`).reply(status, { message: 'Resource not accessible by integration' });
  const files = [{ path: '.github/workflows/a.yml', content: 'x' }];
  expect(await github.createBranch(repository, { name: 'a', message: 'm', files })).toMatchObject(wanted);
});

test('a pull request of the newest number counts, and one of a fork does not', async () => {
  const pull = (number: number, id: number, more: object) => ({
    ...{ number, html_url: `u${number}`, head: { ref: 'chimera/set-up', repo: { id } }, merged_at: null },
    ...more,
  });
  nock(api)
    .get(`${base}/pulls`)
    .query({ head: 'octo-org:chimera/set-up', state: 'all' })
    .reply(200, [
      pull(9, 2, { state: 'open' }),
      pull(7, 1, { state: 'closed', merged_at: '2026-01-01T00:00:00Z' }),
      pull(8, 1, { state: 'closed' }),
    ]);
  expect(await github.findPullRequest(repository, 'chimera/set-up')).toEqual({ number: 8, url: 'u8', state: 'closed' });
});
