// What a doctor reads of a repository: settings, names of secrets, the state of a workflow; each with its permission.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { client, refusal } from '../local-github.ts';
import { type AppsWorld, openAppsWorld, place } from './world-of-apps.ts';

const workflow = 'on: workflow_dispatch\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n';

let world: AppsWorld;
beforeEach(async () => {
  world = await openAppsWorld({ '.github/workflows/ci.yml': workflow });
  await world.mona.repos.createOrUpdateEnvironment({ ...place, environment_name: 'staging' });
});
afterEach(async () => expect(await world.close()).toEqual([]));

const reads = {
  administration: '/actions/permissions/workflow',
  secrets: '/actions/secrets',
  environments: '/environments/staging/secrets',
  actions: '/actions/workflows/ci.yml',
} as const;

test.each(Object.entries(reads))('with %s: read, GET %s', async (permission, path) => {
  const get = async (wanted: Readonly<Record<string, 'read'>>) =>
    client(world.sandbox.url, await world.token(wanted)).request(`GET /repos/octo-org/todo${path}`);
  expect((await get({ [permission]: 'read' })).status).toBe(200);
  const others = Object.keys(reads).filter((each) => each !== permission);
  const without = get(Object.fromEntries(others.map((each) => [each, 'read' as const])));
  expect(await refusal(without)).toEqual({ status: 403, message: 'Resource not accessible by integration' });
});

test('a workflow that somebody turned off says so', async () => {
  const octokit = client(world.sandbox.url, await world.token({ actions: 'write' }));
  const ci = { ...place, workflow_id: 'ci.yml' };
  await octokit.actions.disableWorkflow(ci);
  expect((await octokit.actions.getWorkflow(ci)).data.state).toBe('disabled_manually');
  await octokit.actions.enableWorkflow(ci);
  expect((await octokit.actions.getWorkflow(ci)).data.state).toBe('active');
});
