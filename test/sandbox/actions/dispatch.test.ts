// A run from its dispatch to its artifact, and all that GitHub refuses before it starts one.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { type LocalGitHub, openGitHub, place, refusal } from '../local-github.ts';

const greet = `
name: Greet
run-name: Greet \${{ inputs.who }}
on:
  workflow_dispatch:
    inputs:
      who: { required: true, type: string }
      loud: { type: boolean, default: false }
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: mkdir out && echo "Hello $WHO" | tee out/greeting.txt
        env: { WHO: "\${{ inputs.who }}" }
      - uses: actions/upload-artifact@v5
        with: { name: greeting, path: out }
`;
const manyInputs = Array.from({ length: 26 }, (_, index) => `input_${index}`);

let github: LocalGitHub;
beforeAll(async () => {
  github = await openGitHub({
    '.github/workflows/greet.yml': greet,
    '.github/workflows/push.yml': 'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n',
    '.github/workflows/off.yml': greet.replace('name: Greet', 'name: Off'),
    '.github/workflows/broken.yml': 'on: workflow_dispatch\njobs: { a: { steps: 7 } }\n',
    'README.md': '# Todo\n',
  });
  await github.mona.actions.disableWorkflow({ ...place, workflow_id: 'off.yml' });
  await github.push('elsewhere', {
    '.github/workflows/only-here.yml': greet,
    '.github/workflows/greet.yml': greet.replace('run-name: Greet', 'run-name: Hello from the branch'),
  });
  await github.sandbox.settled();
});
afterAll(async () => {
  const deviations = github.deviations();
  await github.close();
  expect(deviations).toEqual([]);
});

test('a dispatch says which run it made; the run leaves logs and an artifact, and webhooks tell of it', async () => {
  const { mona } = github;
  const before = github.webhooks().length;
  const { data } = await mona.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...place,
    ...{ workflow_id: 'greet.yml', ref: 'main', inputs: { who: 'Mona' }, return_run_details: true },
  });
  const details = data as unknown as { workflow_run_id: number; run_url: string; html_url: string };
  await github.sandbox.settled();
  const run = await mona.actions.getWorkflowRun({ ...place, run_id: details.workflow_run_id });
  expect(run.data).toMatchObject({
    ...{ status: 'completed', conclusion: 'success', display_title: 'Greet Mona', event: 'workflow_dispatch' },
    ...{ url: details.run_url, html_url: details.html_url, head_branch: 'main', run_attempt: 1 },
    path: '.github/workflows/greet.yml',
  });

  const jobs = await mona.actions.listJobsForWorkflowRun({ ...place, run_id: run.data.id });
  expect(jobs.data.jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([['greet', 'success']]);
  const log = await mona.actions.downloadJobLogsForWorkflowRun({ ...place, job_id: jobs.data.jobs[0]?.id ?? 0 });
  expect(log.data).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z Hello Mona$/m);
  const archive = await mona.actions.downloadWorkflowRunLogs({ ...place, run_id: run.data.id });
  expect(Object.keys(unzipSync(new Uint8Array(archive.data as ArrayBuffer)))).toEqual(['0_greet.txt']);

  const artifacts = await mona.actions.listWorkflowRunArtifacts({ ...place, run_id: run.data.id, name: 'greeting' });
  const artifact = artifacts.data.artifacts[0];
  expect(artifact).toMatchObject({ name: 'greeting', expired: false, workflow_run: { id: run.data.id } });
  const zip = await mona.actions.downloadArtifact({
    ...place,
    ...{ artifact_id: artifact?.id ?? 0, archive_format: 'zip' },
  });
  const unpacked = unzipSync(new Uint8Array(zip.data as ArrayBuffer));
  expect(Buffer.from(unpacked['greeting.txt'] ?? []).toString()).toBe('Hello Mona\n');

  expect(github.webhooks().slice(before)).toEqual([
    ...['workflow_run.requested', 'workflow_dispatch', 'workflow_job.queued', 'workflow_job.in_progress'],
    ...['workflow_run.in_progress', 'workflow_job.completed', 'workflow_run.completed'],
  ]);
});

test('without return_run_details the answer is empty, and the run is found by its name', async () => {
  const answer = await github.mona.actions.createWorkflowDispatch({
    ...place,
    ...{ workflow_id: 'greet.yml', ref: 'refs/heads/main', inputs: { who: 'nobody in particular' } },
  });
  expect(answer.status).toBe(204);
  const runs = await github.mona.actions.listWorkflowRuns({
    ...place,
    workflow_id: 'greet.yml',
    event: 'workflow_dispatch',
  });
  expect(runs.data.workflow_runs[0]?.display_title).toBe('Greet nobody in particular');
});

test('the run uses the file of the ref that is named', async () => {
  await github.mona.actions.createWorkflowDispatch({
    ...place,
    ...{ workflow_id: 'greet.yml', ref: 'elsewhere', inputs: { who: 'Mona' } },
  });
  const runs = await github.mona.actions.listWorkflowRunsForRepo({
    ...place,
    branch: 'elsewhere',
    event: 'workflow_dispatch',
  });
  expect(runs.data.workflow_runs.map((run) => run.display_title)).toEqual(['Hello from the branch Mona']);
});

describe('what GitHub refuses', () => {
  const who = { who: 'Mona' };
  const refusals: readonly (readonly [
    string,
    { workflow_id: string; ref?: string; inputs?: Record<string, string> },
    number,
    RegExp,
  ])[] = [
    [
      'an input that is not declared',
      { workflow_id: 'greet.yml', inputs: { ...who, x: '1' } },
      422,
      /^Unexpected inputs provided: \["x"\]$/,
    ],
    ['a required input that is missing', { workflow_id: 'greet.yml' }, 422, /^Required input 'who' not provided$/],
    [
      'an empty required input',
      { workflow_id: 'greet.yml', inputs: { who: '' } },
      422,
      /^Required input 'who' not provided$/,
    ],
    [
      'a value of the wrong type',
      { workflow_id: 'greet.yml', inputs: { ...who, loud: 'very' } },
      422,
      /'very' for input 'loud'/,
    ],
    [
      'more than 25 inputs',
      { workflow_id: 'greet.yml', inputs: Object.fromEntries(manyInputs.map((name) => [name, ''])) },
      422,
      /25/,
    ],
    [
      'inputs of more than 65,535 characters',
      { workflow_id: 'greet.yml', inputs: { who: 'x'.repeat(65_536) } },
      422,
      /too large/,
    ],
    [
      'a ref that does not exist',
      { workflow_id: 'greet.yml', ref: 'nowhere', inputs: who },
      422,
      /^No ref found for: nowhere$/,
    ],
    [
      'a workflow without the trigger',
      { workflow_id: 'push.yml' },
      422,
      /^Workflow does not have 'workflow_dispatch' trigger$/,
    ],
    ['a file that is no workflow', { workflow_id: 'broken.yml' }, 422, /broken\.yml/],
    ['a workflow that was turned off', { workflow_id: 'off.yml', inputs: who }, 422, /disabled workflow/],
    [
      'a workflow that only another branch has',
      { workflow_id: 'only-here.yml', ref: 'elsewhere', inputs: who },
      404,
      /^Not Found$/,
    ],
    ['a workflow that does not exist', { workflow_id: 'nothing.yml' }, 404, /^Not Found$/],
  ];
  test.each(refusals)('%s', async (_what, asked, status, message) => {
    const refused = await refusal(github.mona.actions.createWorkflowDispatch({ ...place, ref: 'main', ...asked }));
    expect(refused).toEqual({ status, message: expect.stringMatching(message) });
  });

  test('an app that may only read', async () => {
    const reader = await github.installation({ actions: 'read' });
    const refused = await refusal(
      reader.actions.createWorkflowDispatch({ ...place, workflow_id: 'greet.yml', ref: 'main', inputs: who }),
    );
    expect(refused).toEqual({ status: 403, message: 'Resource not accessible by integration' });
  });
});

test('lists are filtered by event, status, date and actor', async () => {
  await github.sandbox.settled();
  const ids = async (filter: Record<string, string>): Promise<number> =>
    (await github.mona.actions.listWorkflowRunsForRepo({ ...place, ...filter })).data.total_count;
  const all = await ids({});
  expect(await ids({ event: 'push' })).toBeGreaterThan(0);
  expect((await ids({ event: 'push' })) + (await ids({ event: 'workflow_dispatch' }))).toBe(all);
  expect(await ids({ status: 'completed' })).toBe(all);
  // The broken file is a failed run of the push that brought it.
  expect(await ids({ status: 'success' })).toBe(all - 1);
  expect(await ids({ status: 'in_progress' })).toBe(0);
  const today = new Date().toISOString();
  expect(await ids({ created: `>=${today.slice(0, 10)}` })).toBe(all);
  expect(await ids({ created: '<2020-01-01' })).toBe(0);
  expect(await ids({ created: `2020-01-01..${today.slice(0, 10)}` })).toBe(all);
  expect(await ids({ created: `*..${today}` })).toBe(all);
  expect(await ids({ actor: 'nobody' })).toBe(0);
  expect(await refusal(github.mona.actions.listWorkflowRunsForRepo({ ...place, created: 'yesterday' }))).toMatchObject({
    status: 422,
  });
});
