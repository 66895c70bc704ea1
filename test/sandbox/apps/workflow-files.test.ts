// The permission `workflows`: without it, an app neither writes workflow files nor brings them in with a commit.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { client, refusal } from '../local-github.ts';
import { type AppsWorld, openAppsWorld, place } from './world-of-apps.ts';

const run = promisify(execFile);
const path = '.github/workflows/ci.yml';
const workflow = 'on: workflow_dispatch\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n';
const denied = { status: 403, message: 'Resource not accessible by integration' };

let world: AppsWorld;
let app: Octokit;
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chimera-workflows-'));
  world = await openAppsWorld({ [path]: workflow, 'a.txt': 'a\n' });
  app = client(world.sandbox.url, await world.token());
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
  expect(await world.close()).toEqual([]);
});

async function head(branch = 'main'): Promise<string> {
  return (await world.mona.git.getRef({ ...place, ref: `heads/${branch}` })).data.object.sha;
}

/** A commit on top of another one. */
async function commit(octokit: Octokit, parent: string, file: string, content: string): Promise<string> {
  const tree = await octokit.git.createTree({
    ...place,
    base_tree: parent,
    tree: [{ path: file, mode: '100644', type: 'blob', content }],
  });
  const made = await octokit.git.createCommit({ ...place, message: 'x', tree: tree.data.sha, parents: [parent] });
  return made.data.sha;
}

test('a file in the folder cannot be put, one beside it can', async () => {
  const content = Buffer.from('x').toString('base64');
  const put = (file: string) => app.repos.createOrUpdateFileContents({ ...place, path: file, message: 'x', content });
  expect(await refusal(put('.github/workflows/new.yml'))).toEqual(denied);
  expect((await put('.github/other/new.yml')).status).toBe(201);
});

test('a ref cannot be made at, or moved to, a commit that changes a workflow', async () => {
  const main = await head();
  const bad = await commit(app, main, path, `${workflow}# changed\n`);
  const make = app.git.createRef({ ...place, ref: 'refs/heads/bad', sha: bad });
  expect(await refusal(make)).toEqual(denied);
  await app.git.createRef({ ...place, ref: 'refs/heads/good', sha: await commit(app, main, 'b.txt', 'b\n') });
  const worse = await commit(app, await head('good'), '.github/workflows/more.yml', workflow);
  const move = app.git.updateRef({ ...place, ref: 'heads/good', sha: worse });
  expect(await refusal(move)).toEqual(denied);
  const next = await commit(app, await head('good'), 'c.txt', 'c\n');
  expect((await app.git.updateRef({ ...place, ref: 'heads/good', sha: next })).status).toBe(200);
  // A person may, by the role.
  expect((await world.mona.git.createRef({ ...place, ref: 'refs/heads/bad', sha: bad })).status).toBe(201);
});

test('what the default branch has already may come along', async () => {
  const old = await head();
  const branch = await commit(app, old, 'b.txt', 'b\n');
  await app.git.createRef({ ...place, ref: 'refs/heads/task', sha: branch });
  const ahead = await commit(world.mona, old, path, `${workflow}# by mona\n`);
  await world.mona.git.updateRef({ ...place, ref: 'heads/main', sha: ahead });
  expect((await app.git.createRef({ ...place, ref: 'refs/heads/old', sha: old })).status).toBe(201);
  const { data } = await app.git.getCommit({ ...place, commit_sha: ahead });
  const merged = await app.git.createCommit({ ...place, message: 'm', tree: data.tree.sha, parents: [branch, ahead] });
  const update = await app.git.updateRef({ ...place, ref: 'heads/task', sha: merged.data.sha });
  expect(update.status).toBe(200);
});

test('git push says which file, and pushes the other refs', async () => {
  const token = await world.token();
  const clone = join(directory, 'clone');
  const url = `${world.sandbox.url.replace('//', `//x-access-token:${token}@`)}/octo-org/todo.git`;
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-C', clone, ...args]);
  await run('git', ['clone', '--quiet', url, clone]);
  await git('commit', '--quiet', '--allow-empty', '--message', 'fine');
  await git('branch', 'fine');
  await mkdir(join(clone, '.github/workflows'), { recursive: true });
  await writeFile(join(clone, '.github/workflows/more.yml'), workflow);
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'not fine');
  const push = git('push', 'origin', 'fine', 'HEAD:refs/heads/bad');
  await expect(push).rejects.toThrow(
    '! [remote rejected] HEAD -> bad (refusing to allow a GitHub App to create or update workflow `.github/workflows/more.yml` without `workflows` permission)',
  );
  const { data } = await world.mona.repos.listBranches(place);
  expect(data.map(({ name }) => name)).toEqual(['fine', 'main']);
  await git('push', '--quiet', 'origin', '--delete', 'fine');
  expect((await world.mona.repos.listBranches(place)).data).toHaveLength(1);
});
