// The set-up pull request on a local GitHub: opened once, never against somebody's will, never over somebody's file.
import { afterEach, describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/core/config/parse-config.ts';
import { connectSetUp } from '../../src/github/connect-repository-care.ts';
import { type Preparation, prepare } from '../../src/setup/prepare.ts';
import type { SetUpGitHub } from '../../src/setup/set-up-github.ts';
import { packageFile, type Table } from './files-of.ts';
import { openWorld, type Permissions, place, type World } from './world.ts';

const phaseWorkflow = 'on: workflow_dispatch\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n';
const templates = { phaseWorkflow, submitWorkflow: phaseWorkflow, issueForm: 'name: Feature\n' };
const options = { templates, queueMax: true };
const granted: Permissions = { contents: 'write', issues: 'write', pull_requests: 'write', workflows: 'write' };
const shop = { 'package.json': packageFile({ scripts: { start: 'PORT=4321 node .' } }) };

let world: World;
let github: SetUpGitHub;

async function open(files: Table = shop, permissions: Permissions = granted): Promise<void> {
  world = await openWorld(files, { permissions, events: [] });
  github = connectSetUp(world.authenticate);
}

afterEach(async () => {
  const deviations = world.deviations();
  await world.close();
  expect(deviations).toEqual([]);
});

const prepared = async (): Promise<Preparation> => prepare(github, await world.repository(), options);
const pullRequests = async () => (await world.mona.pulls.list({ ...place, state: 'all' })).data;
const labels = async () => (await world.mona.issues.listLabelsForRepo(place)).data.map(({ name }) => name);
const close = () => world.mona.pulls.update({ ...place, pull_number: 1, state: 'closed' });

async function textOf(path: string, ref = 'chimera/set-up'): Promise<string> {
  const { data } = await world.mona.repos.getContent({ ...place, path, ref });
  if (Array.isArray(data) || data.type !== 'file') throw new Error(`${path} is no file`);
  return Buffer.from(data.content, 'base64').toString();
}

describe('a repository that was never prepared', () => {
  test('gets one pull request with one commit, and the label; a second time changes nothing', async () => {
    await open();
    const first = await prepared();
    expect(first).toMatchObject({ kind: 'opened', number: 1, label: 'created' });
    const [pull] = await pullRequests();
    expect(pull).toMatchObject({ title: 'Set up Chimera', draft: false, user: { login: 'chimera[bot]' } });
    expect(pull?.body).toContain('Start: `npm run start`');
    const { data: commits } = await world.mona.repos.listCommits({ ...place, sha: 'chimera/set-up' });
    expect(commits).toHaveLength(2);
    expect(await textOf('.github/workflows/chimera-phase.yml')).toBe(phaseWorkflow);
    const config = parseConfig(await textOf('.github/chimera.yml'));
    expect(config).toMatchObject({ ok: true, config: { app: { url: 'http://localhost:4321' } } });
    expect(await labels()).toContain('chimera');
    expect(await prepared()).toMatchObject({ kind: 'open', number: 1, label: 'present' });
    expect(await pullRequests()).toHaveLength(1);
  });

  test('one that comes between finds its branch and its pull request taken', async () => {
    await open();
    const overtaken: SetUpGitHub = {
      ...github,
      async createBranch(repository, branch) {
        expect(await prepared()).toMatchObject({ kind: 'opened', number: 1 });
        return await github.createBranch(repository, branch);
      },
    };
    expect(await prepare(overtaken, await world.repository(), options)).toMatchObject({ kind: 'open', number: 1 });
    expect(await pullRequests()).toHaveLength(1);
  });

  test('a file that is there is not touched', async () => {
    const mine = 'label: robot\n# mine\n';
    await open({ ...shop, '.github/chimera.yml': mine });
    expect(await prepared()).toMatchObject({ kind: 'opened' });
    expect(await textOf('.github/chimera.yml')).toBe(mine);
    const { data } = await world.mona.pulls.listFiles({ ...place, pull_number: 1 });
    expect(data.map(({ filename }) => filename).sort()).toEqual([
      '.github/ISSUE_TEMPLATE/chimera.yml',
      '.github/workflows/chimera-phase.yml',
      '.github/workflows/chimera.yml',
    ]);
  });
});

describe('somebody has answered', () => {
  test('a closed pull request is not opened again', async () => {
    await open();
    await prepared();
    await close();
    expect(await prepared()).toMatchObject({ kind: 'answered', number: 1, merged: false });
    expect(await pullRequests()).toHaveLength(1);
  });

  test('nor when its branch is gone, or after it was merged', async () => {
    await open();
    await prepared();
    await world.mona.pulls.merge({ ...place, pull_number: 1 });
    await world.mona.git.deleteRef({ ...place, ref: 'heads/chimera/set-up' });
    expect(await prepared()).toMatchObject({ kind: 'answered', number: 1, merged: true });
  });

  test('all files that are there are an answer, too: only the label is made, under its configured name', async () => {
    const label = 'label: robot\napp: { start: a, url: "http://a" }\ncoder: { command: a }\nstaging: { command: a }\n';
    await open({
      '.github/chimera.yml': label,
      '.github/workflows/chimera-phase.yml': phaseWorkflow,
      '.github/workflows/chimera.yml': phaseWorkflow,
      '.github/ISSUE_TEMPLATE/chimera.yml': 'name: x\n',
    });
    expect(await prepared()).toEqual({ kind: 'complete', label: 'created' });
    expect(await pullRequests()).toEqual([]);
    expect(await labels()).toContain('robot');
  });
});

describe('a crash in between', () => {
  test('after the branch: the branch is adopted', async () => {
    await open();
    const broken: SetUpGitHub = { ...github, openPullRequest: () => Promise.reject(new Error('power cut')) };
    await expect(prepare(broken, await world.repository(), options)).rejects.toThrow('power cut');
    const before = await world.mona.git.getRef({ ...place, ref: 'heads/chimera/set-up' });
    expect(await prepared()).toMatchObject({ kind: 'opened', number: 1 });
    const after = await world.mona.git.getRef({ ...place, ref: 'heads/chimera/set-up' });
    expect(after.data.object.sha).toBe(before.data.object.sha);
  });

  test('a branch of somebody else is left alone', async () => {
    await open();
    const main = await world.mona.git.getRef({ ...place, ref: 'heads/main' });
    await world.mona.git.createRef({ ...place, ref: 'refs/heads/chimera/set-up', sha: main.data.object.sha });
    expect(await prepared()).toMatchObject({ kind: 'branch_taken', words: expect.stringContaining('chimera/set-up') });
    expect(await pullRequests()).toEqual([]);
  });
});

describe('where nothing can be done, it is said', () => {
  test('without the permission for workflow files', async () => {
    await open(shop, { contents: 'write', issues: 'write', pull_requests: 'write' });
    expect(await prepared()).toMatchObject({ kind: 'refused', words: expect.stringContaining('workflows: write') });
    expect(await pullRequests()).toEqual([]);
  });

  test('an empty repository, an archived one, one that is gone', async () => {
    await open();
    await world.mona.repos.createInOrg({ org: place.owner, name: 'empty' });
    const repository = await world.repository();
    const { id: emptyId } = await world.repository('empty');
    const at = (name: string, id = repository.id) => prepare(github, { ...repository, name, id }, options);
    expect(await at('empty', emptyId)).toMatchObject({ kind: 'empty' });
    expect(await at('nowhere')).toMatchObject({ kind: 'gone' });
    await world.mona.repos.update({ ...place, archived: true });
    expect(await at('todo')).toMatchObject({ kind: 'archived' });
  });
});
