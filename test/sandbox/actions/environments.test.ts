// Environments and deployments: what jobs deploy, who lets them, and what the API says of it.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { client, type LocalGitHub, openGitHub, place, refusal } from '../local-github.ts';

const deploy = `
name: Deploy
on: workflow_dispatch
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: { name: staging, url: "\${{ steps.out.outputs.url }}" }
    steps:
      - id: out
        run: echo url=http://127.0.0.1:8080/ >> "$GITHUB_OUTPUT" && echo "$PLACE"
        env: { PLACE: "\${{ vars.PLACE }}" }
`;

let github: LocalGitHub;
beforeEach(async () => {
  github = await openGitHub({ '.github/workflows/deploy.yml': deploy });
});
afterEach(async () => {
  // GitHub answers "waiting" as a state of deployments, although its description does not list it.
  const deviations = github.deviations().filter((each) => !/state must be equal/.test(each));
  await github.close();
  expect(deviations).toEqual([]);
});

const start = async (): Promise<number> => {
  const { data } = await github.mona.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...{ ...place, workflow_id: 'deploy.yml', ref: 'main', return_run_details: true },
  });
  return (data as unknown as { workflow_run_id: number }).workflow_run_id;
};
const protect = (reviewer: number, more: { prevent_self_review?: boolean } = {}): Promise<unknown> =>
  github.mona.repos.createOrUpdateEnvironment({
    ...{ ...place, environment_name: 'staging', ...more, reviewers: [{ type: 'User', id: reviewer }] },
  });
const states = async (deployment_id: number): Promise<string[]> =>
  (await github.mona.repos.listDeploymentStatuses({ ...place, deployment_id })).data.map(({ state }) => state);
const waits = (run_id: number): Promise<void> =>
  new Promise((resolve) => {
    const stop = github.sandbox.world.onChange(() => {
      if (github.repository().workflowRuns.get(run_id)?.status !== 'waiting') return;
      stop();
      resolve();
    });
  });

test('a job deploys to its environment; the next success retires the one before', async () => {
  const { mona } = github;
  await start();
  await github.sandbox.settled();
  const first = (await mona.repos.listDeployments({ ...place, environment: 'staging' })).data[0];
  expect(first).toMatchObject({ ref: 'main', task: 'deploy', creator: { login: 'github-actions[bot]' } });
  expect(await states(first?.id ?? 0)).toEqual(['success', 'in_progress']);
  const statuses = await mona.repos.listDeploymentStatuses({ ...place, deployment_id: first?.id ?? 0 });
  expect(statuses.data[0]).toMatchObject({ environment_url: 'http://127.0.0.1:8080/', environment: 'staging' });
  expect(github.webhooks().filter((each) => each.startsWith('deployment'))).toEqual([
    ...['deployment.created', 'deployment_status.created', 'deployment_status.created'],
  ]);
  await start();
  await github.sandbox.settled();
  expect((await states(first?.id ?? 0))[0]).toBe('inactive');
  const environments = await mona.repos.getAllEnvironments(place);
  expect(environments.data.environments?.map(({ name }) => name)).toEqual(['staging']);
});

test('a protected environment waits for its reviewer, and nobody else', async () => {
  const hubot = await github.sandbox.createUser('hubot');
  github.sandbox.addCollaborator('octo-org/todo', 'hubot', 'write');
  await protect(hubot.id);
  const run_id = await start();
  await waits(run_id);
  const pending = await github.mona.actions.getPendingDeploymentsForRun({ ...place, run_id });
  expect(pending.data).toMatchObject([{ environment: { name: 'staging' }, current_user_can_approve: false }]);
  const verdict = { ...place, run_id, environment_ids: [pending.data[0]?.environment.id ?? 0], comment: 'Go on' };
  const approve = { ...verdict, state: 'approved' as const };
  expect(await refusal(github.mona.actions.reviewPendingDeploymentsForRun(approve))).toMatchObject({ status: 422 });
  const reviewer = client(github.sandbox.url, hubot.token);
  const [deployment] = (await reviewer.actions.reviewPendingDeploymentsForRun(approve)).data;
  await github.sandbox.settled();
  expect(await states(deployment?.id ?? 0)).toEqual(['success', 'in_progress', 'waiting']);
  const reviews = await github.mona.actions.getReviewsForRun({ ...place, run_id });
  expect(reviews.data).toMatchObject([{ state: 'approved', comment: 'Go on', user: { login: 'hubot' } }]);
  expect(await refusal(reviewer.actions.reviewPendingDeploymentsForRun(approve))).toMatchObject({ status: 422 });
});

test('a rejected deployment fails its job; a cancelled one waits no longer', async () => {
  const mona = [...github.sandbox.world.accounts.values()].find(({ login }) => login === 'mona');
  await protect(mona?.id ?? 0);
  const rejected = await start();
  await waits(rejected);
  const pending = await github.mona.actions.getPendingDeploymentsForRun({ ...place, run_id: rejected });
  await github.mona.actions.reviewPendingDeploymentsForRun({
    ...{ ...place, run_id: rejected, comment: 'No', state: 'rejected' },
    environment_ids: [pending.data[0]?.environment.id ?? 0],
  });
  await github.sandbox.settled();
  expect((await github.mona.actions.getWorkflowRun({ ...place, run_id: rejected })).data.conclusion).toBe('failure');

  const cancelled = await start();
  await waits(cancelled);
  await github.mona.actions.cancelWorkflowRun({ ...place, run_id: cancelled });
  await github.sandbox.settled();
  const { data } = await github.mona.actions.getWorkflowRun({ ...place, run_id: cancelled });
  expect(data.conclusion).toBe('cancelled');
});

test('who started a run may not let it in where that is forbidden', async () => {
  const mona = [...github.sandbox.world.accounts.values()].find(({ login }) => login === 'mona');
  await protect(mona?.id ?? 0, { prevent_self_review: true });
  const run_id = await start();
  await waits(run_id);
  const pending = await github.mona.actions.getPendingDeploymentsForRun({ ...place, run_id });
  const environment_ids = [pending.data[0]?.environment.id ?? 0];
  const verdict = { ...place, run_id, environment_ids, state: 'approved' as const, comment: '' };
  expect(await refusal(github.mona.actions.reviewPendingDeploymentsForRun(verdict))).toMatchObject({ status: 422 });
  await github.mona.actions.cancelWorkflowRun({ ...place, run_id });
});

test('deployments by hand: of a ref that exists, and only when its checks have passed', async () => {
  const { mona } = github;
  const wanted = { ...place, ref: 'main', environment: 'production', auto_merge: false };
  expect(await refusal(mona.repos.createDeployment({ ...wanted, ref: 'nowhere' }))).toEqual({
    status: 422,
    message: 'No ref found for: nowhere',
  });
  const missing = await refusal(mona.repos.createDeployment({ ...wanted, required_contexts: ['ci'] }));
  expect(missing).toEqual({ status: 409, message: 'Conflict: Commit status checks failed for main.' });
  const made = await mona.repos.createDeployment({ ...wanted, required_contexts: [], description: 'By hand' });
  const deployment_id = (made.data as { id: number }).id;
  const status = { ...place, deployment_id };
  await mona.repos.createDeploymentStatus({ ...status, state: 'success', environment_url: 'https://example.com/' });
  expect(await refusal(mona.repos.getDeployment({ ...place, deployment_id: 1 }))).toMatchObject({ status: 404 });
  const second = await mona.repos.createDeployment({ ...wanted, required_contexts: [] });
  const next = { ...place, deployment_id: (second.data as { id: number }).id };
  await mona.repos.createDeploymentStatus({ ...next, state: 'success', auto_inactive: false });
  expect(await states(deployment_id)).toEqual(['success']);
  expect(await refusal(mona.repos.deleteDeployment(next))).toMatchObject({ status: 422 });
  const reader = await github.installation({ deployments: 'read' });
  expect(await refusal(reader.repos.createDeploymentStatus({ ...next, state: 'error' }))).toMatchObject({
    status: 403,
  });
});
