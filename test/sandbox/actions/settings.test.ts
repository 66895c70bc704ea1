// Variables, secrets, environments' own, and the settings that Actions runs under.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type LocalGitHub, openGitHub, place, refusal } from '../local-github.ts';

const show = `
on: workflow_dispatch
jobs:
  show:
    runs-on: ubuntu-latest
    environment: staging
    steps:
      - run: echo "$ONE/$TWO"
        env: { ONE: "\${{ vars.one }}", TWO: "\${{ vars.two }}" }
`;

let github: LocalGitHub;
beforeEach(async () => {
  github = await openGitHub({ '.github/workflows/show.yml': show });
});
afterEach(async () => {
  // GitHub does open sealed secrets; the sandbox says that it does not.
  const deviations = github.deviations().filter((each) => !/→ 501/.test(each));
  await github.close();
  expect(deviations).toEqual([]);
});

test('variables are made once, read without regard to case, changed, and seen by jobs', async () => {
  const { mona } = github;
  await mona.actions.createRepoVariable({ ...place, name: 'one', value: '1' });
  const again = mona.actions.createRepoVariable({ ...place, name: 'ONE', value: '2' });
  expect(await refusal(again)).toMatchObject({ status: 409 });
  expect((await mona.actions.getRepoVariable({ ...place, name: 'One' })).data).toMatchObject({
    name: 'ONE',
    value: '1',
  });
  await mona.actions.updateRepoVariable({ ...place, name: 'one', value: 'first' });
  await mona.actions.createRepoVariable({ ...place, name: 'TWO', value: 'second' });
  await mona.repos.createOrUpdateEnvironment({ ...place, environment_name: 'staging' });
  await mona.actions.createEnvironmentVariable({ ...place, environment_name: 'Staging', name: 'two', value: 'ours' });
  const listed = await mona.actions.listRepoVariables(place);
  expect(listed.data.variables.map(({ name, value }) => [name, value])).toEqual([
    ['ONE', 'first'],
    ['TWO', 'second'],
  ]);
  await mona.actions.createWorkflowDispatch({ ...place, workflow_id: 'show.yml', ref: 'main' });
  await github.sandbox.settled();
  expect([...github.repository().jobs.values()][0]?.log).toContain(' first/ours\n');
  await mona.actions.deleteRepoVariable({ ...place, name: 'one' });
  expect(await refusal(mona.actions.getRepoVariable({ ...place, name: 'one' }))).toMatchObject({ status: 404 });
  for (const name of ['1a', 'GITHUB_X', 'a b']) {
    expect(await refusal(mona.actions.createRepoVariable({ ...place, name, value: '' }))).toMatchObject({
      status: 422,
    });
  }
});

test('secrets show their names only, and sealed ones are refused with a reason', async () => {
  github.repository().secrets.set('KEY', 'hunter2');
  const { data } = await github.mona.actions.listRepoSecrets(place);
  expect(data.secrets.map(({ name }) => name)).toEqual(['KEY']);
  expect(JSON.stringify(data)).not.toContain('hunter2');
  const sealed = github.mona.request('PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}', {
    ...{ ...place, secret_name: 'KEY', encrypted_value: 'AAAA', key_id: '1' },
  });
  expect(await refusal(sealed)).toEqual({ status: 501, message: expect.stringContaining('createRepository') });
  await github.mona.actions.deleteRepoSecret({ ...place, secret_name: 'key' });
  expect(github.repository().secrets.size).toBe(0);
});

test('only an admin changes the settings of Actions', async () => {
  const { mona } = github;
  const before = await mona.actions.getGithubActionsDefaultWorkflowPermissionsRepository(place);
  expect(before.data).toEqual({ default_workflow_permissions: 'read', can_approve_pull_request_reviews: false });
  await mona.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
    ...{ ...place, can_approve_pull_request_reviews: true },
  });
  expect(github.repository().settings).toMatchObject({ actionsMayApprove: true, defaultWorkflowPermissions: 'read' });
  const app = await github.installation({ actions: 'write' });
  const asApp = app.actions.setGithubActionsDefaultWorkflowPermissionsRepository({ ...place });
  expect(await refusal(asApp)).toMatchObject({ status: 403 });

  await mona.actions.setGithubActionsPermissionsRepository({ ...place, enabled: false });
  const dispatch = mona.actions.createWorkflowDispatch({ ...place, workflow_id: 'show.yml', ref: 'main' });
  expect(await refusal(dispatch)).toMatchObject({ status: 422 });
});

test('a token for some repositories opens no others', async () => {
  const { sandbox } = github;
  await sandbox.createRepository({ owner: place.owner, name: 'other', private: true });
  const narrow = await github.installation({ actions: 'write' }, ['other']);
  expect((await narrow.actions.listRepoWorkflows({ owner: place.owner, repo: 'other' })).status).toBe(200);
  // What is public, it may read like anybody.
  expect((await narrow.actions.listWorkflowRunsForRepo(place)).status).toBe(200);
  const write = narrow.actions.createWorkflowDispatch({ ...place, workflow_id: 'show.yml', ref: 'main' });
  expect(await refusal(write)).toMatchObject({ status: 403 });
  expect(await refusal(github.installation({ actions: 'read' }, ['nothing']))).toMatchObject({ status: 422 });
});

test('gates that the sandbox would not keep are refused', async () => {
  const policy = github.mona.repos.createOrUpdateEnvironment({
    ...{ ...place, environment_name: 'staging' },
    deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
  });
  expect(await refusal(policy)).toMatchObject({ status: 422 });
  const team = github.mona.repos.createOrUpdateEnvironment({
    ...{ ...place, environment_name: 'staging', reviewers: [{ type: 'Team', id: 1 }] },
  });
  expect(await refusal(team)).toMatchObject({ status: 422 });
  expect(github.repository().environments.size).toBe(0);
});
