// From nothing to a working app, by pages alone: start without credentials, register, install, hear of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Delivery } from '../../src/sandbox/world/delivery.ts';
import { Browser } from '../sandbox/browser.ts';
import { type FreshApp, startFreshApp } from './app-without-credentials.ts';
import { startChannel } from './smee-server.ts';

let sandbox: Sandbox;
let app: FreshApp | undefined;
beforeEach(async () => {
  sandbox = await startSandbox();
  await sandbox.createUser('mona');
  await sandbox.createOrganization('octo-org');
  for (const name of ['todo', 'other']) await sandbox.createRepository({ owner: 'octo-org', name });
});
afterEach(async () => {
  await app?.end();
  app = undefined;
  await sandbox.close();
});

async function register(fresh: FreshApp): Promise<Browser> {
  const [, address = ''] = await fresh.says(/Register one at (\S+)/);
  const browser = await new Browser().get(address);
  expect(browser.plain).toContain('this copy of it has no App of its own yet');
  await browser.submit({ name: 'Our Chimera', organization: 'octo-org' });
  await browser.submit();
  expect(browser.plain).toContain('Create GitHub App for octo-org');
  await browser.submit({ name: 'Our own Chimera' });
  await browser.get(browser.location ?? '');
  expect(browser.plain).toContain('Our own Chimera is registered');
  await fresh.says(/Chimera is listening/);
  return browser;
}

async function install(browser: Browser): Promise<void> {
  await browser.follow('Install it');
  await browser.follow('Install on octo-org');
  const todo = [...sandbox.world.repositories.values()].find(({ name }) => name === 'todo');
  await browser.submit({ selection: 'selected', repositories: [String(todo?.id)] }, 'Install');
  expect(browser.location).toContain('/settings/installations/');
}

async function delivered(event: string): Promise<Delivery> {
  for (let look = 0; look < 200; look += 1) {
    const found = [...sandbox.world.deliveries.values()].find((each) => each.event === event && each.outcome);
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`No webhook ${event} was answered`);
}

test('an app without credentials is registered, starts by itself, and hears of its installation', async () => {
  app = await startFreshApp(sandbox.url);
  const browser = await register(app);
  await install(browser);
  const { action, outcome } = await delivered('installation');
  expect([action, outcome]).toMatchObject(['created', { kind: 'answered', statusCode: 202 }]);
  expect(await app.env()).toMatch(
    /^APP_ID="\d+"\nPRIVATE_KEY="-----BEGIN RSA[^\n]*"\nWEBHOOK_SECRET="[0-9a-f]{40}"\n$/,
  );
  const [, secret = 'none'] = /WEBHOOK_SECRET="(\w+)"/.exec(await app.env()) ?? [];
  expect(app.output()).not.toMatch(new RegExp(`${secret}|PRIVATE KEY`));
  // The next start finds them in .env.
  await app.restart();
  await app.says(/Chimera is listening/);
  expect(app.output()).not.toContain('has no App yet');
});

test('behind a proxy, webhooks come through its channel', async () => {
  const channel = await startChannel();
  try {
    app = await startFreshApp(sandbox.url, { WEBHOOK_PROXY_URL: channel.url });
    const browser = await register(app);
    await install(browser);
    expect(await delivered('installation')).toMatchObject({ url: channel.url, outcome: { statusCode: 200 } });
    await app.says(/POST http:\/\/127\.0\.0\.1:\d+\/api\/github\/webhooks - 202/);
  } finally {
    await app?.end();
    app = undefined;
    await channel.close();
  }
});
