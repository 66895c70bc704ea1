// The set-up page with good and bad visitors: who may enter, what continues what, and what GitHub says.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readAppFile } from '../../src/set-up-page/manifest.ts';
import { createSetUpApp, type SetUp } from '../../src/set-up-page/set-up-app.ts';
import { createVisitors, type Visitors } from '../../src/set-up-page/visitor.ts';

const appFilePath = fileURLToPath(new URL('../../app.yml', import.meta.url));
const pem = '-----BEGIN RSA PRIVATE KEY-----\nsecret key\n-----END RSA PRIVATE KEY-----\n';
const good = {
  id: 5,
  name: 'Robot',
  html_url: 'http://127.0.0.1:1/apps/robot',
  pem,
  webhook_secret: 'the webhook secret',
};

let directory: string;
let gitHub: Server;
let apiUrl: string;
let answer: { status: number; body: unknown };
let asked: string[];
let logged: unknown[];
let registered: unknown[];
let visitors: Visitors;
let clock: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chimera-set-up-'));
  answer = { status: 201, body: good };
  asked = [];
  logged = [];
  registered = [];
  clock = Date.now();
  gitHub = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => gitHub.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(gitHub.address() as { port: number }).port}`;
});
afterEach(async () => {
  gitHub.closeAllConnections();
  await new Promise((resolve) => gitHub.close(resolve));
  await rm(directory, { recursive: true, force: true });
});

async function pages(change: Partial<SetUp> & { listensOn?: string } = {}) {
  visitors = createVisitors(change.listensOn ?? '127.0.0.1', () => clock);
  const app = createSetUpApp({
    ...{ appFile: await readAppFile(appFilePath), visitors, apiUrl, webUrl: apiUrl, proxyUrl: undefined },
    ...{ webhookPath: '/api/github/webhooks', envPath: join(directory, '.env') },
    onRegistered: (credentials) => registered.push(credentials),
    log: { warn: (...line) => logged.push(line) },
    ...change,
  });
  return async (path: string, init: RequestInit = {}) => {
    const headers = { host: '127.0.0.1:3000', ...init.headers };
    const response = await app.request(`http://127.0.0.1:3000${path}`, { ...init, headers });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
}

const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });
const env = () => readFile(join(directory, '.env'), 'utf-8').catch(() => null);

test('the manifest is that of app.yml, with the name that was chosen and the addresses of this page', async () => {
  const ask = await pages();
  expect((await ask('/')).text).toContain('Set up Chimera');
  const { text } = await ask('/setup/register', form({ name: 'Robot "2" <b>', organization: 'octo-org' }));
  expect(text).toContain(`action="${apiUrl}/organizations/octo-org/settings/apps/new?state=`);
  const value = /name="manifest" value="([^"]*)"/
    .exec(text)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  const { default_permissions, default_events, url } = await readAppFile(appFilePath);
  expect(JSON.parse(value ?? '')).toEqual({
    ...{ name: 'Robot "2" <b>', url, public: true, default_permissions, default_events },
    hook_attributes: { url: 'http://127.0.0.1:3000/api/github/webhooks', active: true },
    redirect_url: 'http://127.0.0.1:3000/setup/callback',
  });
});

test('with a proxy, webhooks go there; behind https, people come back by https', async () => {
  const ask = await pages({ proxyUrl: 'https://smee.example/abc', listensOn: '0.0.0.0' });
  const headers = { host: 'inside', 'x-forwarded-host': 'chimera.example', 'x-forwarded-proto': 'https' };
  const { text } = await ask('/setup/register', { ...form({ name: 'Robot', key: visitors.key }), headers });
  expect(text).toContain('https://smee.example/abc');
  expect(text).toContain('https://chimera.example/setup/callback');
});

test('the credentials are kept, told onwards, and neither shown nor logged', async () => {
  const ask = await pages();
  const state = visitors.newState();
  const { status, text } = await ask(`/setup/callback?code=a%2Fb&state=${state}`);
  expect([status, asked]).toEqual([200, ['POST /app-manifests/a%2Fb/conversions']]);
  expect(text).toContain('href="http://127.0.0.1:1/apps/robot/installations/new"');
  expect(await env()).toContain('APP_ID="5"');
  expect(registered).toEqual([{ APP_ID: '5', PRIVATE_KEY: pem, WEBHOOK_SECRET: 'the webhook secret' }]);
  expect(`${text}${JSON.stringify(logged)}`).not.toMatch(/secret key|the webhook secret/);
  const second = await ask(`/setup/callback?code=x&state=${visitors.newState()}`);
  expect([second.status, asked.length]).toEqual([409, 1]);
});

describe('what continues nothing', () => {
  test.each([
    ['no state', () => 'code=1'],
    ['a wrong state', () => 'code=1&state=wrong'],
    ['an empty state', () => 'code=1&state='],
    [
      'a state that was used',
      () => {
        const state = visitors.newState();
        visitors.takeState(state);
        return `code=1&state=${state}`;
      },
    ],
    [
      'a state that is too old',
      () => {
        const state = visitors.newState();
        clock += 3_600_001;
        return `code=1&state=${state}`;
      },
    ],
  ])('%s', async (_name, query) => {
    const ask = await pages();
    const { status, text } = await ask(`/setup/callback?${query()}`);
    expect([status, asked, await env()]).toEqual([403, [], null]);
    expect(text).toContain('This does not continue anything');
  });

  test.each(['', '&code='])('a good state with "%s" for a code', async (code) => {
    const ask = await pages();
    const { status, text } = await ask(`/setup/callback?state=${visitors.newState()}${code}`);
    expect([status, asked, text]).toEqual([400, [], expect.stringContaining('GitHub sent no code')]);
  });
});

test.each([
  [404, { message: 'Not Found' }, 400, 'A code works once, and for an hour.'],
  [500, {}, 502, 'GitHub answered 500.'],
  [201, { ...good, pem: 'secret key', id: undefined }, 502, 'GitHub&#39;s answer lacks id, pem.'],
])('GitHub answers %i %j', async (status, body, expected, words) => {
  const ask = await pages();
  answer = { status, body };
  const shown = await ask(`/setup/callback?code=1&state=${visitors.newState()}`);
  expect([shown.status, shown.text]).toEqual([expected, expect.stringContaining(words)]);
  expect(`${shown.text}${JSON.stringify(logged)}`).not.toContain('secret key');
  expect([await env(), registered]).toEqual([null, []]);
});

test('GitHub does not answer at all', async () => {
  const ask = await pages({ apiUrl: 'http://127.0.0.1:1' });
  const { status, text } = await ask(`/setup/callback?code=1&state=${visitors.newState()}`);
  expect([status, text]).toEqual([502, expect.stringContaining('GitHub did not answer at http://127.0.0.1:1')]);
});

test('a credential that came into .env meanwhile stays, and the page says what to do', async () => {
  const ask = await pages();
  await writeFile(join(directory, '.env'), 'APP_ID=1\n');
  const { status, text } = await ask(`/setup/callback?code=1&state=${visitors.newState()}`);
  expect([status, text]).toEqual([500, expect.stringContaining('has APP_ID already')]);
  expect(text).toContain('href="http://127.0.0.1:1/apps/robot"');
  expect([await env(), registered]).toEqual(['APP_ID=1\n', []]);
});

describe('who may enter', () => {
  test.each<[string, string, Record<string, string>, boolean]>([
    ['the machine itself', '127.0.0.1', { host: 'localhost:3000' }, true],
    ['a name that was bent to this machine', '127.0.0.1', { host: 'evil.example:3000' }, false],
    ['a proxy on this machine', '127.0.0.1', { host: '127.0.0.1:3000', 'x-forwarded-for': '1.2.3.4' }, false],
    ['a forged host of the proxy', '127.0.0.1', { host: 'evil.example', 'x-forwarded-host': 'localhost' }, false],
    ['anybody', '0.0.0.0', { host: 'localhost:3000' }, false],
  ])('%s', async (_name, listensOn, headers, allowed) => {
    const ask = await pages({ listensOn });
    expect((await ask('/', { headers })).status).toBe(allowed ? 200 : 403);
    expect((await ask('/?key=wrong', { headers })).status).toBe(allowed ? 200 : 403);
    expect((await ask(`/?key=${visitors.key}`, { headers })).status).toBe(200);
    const register = await ask('/setup/register', { ...form({ name: 'Robot' }), headers });
    expect(register.status).toBe(allowed ? 200 : 403);
  });
});

test.each([
  [{ name: '' }, 'has 1 to 34 characters'],
  [{ name: 'x'.repeat(35) }, 'has 1 to 34 characters'],
  [{ name: 'Robot', organization: '../../evil' }, 'is not the login of an organization'],
])('%j is refused', async (fields, words) => {
  const ask = await pages();
  const { status, text } = await ask('/setup/register', form(fields as unknown as Record<string, string>));
  expect([status, text]).toEqual([422, expect.stringContaining(words)]);
});

test('an address that GitHub cannot reach is told before anything is registered', async () => {
  const ask = await pages({ webUrl: 'https://github.com' });
  const { text } = await ask('/');
  expect(text).toContain('GitHub cannot send webhooks to http://127.0.0.1:3000/api/github/webhooks');
  expect(text).not.toContain('<form');
  expect((await ask('/setup/register', form({ name: 'Robot' }))).status).toBe(422);
});

test('webhooks wait, health is told, and other pages are not there', async () => {
  const ask = await pages();
  expect((await ask('/api/github/webhooks', { method: 'POST' })).status).toBe(503);
  expect((await ask('/healthz')).status).toBe(200);
  const { status, headers } = await ask('/elsewhere');
  expect([status, headers.get('content-security-policy')]).toEqual([
    404,
    expect.stringContaining("default-src 'none'"),
  ]);
});
