// The rules by which GitHub bites, over HTTP against a real sandbox: who may do what, and what is refused with which words.
import { execFile } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';

const run = promisify(execFile);
const repo = '/repos/octo-org/hello';
let sandbox: Sandbox;
let mona: string;
let hubot: string;
let stranger: string;
let app: { id: number; privateKeyPem: string };
let installation: number;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chimera-rules-'));
  sandbox = await startSandbox();
  await sandbox.createOrganization('octo-org');
  mona = (await sandbox.createUser('mona')).token;
  hubot = (await sandbox.createUser('hubot')).token;
  stranger = (await sandbox.createUser('stranger')).token;
  for (const name of ['hello', 'secret']) {
    const files = { 'a.txt': { content: 'one\ntwo\nthree\n' } };
    await sandbox.createRepository({ owner: 'octo-org', name, private: name === 'secret', files });
  }
  sandbox.addCollaborator('octo-org/hello', 'mona', 'write');
  sandbox.addCollaborator('octo-org/hello', 'hubot', 'triage');
  app = await sandbox.registerApp({
    slug: 'helper',
    name: 'Helper',
    owner: 'octo-org',
    permissions: { contents: 'write', issues: 'read', pull_requests: 'write', checks: 'write' },
    events: [],
  });
  installation = await sandbox.installApp(app.id, 'octo-org', ['hello']);
});

afterAll(async () => {
  await sandbox.close();
  await rm(directory, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown } & { message?: string; errors?: unknown };
  readonly headers: Headers;
}

async function call(token: string | null, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { accept: 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
}

function jwt(claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iat: now - 30, exp: now + 300, iss: app.id, ...claims })}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), createPrivateKey(app.privateKeyPem)).toString('base64url')}`;
}

async function installationToken(permissions?: Record<string, string>): Promise<string> {
  const { body } = await call(jwt(), 'POST', `/app/installations/${installation}/access_tokens`, { permissions });
  return String(body.token);
}

/** A branch with one commit that changes the second line of a.txt. */
async function branch(name: string, token: string): Promise<string> {
  const head = (await call(token, 'GET', `${repo}/git/ref/heads/main`)).body.object as { sha: string };
  const parent = (await call(token, 'GET', `${repo}/git/commits/${head.sha}`)).body.tree as { sha: string };
  const tree = await call(token, 'POST', `${repo}/git/trees`, {
    base_tree: parent.sha,
    tree: [{ path: 'a.txt', mode: '100644', type: 'blob', content: `one\n${name}\nthree\n` }],
  });
  const commit = await call(token, 'POST', `${repo}/git/commits`, {
    message: name,
    tree: tree.body.sha,
    parents: [head.sha],
  });
  await call(token, 'POST', `${repo}/git/refs`, { ref: `refs/heads/${name}`, sha: commit.body.sha });
  return String(commit.body.sha);
}

async function pull(name: string, token: string, draft = false): Promise<number> {
  await branch(name, token);
  const { body } = await call(token, 'POST', `${repo}/pulls`, { title: name, head: name, base: 'main', draft });
  return Number(body.number);
}

describe('identities', () => {
  test.each([
    ['a token that nobody has', 'ghp_wrong', 401, 'Bad credentials'],
    [
      'a JWT that lives too long',
      () => jwt({ exp: Math.floor(Date.now() / 1000) + 3_600 }),
      401,
      /too far in the future/,
    ],
    ['a JWT of another app', () => jwt({ iss: 999_999 }), 401, /could not be decoded/],
  ])('%s is refused', async (_, token, status, message) => {
    const answer = await call(typeof token === 'string' ? token : token(), 'GET', '/app');
    expect([answer.status, answer.body.message]).toEqual([status, expect.stringMatching(message)]);
  });

  test('a private repository does not exist for those who may not see it', async () => {
    for (const token of [null, stranger, await installationToken()]) {
      expect((await call(token, 'GET', '/repos/octo-org/secret')).status).toBe(404);
    }
  });

  test('an installation has its permissions and no more', async () => {
    const token = await installationToken();
    const allowed = await call(token, 'GET', `${repo}/issues`);
    expect(allowed.status).toBe(200);
    const issue = await call(mona, 'POST', `${repo}/issues`, { title: 'x' });
    const refused = await call(token, 'POST', `${repo}/actions/runs/1/cancel`);
    expect(issue.status).toBe(201);
    expect([refused.status, refused.body.message]).toEqual([403, 'Resource not accessible by integration']);
    expect(refused.headers.get('x-accepted-github-permissions')).toContain('actions=write');
  });

  test('a narrowed token has less', async () => {
    const token = await installationToken({ contents: 'read' });
    const refused = await call(token, 'POST', `${repo}/git/blobs`, { content: 'x' });
    expect([refused.status, refused.body.message]).toEqual([403, 'Resource not accessible by integration']);
  });

  test.each([
    ['write', () => mona, 'write'],
    ['triage, which is told as read', () => hubot, 'read'],
    ['nobody, who may read what is public', () => stranger, 'read'],
  ])('the permission of %s', async (_, token, permission) => {
    const { login } = (await call(token(), 'GET', '/user')).body;
    const answer = await call(mona, 'GET', `${repo}/collaborators/${login}/permission`);
    expect(answer.body.permission).toBe(permission);
  });
});

describe('labels', () => {
  test('triage may label, strangers may not, and labelling leaves updated_at alone', async () => {
    const { body: issue } = await call(stranger, 'POST', `${repo}/issues`, { title: 'A wish' });
    const labels = `${repo}/issues/${issue.number}/labels`;
    expect((await call(stranger, 'POST', labels, { labels: ['bug'] })).status).toBe(403);
    expect((await call(hubot, 'POST', labels, ['bug'])).status).toBe(200);
    expect((await call(mona, 'GET', `${repo}/issues/${issue.number}`)).body.updated_at).toBe(issue.updated_at);
    expect((await call(mona, 'DELETE', `${labels}/never`)).status).toBe(404);
  });

  test('a reaction is there once', async () => {
    const { body: issue } = await call(mona, 'POST', `${repo}/issues`, { title: 'A wish' });
    const react = () => call(mona, 'POST', `${repo}/issues/${issue.number}/reactions`, { content: 'eyes' });
    expect([(await react()).status, (await react()).status]).toEqual([201, 200]);
  });

  test('a comment has a limit', async () => {
    const { body: issue } = await call(mona, 'POST', `${repo}/issues`, { title: 'A wish' });
    const comments = `${repo}/issues/${issue.number}/comments`;
    expect((await call(mona, 'POST', comments, { body: 'x'.repeat(65_536) })).status).toBe(201);
    expect((await call(mona, 'POST', comments, { body: 'x'.repeat(65_537) })).status).toBe(422);
  });
});

describe('refs', () => {
  test.each([
    ['a name that is taken', { ref: 'refs/heads/main' }, 'Reference already exists'],
    ['an object that is not there', { ref: 'refs/heads/new', sha: 'f'.repeat(40) }, 'Object does not exist'],
    ['a name outside refs/', { ref: 'main' }, /refs\//],
  ])('%s is refused', async (_, body, message) => {
    const head = (await call(mona, 'GET', `${repo}/git/ref/heads/main`)).body.object as { sha: string };
    const answer = await call(mona, 'POST', `${repo}/git/refs`, { sha: head.sha, ...body });
    expect([answer.status, answer.body.message]).toEqual([422, expect.stringMatching(message)]);
  });

  test('a branch is not moved off its history without force', async () => {
    const [one, other] = [await branch('one', mona), await branch('other', mona)];
    const move = (force: boolean) => call(mona, 'PATCH', `${repo}/git/refs/heads/one`, { sha: other, force });
    const refused = await move(false);
    expect([refused.status, refused.body.message]).toEqual([422, 'Update is not a fast forward']);
    expect(((await call(mona, 'GET', `${repo}/git/ref/heads/one`)).body.object as { sha: string }).sha).toBe(one);
    expect((await move(true)).status).toBe(200);
  });
});

describe('pull requests', () => {
  test('need commits of their own, and there is one for each branch', async () => {
    const head = (await call(mona, 'GET', `${repo}/git/ref/heads/main`)).body.object as { sha: string };
    await call(mona, 'POST', `${repo}/git/refs`, { ref: 'refs/heads/empty', sha: head.sha });
    const open = (name: string) => call(mona, 'POST', `${repo}/pulls`, { title: 'x', head: name, base: 'main' });
    expect(JSON.stringify((await open('empty')).body)).toContain('No commits between main and empty');
    await branch('twice', mona);
    expect((await open('twice')).status).toBe(201);
    expect(JSON.stringify((await open('twice')).body)).toContain('A pull request already exists for octo-org:twice.');
    expect((await open('nowhere')).status).toBe(422);
  });

  test.each([
    ['APPROVE', 'approve'],
    ['REQUEST_CHANGES', 'request changes'],
  ])('nobody may %s their own', async (event, words) => {
    const number = await pull(`own-${event}`, mona);
    const answer = await call(mona, 'POST', `${repo}/pulls/${number}/reviews`, { event, body: 'x' });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body.errors).toLowerCase()).toContain(words);
  });

  test('an app may review what a person opened, and comments lie on lines of the diff', async () => {
    const number = await pull('reviewed', mona);
    const token = await installationToken();
    const review = (line: number) =>
      call(token, 'POST', `${repo}/pulls/${number}/reviews`, {
        event: 'REQUEST_CHANGES',
        body: 'x',
        comments: [{ path: 'a.txt', line, side: 'RIGHT', body: 'why' }],
      });
    expect((await review(200)).status).toBe(422);
    expect((await call(token, 'GET', `${repo}/pulls/${number}/reviews`)).body).toEqual([]);
    const made = await review(2);
    expect([made.status, made.body.state]).toEqual([200, 'CHANGES_REQUESTED']);
  });

  test('a draft is not merged, nor a head that has moved', async () => {
    const draft = await pull('draft', mona, true);
    expect((await call(mona, 'PUT', `${repo}/pulls/${draft}/merge`, {})).status).toBe(405);
    const number = await pull('ready', mona);
    const stale = await call(mona, 'PUT', `${repo}/pulls/${number}/merge`, { sha: 'a'.repeat(40) });
    expect([stale.status, stale.body.message]).toEqual([409, expect.stringContaining('Head branch was modified')]);
    expect((await call(mona, 'PUT', `${repo}/pulls/${number}/merge`, {})).status).toBe(200);
    expect((await call(mona, 'GET', `${repo}/pulls/${number}`)).body).toMatchObject({ merged: true, state: 'closed' });
  });
});

describe('check runs', () => {
  test('are made by apps alone, within limits, and changed by their own app', async () => {
    const token = await installationToken();
    const sha = await branch('checked', mona);
    const make = (as: string, summary: string) =>
      call(as, 'POST', `${repo}/check-runs`, { name: 'c', head_sha: sha, output: { title: 't', summary } });
    expect((await make(mona, 's')).status).toBe(403);
    expect((await make(token, 's'.repeat(65_536))).status).toBe(422);
    const made = await make(token, 's');
    expect(made.status).toBe(201);
    const end = (body: object) => call(token, 'PATCH', `${repo}/check-runs/${made.body.id}`, body);
    expect((await end({ status: 'completed' })).status).toBe(422);
    expect((await end({ conclusion: 'success' })).body).toMatchObject({ status: 'completed', conclusion: 'success' });
  });
});

describe('git over HTTP', () => {
  test('clone and push, with the rights of the token', async () => {
    const url = (token: string) => `${sandbox.url.replace('://', `://x:${token}@`)}/octo-org/hello.git`;
    const clone = join(directory, 'clone');
    await run('git', ['clone', '-q', url(mona), clone]);
    expect(await readFile(join(clone, 'a.txt'), 'utf-8')).toContain('one');
    await writeFile(join(clone, 'b.txt'), 'new\n');
    const git = (...args: string[]) => run('git', ['-C', clone, '-c', 'user.name=m', '-c', 'user.email=m@x', ...args]);
    await git('checkout', '-q', '-b', 'pushed');
    await git('add', '.');
    await git('commit', '-q', '-m', 'b');
    await expect(git('push', '-q', url(stranger), 'pushed')).rejects.toThrow(/403|denied|not accessible/i);
    await git('push', '-q', url(mona), 'pushed');
    expect((await call(mona, 'GET', `${repo}/git/ref/heads/pushed`)).status).toBe(200);
  });
});

test('reads lag behind writes, names are taken at once', async () => {
  sandbox.setWeather({ readLagMs: 400 });
  try {
    await branch('lagging', mona);
    expect((await call(mona, 'GET', `${repo}/git/ref/heads/lagging`)).status).toBe(404);
    const head = (await call(mona, 'GET', `${repo}/git/ref/heads/main`)).body.object as { sha: string };
    const again = await call(mona, 'POST', `${repo}/git/refs`, { ref: 'refs/heads/lagging', sha: head.sha });
    expect(again.body.message).toBe('Reference already exists');
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect((await call(mona, 'GET', `${repo}/git/ref/heads/lagging`)).status).toBe(200);
  } finally {
    sandbox.setWeather({ readLagMs: 0 });
  }
});
