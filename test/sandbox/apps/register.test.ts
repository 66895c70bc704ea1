// The manifest flow as a browser and a set-up page go through it, and what GitHub refuses.

import { createPrivateKey } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { appEvents, appPermissions } from '../../../src/sandbox/identity/app-permissions.ts';
import { type Exchange, type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { Browser } from '../browser.ts';
import { checkExchange } from '../openapi.ts';

const manifest = {
  name: 'My Bot!',
  url: 'https://example.com',
  hook_attributes: { url: 'http://127.0.0.1:9/hooks' },
  redirect_url: 'http://127.0.0.1:9/back?from=github',
  public: false,
  default_permissions: { issues: 'write', contents: 'read' },
  default_events: ['issues', 'push'],
};

let sandbox: Sandbox;
let browser: Browser;
const exchanges: Exchange[] = [];
beforeEach(async () => {
  sandbox = await startSandbox({ onExchange: (exchange) => exchanges.push(exchange) });
  await sandbox.createUser('mona');
  await sandbox.createOrganization('octo-org');
  browser = new Browser();
});
afterEach(async () => {
  await sandbox.close();
  expect(exchanges.splice(0).flatMap(checkExchange)).toEqual([]);
});

const send = (value: unknown, path = '/settings/apps/new?state=abc') =>
  browser.post(`${sandbox.url}${path}`, { manifest: typeof value === 'string' ? value : JSON.stringify(value) });
const convert = (code: string) => fetch(`${sandbox.url}/app-manifests/${code}/conversions`, { method: 'POST' });

test('a manifest becomes an app, and its secrets are handed out once', async () => {
  await send(manifest);
  expect(browser.text).toContain('Create GitHub App for mona');
  expect(sandbox.world.apps.size).toBe(1);
  await browser.submit({ name: 'Robot' });
  const back = new URL(browser.location ?? '');
  expect(Object.fromEntries(back.searchParams)).toEqual({ from: 'github', state: 'abc', code: expect.any(String) });
  const answer = await convert(back.searchParams.get('code') ?? '');
  const app = (await answer.json()) as Record<string, string>;
  expect([answer.status, app]).toMatchObject([
    201,
    {
      ...{ slug: 'robot', name: 'Robot', owner: { login: 'mona' }, external_url: 'https://example.com' },
      permissions: { issues: 'write', contents: 'read', metadata: 'read' },
      events: ['issues', 'push'],
      html_url: `${sandbox.url}/apps/robot`,
      webhook_secret: expect.stringMatching(/^[0-9a-f]{40}$/),
    },
  ]);
  expect(createPrivateKey(app.pem ?? '').asymmetricKeyType).toBe('rsa');
  expect(app.pem).toContain('BEGIN RSA PRIVATE KEY');
  expect((await convert(back.searchParams.get('code') ?? '')).status).toBe(404);
  expect([...sandbox.world.deliveries.values()].map(({ event, url }) => [event, url])).toEqual([
    ['ping', 'http://127.0.0.1:9/hooks'],
  ]);
});

test('a code is good for an hour', async () => {
  await send(manifest);
  await browser.submit();
  const code = new URL(browser.location ?? '').searchParams.get('code') ?? '';
  const conversion = [...sandbox.world.apps.values()].find((app) => app.conversion)?.conversion;
  expect((conversion?.expiresMs ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
  Object.assign(conversion ?? {}, { expiresMs: Date.now() - 1 });
  expect((await convert(code)).status).toBe(404);
});

test('an organization gets an app of its own; one that is not there gets none', async () => {
  await send(
    { ...manifest, hook_attributes: { url: 'http://127.0.0.1:9/', active: false }, redirect_url: undefined },
    '/organizations/octo-org/settings/apps/new',
  );
  await browser.submit();
  expect(browser.location).toBe(`${sandbox.url}/apps/my-bot`);
  const app = [...sandbox.world.apps.values()].at(-1);
  expect(app).toMatchObject({ owner: { login: 'octo-org' }, webhookUrl: undefined });
  expect((await send(manifest, '/organizations/nobody/settings/apps/new')).status).toBe(404);
});

test('only the page itself creates an app, and no two have one name', async () => {
  const foreign = { origin: 'https://evil.example', accept: 'text/html' };
  const body = new URLSearchParams({ manifest: JSON.stringify(manifest), name: 'Robot' });
  const forged = await fetch(`${sandbox.url}/settings/apps`, { method: 'POST', headers: foreign, body });
  expect(forged.status).toBe(403);
  for (const [name, problem] of [
    [' ', 'Name can&#39;t be blank'],
    ['x'.repeat(35), 'Name is too long (maximum is 34 characters)'],
    ['octo-org', 'Name has already been taken'],
    ['GitHub Actions', 'Name has already been taken'],
  ] as const) {
    await send(manifest);
    expect((await browser.submit({ name })).status).toBe(422);
    expect(browser.text).toContain(problem);
  }
  expect(sandbox.world.apps.size).toBe(1);
});

test.each([
  ['not JSON', 'nonsense', 'The manifest is not a JSON object.'],
  ['a list', [], 'The manifest is not a JSON object.'],
  ['no url', { ...manifest, url: undefined }, '"url" wasn\'t supplied.'],
  ['a hook without url', { ...manifest, hook_attributes: { active: false } }, '"url" wasn\'t supplied.'],
  ['a url that is none', { ...manifest, url: { a: 1 } }, 'For \'properties/url\', {"a":1} is not a string.'],
  [
    'another scheme',
    { ...manifest, redirect_url: 'javascript:alert(1)' },
    'For \'properties/redirect_url\', "javascript:alert(1)" is not valid.',
  ],
  ['events without hook', { ...manifest, hook_attributes: undefined }, "Hook url can't be blank"],
  ['an unknown event', { ...manifest, default_events: ['installation'] }, 'Default events unsupported: installation'],
  [
    'an event without its permission',
    { ...manifest, default_events: ['check_run', 'issues'] },
    'Default events are not supported by permissions: check_run',
  ],
  [
    'an unknown permission',
    { ...manifest, default_permissions: { ...manifest.default_permissions, cookies: 'write' } },
    'Default permission records resource is not included in the list (cookies)',
  ],
  [
    'an unknown level',
    { ...manifest, default_permissions: { ...manifest.default_permissions, workflows: 'read' } },
    'Default permission records action is not included in the list (workflows: read)',
  ],
])('%s is refused in words', async (_name, wrong, message) => {
  expect((await send(wrong)).status).toBe(422);
  expect(browser.text).toContain('The configuration does not appear to be a valid GitHub App manifest.');
  expect(browser.plain).toContain(`Error: ${message}`);
});

describe('what may be asked for', () => {
  const { components } = createRequire(import.meta.url)('@octokit/openapi/generated/api.github.com.json') as {
    components: { schemas: Record<string, { properties: Record<string, { enum: string[] }> }> };
  };
  const { actions_variables: _, ...listed } = appPermissions;

  test('is what GitHub describes', () => {
    const described = components.schemas['app-permissions']?.properties ?? {};
    expect(listed).toEqual(
      Object.fromEntries(Object.entries(described).map(([name, { enum: levels }]) => [name, levels])),
    );
  });
  test.each(Object.entries(appEvents))('%s hangs on a permission that exists', (_event, permissions) => {
    for (const permission of permissions) expect(Object.keys(appPermissions)).toContain(permission);
  });
});
