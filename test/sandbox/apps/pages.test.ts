// Installing an app by hand: choosing an account and repositories, changing them, suspending, uninstalling.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Browser } from '../browser.ts';
import { type AppsWorld, openAppsWorld } from './world-of-apps.ts';

let world: AppsWorld;
let browser: Browser;
beforeEach(async () => {
  world = await openAppsWorld();
  browser = new Browser();
  world.heard();
});
afterEach(async () => expect(await world.close()).toEqual([]));

const idOf = (name: string): string =>
  String([...world.sandbox.world.repositories.values()].find((each) => each.name === name)?.id);
const open = (path: string): Promise<Browser> => browser.get(`${world.sandbox.url}${path}`);
const followRedirect = (): Promise<Browser> => browser.get(browser.location ?? '');

test('a person installs it on another account, on one repository of it', async () => {
  await world.sandbox.createRepository({ owner: 'other-org', name: 'one' });
  await world.sandbox.createRepository({ owner: 'other-org', name: 'two' });
  await open('/apps/helper');
  await browser.follow('Install');
  expect(browser.plain).toMatch(/octo-org Configure .*other-org Install on other-org/);
  await browser.follow('Install on other-org');
  expect(browser.plain).toContain('Read and write actions, administration, code, issues, pull requests');
  await browser.submit({ selection: 'selected' });
  expect([browser.status, browser.plain]).toEqual([422, expect.stringContaining('Choose at least one repository')]);
  await browser.submit({ selection: 'selected', repositories: [idOf('two'), idOf('todo')] });
  await followRedirect();
  expect(world.heard()).toEqual(['installation.created']);
  expect(world.last('installation.created').payload).toMatchObject({
    installation: { account: { login: 'other-org' }, repository_selection: 'selected' },
    repositories: [{ full_name: 'other-org/two' }],
    sender: { login: 'mona' },
  });
  expect(browser.plain).toContain('installed on other-org');
});

test('its settings change what it sees, suspend it, and take it away', async () => {
  await open(`/settings/installations/${world.installation}`);
  await browser.submit({ repositories: [idOf('todo'), idOf('second')] });
  await followRedirect();
  await browser.submit({ selection: 'all' });
  await followRedirect();
  await browser.submit({}, 'Suspend');
  await followRedirect();
  expect(browser.plain).toContain('Suspended');
  await browser.submit({}, 'Unsuspend');
  await followRedirect();
  await browser.submit({}, 'Uninstall');
  await followRedirect();
  expect(browser.plain).toContain('Not installed');
  expect(world.heard()).toEqual([
    ...['installation_repositories.added', 'installation.suspend', 'installation.unsuspend', 'installation.deleted'],
  ]);
  expect((await open(`/settings/installations/${world.installation}`)).status).toBe(404);
});

test('what the app suspended itself, nobody else takes back', async () => {
  await (await world.app()).apps.suspendInstallation({ installation_id: world.installation });
  await open(`/settings/installations/${world.installation}`);
  expect(browser.plain).toContain('Suspended by the owner of Helper');
  const deed = `${world.sandbox.url}/settings/installations/${world.installation}/unsuspend`;
  expect((await browser.post(deed, {}, world.sandbox.url)).status).toBe(403);
  expect(world.heard()).toEqual(['installation.suspend']);
});

test('a foreign page changes nothing', async () => {
  const { url } = world.sandbox;
  const settings = `${url}/settings/installations/${world.installation}`;
  for (const path of [`${url}/apps/helper/installations`, settings, `${settings}/uninstall`]) {
    expect((await browser.post(path, { target: 'other-org' }, 'https://evil.example')).status).toBe(403);
  }
  expect(world.heard()).toEqual([]);
});
