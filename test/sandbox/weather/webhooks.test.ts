// Weather between the sandbox and an app: webhooks that are lost, late, repeated or out of order.
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type LocalGitHub, openGitHub, place } from '../local-github.ts';

interface Heard {
  readonly guid: string;
  readonly title: string;
  readonly atMs: number;
  readonly signed: boolean;
}

const secret = 'rain';
let github: LocalGitHub;
let app: Server;
let heard: Heard[];
let status: number;

beforeEach(async () => {
  heard = [];
  status = 200;
  github = await openGitHub({});
  await github.sandbox.settled();
  app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const expected = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      heard.push({
        guid: String(request.headers['x-github-delivery']),
        title: (JSON.parse(body.toString()) as { issue: { title: string } }).issue.title,
        atMs: Date.now(),
        signed: request.headers['x-hub-signature-256'] === expected,
      });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const { port } = app.address() as AddressInfo;
  const helper = [...github.sandbox.world.apps.values()].find(({ slug }) => slug === 'helper');
  github.sandbox.setWebhook(helper?.id ?? 0, `http://127.0.0.1:${port}/`, secret);
});
afterEach(async () => {
  await github.close();
  await new Promise((resolve) => app.close(resolve));
});

async function fileIssues(...titles: string[]): Promise<void> {
  for (const title of titles) await github.mona.issues.create({ ...place, title });
  await github.sandbox.settled();
}
const titles = (): string[] => heard.map(({ title }) => title);
const deliveries = () => [...github.sandbox.world.deliveries.values()].filter(({ event }) => event === 'issues');

test('on a calm day each is delivered once, signed and in order', async () => {
  await fileIssues('a', 'b', 'c');
  expect(titles()).toEqual(['a', 'b', 'c']);
  expect(heard.every(({ signed }) => signed)).toBe(true);
  expect(new Set(heard.map(({ guid }) => guid)).size).toBe(3);
});

test('what was lost never comes, and the record says so', async () => {
  github.sandbox.setWeather({ webhooks: { lost: 1 }, next: 1 });
  await fileIssues('a', 'b');
  expect(titles()).toEqual(['b']);
  expect(deliveries().map(({ outcome }) => outcome?.kind)).toEqual(['lost', 'answered']);
});

test('a repeated one comes twice with the same id', async () => {
  github.sandbox.setWeather({ webhooks: { repeated: 1 }, next: 1 });
  await fileIssues('a', 'b');
  expect(titles()).toEqual(['a', 'a', 'b']);
  expect(heard[0]?.guid).toBe(heard[1]?.guid);
});

test('one that waits for the next comes after it, or by itself when there is none', async () => {
  github.sandbox.setWeather({ webhooks: { reordered: 1 }, next: 1 });
  for (const title of ['a', 'b', 'c']) await github.mona.issues.create({ ...place, title });
  await github.sandbox.settled();
  expect(titles()).toEqual(['b', 'a', 'c']);
  github.sandbox.setWeather({ webhooks: { reordered: 1 }, next: 1 });
  await fileIssues('alone');
  expect(titles().at(-1)).toBe('alone');
});

test('late ones come no sooner than they should', async () => {
  github.sandbox.setWeather({ webhooks: { lateMs: [120, 120] } });
  await fileIssues('a');
  const [delivery] = deliveries();
  // A timer may be a millisecond early.
  expect((heard[0]?.atMs ?? 0) - (delivery?.writtenMs ?? 0)).toBeGreaterThanOrEqual(119);
});

test('a webhook that was refused is not sent again by itself', async () => {
  status = 500;
  await fileIssues('a');
  status = 200;
  await fileIssues('b');
  expect(titles()).toEqual(['a', 'b']);
  expect(
    deliveries().map(({ outcome }) => (outcome?.kind === 'answered' ? outcome.statusCode : outcome?.kind)),
  ).toEqual([500, 200]);
});
