// What a job may do with its token: what its `permissions` say, on its own repository, until it ends.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { client, type LocalGitHub, openGitHub, place, refusal } from '../local-github.ts';

/** Prints the status with which GitHub answers each request: `POST /issues {…}`. */
const ask = `
const [, , ...requests] = process.argv;
for (const request of requests) {
  const [method, path, body] = request.split(' ');
  const answer = await fetch(process.env.GITHUB_API_URL + '/repos/' + process.env.GITHUB_REPOSITORY + path, {
    method, body, headers: { authorization: 'Bearer ' + process.env.TOKEN },
  });
  console.log('asked', method, path, answer.status, (await answer.json()).message ?? '');
}
`;

const job = (permissions: string, ...steps: string[]): string => `
name: Job
on: { workflow_dispatch: {} }
${permissions}
jobs:
  work:
    runs-on: ubuntu-latest
    env: { TOKEN: "\${{ github.token }}" }
    steps:
      - uses: actions/checkout@v5
${steps.map((step) => `      - run: ${step}`).join('\n')}
`;

const pushes = `git -c user.name=bot -c user.email=bot@example.com commit --quiet --allow-empty -m more && git push --quiet origin HEAD:by-job`;

let github: LocalGitHub;
const open = async (workflow: string): Promise<void> => {
  github = await openGitHub({
    'ask.mjs': ask,
    '.github/workflows/job.yml': workflow,
    '.github/workflows/on-push.yml': 'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n',
  });
};
afterEach(async () => {
  const deviations = github.deviations();
  await github.close();
  expect(deviations).toEqual([]);
});

/** Runs the job and gives the lines that it printed with `asked`, and its conclusion. */
async function runJob(): Promise<{ asked: string[]; conclusion: string | null }> {
  await github.mona.actions.createWorkflowDispatch({ ...place, workflow_id: 'job.yml', ref: 'main' });
  await github.sandbox.settled();
  const run = [...github.repository().workflowRuns.values()].findLast((each) => each.event === 'workflow_dispatch');
  const log = [...github.repository().jobs.values()].find((each) => each.run === run)?.log ?? '';
  const asked = [...log.matchAll(/Z asked (.*)$/gm)].map((match) => (match[1] ?? '').trim());
  return { asked, conclusion: run?.conclusion ?? null };
}

const requests = `node ask.mjs 'GET /issues' 'POST /issues {"title":"Hello"}' 'POST /actions/workflows/on-push.yml/dispatches {"ref":"main"}'`;

test('permissions that a job does not ask for are refused', async () => {
  await open(job('permissions: { contents: read }', requests));
  expect((await runJob()).asked).toEqual([
    'GET /issues 403 Resource not accessible by integration',
    'POST /issues 403 Resource not accessible by integration',
    'POST /actions/workflows/on-push.yml/dispatches 403 Resource not accessible by integration',
  ]);
});

test('those that it asks for are given, and what it does is the bot’s', async () => {
  await open(job('permissions: { contents: read, issues: write }', requests));
  expect((await runJob()).asked.slice(0, 2)).toEqual(['GET /issues 200', 'POST /issues 201']);
  const issues = await github.mona.issues.listForRepo(place);
  expect(issues.data.map(({ title, user }) => [title, user?.login])).toEqual([['Hello', 'github-actions[bot]']]);
});

test('a workflow that says nothing gets what the repository’s setting says', async () => {
  await open(job('', requests, `echo "$TOKEN" > "$SCRATCH/token"`));
  expect((await runJob()).asked[1]).toBe('POST /issues 403 Resource not accessible by integration');
  await github.mona.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
    ...{ ...place, default_workflow_permissions: 'write' },
  });
  expect((await runJob()).asked[1]).toBe('POST /issues 201');

  // After its end, the token is worth nothing.
  const token = (await readFile(join(github.scratch, 'token'), 'utf8')).trim();
  expect(token).toMatch(/^ghs_/);
  expect(await refusal(client(github.sandbox.url, token).issues.listForRepo(place))).toMatchObject({ status: 401 });
});

test('what the job token pushes starts no workflow; what a person pushes does', async () => {
  await open(job('permissions: { contents: write }', pushes));
  const pushRuns = (): number =>
    [...github.repository().workflowRuns.values()].filter((run) => run.event === 'push').length;
  await github.push('by-mona', { 'a.txt': 'a\n' });
  await github.sandbox.settled();
  expect(pushRuns()).toBe(1);
  expect((await runJob()).conclusion).toBe('success');
  const branch = await github.mona.git.getRef({ ...place, ref: 'heads/by-job' });
  expect(branch.data.object.type).toBe('commit');
  expect(pushRuns()).toBe(1);
  // Its webhook goes out all the same.
  expect(github.webhooks().filter((each) => each === 'push')).toHaveLength(2);
});

test('a job that may only read cannot push', async () => {
  await open(job('permissions: { contents: read }', pushes));
  expect((await runJob()).conclusion).toBe('failure');
  expect(await refusal(github.mona.git.getRef({ ...place, ref: 'heads/by-job' }))).toMatchObject({ status: 404 });
});

test('a job may dispatch a workflow: that is the one thing that its token starts', async () => {
  const dispatch = `node ask.mjs 'POST /actions/workflows/job.yml/dispatches {"ref":"main","return_run_details":true}'`;
  await open(job('permissions: { contents: read, actions: write }', `test "$GITHUB_RUN_NUMBER" -gt 1 || ${dispatch}`));
  await runJob();
  const runs = [...github.repository().workflowRuns.values()];
  expect(runs.map((run) => [run.event, run.actor.login])).toEqual([
    ['workflow_dispatch', 'mona'],
    ['workflow_dispatch', 'github-actions[bot]'],
  ]);
});
