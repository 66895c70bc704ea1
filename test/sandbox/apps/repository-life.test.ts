// Renamed, archived, given away, deleted: what then happens to requests, git, pages and apps.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { client, refusal } from '../local-github.ts';
import { type AppsWorld, openAppsWorld, place } from './world-of-apps.ts';

const run = promisify(execFile);

let world: AppsWorld;
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chimera-life-'));
  world = await openAppsWorld();
  world.heard();
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
  expect(await world.close()).toEqual([]);
});

const raw = (method: string, path: string, body?: unknown) =>
  fetch(`${world.sandbox.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${world.monaToken}`, accept: 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test('a renamed repository answers to its old name by sending on, until another one takes it', async () => {
  const before = (await world.mona.repos.get(place)).data;
  const { data } = await world.mona.repos.update({ ...place, name: 'list' });
  expect(data).toMatchObject({ id: before.id, full_name: 'octo-org/list' });
  expect(world.heard()).toEqual(['repository.renamed']);
  expect(world.last('repository.renamed').payload).toMatchObject({
    changes: { repository: { name: { from: 'todo' } } },
  });

  const get = await raw('GET', '/repos/octo-org/todo/issues?state=all');
  const address = `${world.sandbox.url}/api/v3/repositories/${before.id}/issues?state=all`;
  expect([get.status, get.headers.get('location'), await get.json()]).toEqual([
    ...[301, address, expect.objectContaining({ message: 'Moved Permanently', url: address })],
  ]);
  const post = await raw('POST', '/repos/octo-org/todo/issues', { title: 'x' });
  expect([post.status, await post.json()]).toMatchObject([307, { message: 'Temporary Redirect' }]);
  // Octokit follows, and keeps method, body and token.
  expect((await world.mona.issues.create({ ...place, title: 'sent on' })).data.url).toContain('/octo-org/list/issues/');

  await run('git', ['clone', '--quiet', `${world.sandbox.url}/octo-org/todo.git`, join(directory, 'clone')]);
  const page = await fetch(`${world.sandbox.url}/octo-org/todo/issues?state=open`, {
    redirect: 'manual',
    headers: { accept: 'text/html' },
  });
  expect([page.status, page.headers.get('location')]).toEqual([301, '/octo-org/list/issues?state=open']);

  await world.mona.repos.createInOrg({ org: 'octo-org', name: 'todo', auto_init: true });
  expect((await world.mona.repos.get(place)).data.id).not.toBe(before.id);
  expect((await world.mona.repos.get({ owner: 'octo-org', repo: 'list' })).data.id).toBe(before.id);
});

test('a name that is taken is refused', async () => {
  const taken = world.mona.repos.update({ ...place, name: 'second' });
  expect(await refusal(taken)).toMatchObject({ status: 422 });
  expect((await world.mona.repos.update({ ...place, name: 'Todo' })).data.name).toBe('Todo');
});

test('an archived repository can be read, and nothing else but be unarchived', async () => {
  await world.mona.issues.create({ ...place, title: 'before' });
  await world.mona.repos.update({ ...place, archived: true });
  const readOnly = { status: 403, message: 'Repository was archived so is read-only.' };
  expect((await world.mona.repos.get(place)).data.archived).toBe(true);
  expect(await refusal(world.mona.issues.create({ ...place, title: 'no' }))).toEqual(readOnly);
  const app = client(world.sandbox.url, await world.token());
  expect(await refusal(app.issues.createComment({ ...place, issue_number: 1, body: 'no' }))).toEqual(readOnly);
  expect(await refusal(world.mona.repos.update({ ...place, description: 'no' }))).toEqual(readOnly);
  const clone = join(directory, 'clone');
  const url = world.sandbox.url.replace('//', `//x:${world.monaToken}@`);
  await run('git', ['clone', '--quiet', `${url}/octo-org/todo.git`, clone]);
  const push = run('git', ['-C', clone, 'push', '--quiet', 'origin', 'HEAD:refs/heads/x']);
  await expect(push).rejects.toThrow(/This repository was archived so it is read-only/);
  await world.mona.repos.update({ ...place, archived: false });
  expect((await world.mona.issues.create({ ...place, title: 'again' })).status).toBe(201);
  const heard = ['issues.opened', 'repository.archived', 'repository.unarchived', 'issues.opened'];
  expect(world.heard()).toEqual(heard);
});

test('the default branch changes for clones as well', async () => {
  const missing = world.mona.repos.update({ ...place, default_branch: 'trunk' });
  expect(await refusal(missing)).toMatchObject({ status: 422 });
  const { data } = await world.mona.git.getRef({ ...place, ref: 'heads/main' });
  await world.mona.git.createRef({ ...place, ref: 'refs/heads/trunk', sha: data.object.sha });
  await world.mona.repos.update({ ...place, default_branch: 'trunk', description: 'A list' });
  expect(world.last('repository.edited').payload).toMatchObject({ changes: { default_branch: { from: 'main' } } });
  const clone = join(directory, 'clone');
  await run('git', ['clone', '--quiet', `${world.sandbox.url}/octo-org/todo.git`, clone]);
  expect((await run('git', ['-C', clone, 'branch', '--show-current'])).stdout).toBe('trunk\n');
});

test('a repository that is given away leaves the old installation and joins the new one', async () => {
  const other = await world.sandbox.installApp(world.appId, 'other-org', 'all');
  world.heard();
  await world.mona.repos.transfer({ ...place, new_owner: 'other-org' });
  expect(world.heard()).toEqual([
    ...['installation_repositories.removed', 'installation_repositories.added', 'repository.transferred'],
  ]);
  expect(world.last('installation_repositories.removed').payload).toMatchObject({
    installation: { id: world.installation },
  });
  expect(world.last('repository.transferred').payload).toMatchObject({
    installation: { id: other },
    changes: { owner: { from: { organization: { login: 'octo-org' } } } },
    repository: { full_name: 'other-org/todo' },
  });
  const app = client(world.sandbox.url, await world.token());
  const moved = app.issues.create({ owner: 'other-org', repo: 'todo', title: 'no' });
  expect(await refusal(moved)).toMatchObject({ status: 403 });
  const nowhere = world.mona.repos.transfer({ owner: 'other-org', repo: 'todo', new_owner: 'nobody' });
  expect(await refusal(nowhere)).toMatchObject({ status: 422 });
});

test('a deleted repository is gone, and its name is free', async () => {
  const app = client(world.sandbox.url, await world.token({ contents: 'write' }));
  expect(await refusal(app.repos.delete(place))).toMatchObject({ status: 403 });
  await world.mona.repos.delete(place);
  expect(world.heard()).toEqual(['repository.deleted', 'installation_repositories.removed']);
  expect(await refusal(world.mona.repos.get(place))).toMatchObject({ status: 404 });
  expect((await fetch(`${world.sandbox.url}/octo-org/todo.git/info/refs?service=git-upload-pack`)).status).toBe(401);
  await world.mona.repos.createInOrg({ org: 'octo-org', name: 'todo', auto_init: true });
  expect((await world.mona.repos.get(place)).data.full_name).toBe('octo-org/todo');
});
