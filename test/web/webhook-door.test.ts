// The webhook door over real HTTP: what comes in, what is refused, and what a caller is told.
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Probot } from 'probot';
import { chimera } from '../../src/index.ts';
import type { Delivery } from '../../src/store/store.ts';
import { receiveThrough } from '../../src/web/receive.ts';
import { startServer, webhookPath } from '../../src/web/server.ts';

const secret = 'the secret of this test';
const kept: Delivery[] = [];
let fails: Error | null = null;
let url = '';
let close: () => Promise<void>;

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  // Nobody listens there: a call to GitHub before the acknowledgement would fail the test.
  const probot = new Probot({ appId: 1, privateKey, secret, baseUrl: 'http://127.0.0.1:9', logLevel: 'fatal' });
  await probot.ready();
  await probot.load(
    chimera(async (delivery) => {
      if (fails !== null) throw fails;
      kept.push(delivery);
    }),
  );
  const log = { warn: () => undefined };
  const { server, port } = await startServer({
    host: '127.0.0.1',
    port: 0,
    receive: receiveThrough(probot.webhooks),
    log,
  });
  url = `http://127.0.0.1:${port}`;
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
});

afterAll(() => close());

beforeEach(() => {
  kept.length = 0;
  fails = null;
});

const payload = { action: 'labeled', installation: { id: 3 }, repository: { name: 'todo', owner: { login: 'o' } } };

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return fetch(`${url}${webhookPath}`, {
    method: 'POST',
    body,
    headers: { 'x-github-delivery': 'd1', 'x-github-event': 'issues', 'x-hub-signature-256': signature, ...headers },
  });
}

test('a genuine webhook is kept, then acknowledged', async () => {
  const response = await post(JSON.stringify(payload));
  expect([response.status, kept]).toEqual([202, [{ id: 'd1', event: 'issues', payload }]]);
});

test('an event that nobody waits for is acknowledged and not kept', async () => {
  const response = await post(JSON.stringify({ ...payload, action: 'pinned' }));
  expect([response.status, kept]).toEqual([202, []]);
});

test.each([
  [
    'a wrong signature',
    JSON.stringify(payload),
    { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
    401,
    /signature/,
  ],
  ['a signature of no form at all', JSON.stringify(payload), { 'x-hub-signature-256': 'x' }, 401, /signature/],
  ['no delivery id', JSON.stringify(payload), { 'x-github-delivery': '' }, 400, /X-GitHub-Delivery/],
  ['a body that is not JSON', '{', {}, 400, /JSON/],
])('%s is refused, with the reason', async (_, body, headers, status, reason) => {
  const response = await post(body, headers);
  const { message } = (await response.json()) as { message: string };
  expect([response.status, kept]).toEqual([status, []]);
  expect(message).toMatch(reason);
});

test('what cannot be kept is not acknowledged, and the caller learns nothing of the inside', async () => {
  fails = new Error('disk /var/secret is full');
  const response = await post(JSON.stringify(payload));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret');
});

test('a body above the limit is refused before it has all been read', async () => {
  const sent = await new Promise<{ status: number | undefined; bytes: number }>((resolve, reject) => {
    let bytes = 0;
    const outgoing = request(`${url}${webhookPath}`, {
      method: 'POST',
      headers: { 'x-github-delivery': 'd', 'x-github-event': 'issues', 'x-hub-signature-256': 'sha256=0' },
    });
    outgoing.on('response', (response) => {
      resolve({ status: response.statusCode, bytes });
      outgoing.destroy();
    });
    outgoing.on('error', reject);
    const chunk = Buffer.alloc(1024 * 1024);
    const write = () => {
      if (outgoing.destroyed || bytes > 60 * 1024 * 1024) return;
      bytes += chunk.length;
      outgoing.write(chunk, write);
    };
    write();
  });
  expect(sent.status).toBe(413);
  expect(sent.bytes).toBeLessThan(40 * 1024 * 1024);
});

test('anything else is not found, but for the health check', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(`${url}${webhookPath}`)).status).toBe(404);
});
