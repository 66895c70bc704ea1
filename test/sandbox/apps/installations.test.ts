// The life of an installation: chosen repositories, suspension, the end; over REST and by the sandbox's own methods.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { client, refusal } from '../local-github.ts';
import { type AppsWorld, openAppsWorld, place } from './world-of-apps.ts';

let world: AppsWorld;
beforeEach(async () => {
  world = await openAppsWorld();
  expect(world.heard()).toEqual(['ping', 'installation.created']);
});
afterEach(async () => expect(await world.close()).toEqual([]));

const second = { owner: 'octo-org', repo: 'second' };
const suspended = { status: 403, message: 'This installation has been suspended' };

test('the app hears which repositories it gains and loses, and its tokens follow', async () => {
  const octokit = client(world.sandbox.url, await world.token());
  const names = async () =>
    (await octokit.apps.listReposAccessibleToInstallation()).data.repositories.map((each) => each.name);
  expect(await names()).toEqual(['todo']);
  expect(await refusal(octokit.issues.create({ ...second, title: 'no' }))).toMatchObject({ status: 403 });
  world.sandbox.changeInstallation(world.installation, { add: ['second'], remove: ['todo'] });
  expect(world.heard()).toEqual(['installation_repositories.added', 'installation_repositories.removed']);
  expect(world.last('installation_repositories.removed').payload).toMatchObject({
    repository_selection: 'selected',
    repositories_removed: [{ full_name: 'octo-org/todo' }],
    repositories_added: [],
  });
  expect(await names()).toEqual(['second']);
  expect((await octokit.issues.create({ ...second, title: 'yes' })).status).toBe(201);
  expect(await refusal(octokit.issues.create({ ...place, title: 'no' }))).toMatchObject({ status: 403 });
  expect(world.heard()).toEqual(['issues.opened']);
});

test('a new repository comes to an installation on all of them, and to that alone', async () => {
  const app = await world.app();
  await world.sandbox.createRepository({ owner: 'octo-org', name: 'third' });
  expect(world.heard()).toEqual([]);
  const other = await world.sandbox.installApp(world.appId, 'other-org', 'all');
  await world.sandbox.createRepository({ owner: 'other-org', name: 'fourth' });
  expect(world.heard()).toEqual(['installation.created', 'repository.created', 'installation_repositories.added']);
  const { data } = await app.apps.getRepoInstallation({ owner: 'other-org', repo: 'fourth' });
  expect(data.id).toBe(other);
  const elsewhere = app.apps.getRepoInstallation({ owner: 'octo-org', repo: 'third' });
  expect(await refusal(elsewhere)).toMatchObject({ status: 404 });
  expect((await app.apps.getOrgInstallation({ org: 'other-org' })).data.id).toBe(other);
  expect(await refusal(app.apps.getUserInstallation({ username: 'mona' }))).toMatchObject({ status: 404 });
});

test('while it is suspended nothing opens, and nothing is heard but that', async () => {
  const octokit = client(world.sandbox.url, await world.token());
  world.sandbox.suspendInstallation(world.installation);
  expect(await refusal(octokit.issues.listForRepo(place))).toEqual(suspended);
  expect(await refusal(world.token())).toEqual(suspended);
  const git = await fetch(`${world.sandbox.url}/octo-org/todo.git/info/refs?service=git-upload-pack`, {
    headers: { authorization: `Basic ${Buffer.from(`x-access-token:${await tokenOf()}`).toString('base64')}` },
  });
  expect([git.status, await git.text()]).toEqual([403, 'This installation has been suspended\n']);
  await world.mona.issues.create({ ...place, title: 'unheard' });
  world.sandbox.changeInstallation(world.installation, { add: ['second'] });
  const { data } = await (await world.app()).apps.getInstallation({ installation_id: world.installation });
  expect(data).toMatchObject({ suspended_by: { login: 'octo-org' }, suspended_at: expect.any(String) });
  world.sandbox.unsuspendInstallation(world.installation);
  expect((await octokit.issues.listForRepo(place)).data).toHaveLength(1);
  await world.mona.issues.create({ ...place, title: 'heard' });
  expect(world.heard()).toEqual(['installation.suspend', 'installation.unsuspend', 'issues.opened']);

  async function tokenOf(): Promise<string> {
    return [...world.sandbox.world.tokens.values()].find(({ kind }) => kind === 'installation')?.token ?? '';
  }
});

test('the app suspends and uninstalls itself with its JWT; then its tokens are worth nothing', async () => {
  const app = await world.app();
  const octokit = client(world.sandbox.url, await world.token());
  const id = { installation_id: world.installation };
  await app.apps.suspendInstallation(id);
  expect(await refusal(octokit.issues.listForRepo(place))).toEqual(suspended);
  await app.apps.unsuspendInstallation(id);
  expect((await octokit.issues.listForRepo(place)).status).toBe(200);
  await app.apps.deleteInstallation(id);
  expect(await refusal(octokit.issues.listForRepo(place))).toEqual({ status: 401, message: 'Bad credentials' });
  expect(await refusal(world.token())).toMatchObject({ status: 404 });
  expect(await refusal(app.apps.getInstallation(id))).toMatchObject({ status: 404 });
  await world.mona.issues.create({ ...place, title: 'unheard' });
  expect(world.heard()).toEqual(['installation.suspend', 'installation.unsuspend', 'installation.deleted']);
  expect(world.last('installation.deleted').payload).toMatchObject({ repositories: [{ full_name: 'octo-org/todo' }] });
});

test('a token can be given back', async () => {
  const octokit = client(world.sandbox.url, await world.token());
  expect((await octokit.apps.revokeInstallationAccessToken()).status).toBe(204);
  expect(await refusal(octokit.issues.listForRepo(place))).toMatchObject({ status: 401 });
});

test('the app reads and changes where its webhooks go, and never sees the secret', async () => {
  const app = await world.app();
  expect((await app.apps.getWebhookConfigForApp()).data).toMatchObject({ url: 'http://127.0.0.1:9/' });
  await app.request('PATCH /app/hook/config', { data: { url: 'http://127.0.0.1:7/', secret: 'hunter2' } });
  const { data } = await app.apps.getWebhookConfigForApp();
  expect(data).toMatchObject({ url: 'http://127.0.0.1:7/', secret: '********' });
  await world.mona.issues.create({ ...place, title: 'there' });
  expect(world.last('issues.opened')).toMatchObject({
    url: 'http://127.0.0.1:7/',
    requestHeaders: { 'x-hub-signature-256': expect.stringMatching(/^sha256=/) },
  });
});

test('a suspended or uninstalled app is no reason to install it twice', async () => {
  const again = world.sandbox.installApp(world.appId, 'octo-org', 'all');
  await expect(again).rejects.toThrow(/already/);
  expect(() => world.sandbox.uninstall(1)).toThrow(/There is no installation 1/);
});
