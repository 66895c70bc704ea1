// Runs that wait for each other, runs that are stopped, and runs that are started again.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type LocalGitHub, openGitHub, place, refusal } from '../local-github.ts';

/** Holds its place until the story makes the file that the input names. */
const hold = (queue: string): string => `
name: Hold
run-name: \${{ inputs.gate }}
on: { workflow_dispatch: { inputs: { gate: { required: true, type: string } } } }
concurrency: { group: Harbour${queue} }
jobs:
  hold:
    runs-on: ubuntu-latest
    steps:
      - run: while [ ! -e "$SCRATCH/$GATE" ]; do sleep 0.02; done
        env: { GATE: "\${{ inputs.gate }}" }
`;

const twoJobs = `
name: Two
on: workflow_dispatch
jobs:
  first:
    runs-on: ubuntu-latest
    outputs: { word: "\${{ steps.say.outputs.word }}" }
    steps:
      - id: say
        run: echo x >> "$SCRATCH/first" && echo word=kept >> "$GITHUB_OUTPUT"
      - run: echo made > made.txt
      - uses: actions/upload-artifact@v5
        with: { name: made, path: made.txt }
  second:
    needs: first
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v5
        with: { name: made }
      - run: test "$WORD" = kept && cat made.txt && test -e "$SCRATCH/mended"
        env: { WORD: "\${{ needs.first.outputs.word }}" }
  third:
    needs: second
    runs-on: ubuntu-latest
    steps: [{ run: "true" }]
`;

const always = `
name: Always
on: workflow_dispatch
jobs:
  work:
    runs-on: ubuntu-latest
    steps:
      - run: sleep 600
      - if: always()
        run: touch "$SCRATCH/tidying" && echo tidying && sleep 600
  after:
    needs: work
    if: always()
    runs-on: ubuntu-latest
    steps: [{ run: "true" }]
`;

let github: LocalGitHub;
beforeEach(async () => {
  github = await openGitHub({
    '.github/workflows/single.yml': hold(''),
    '.github/workflows/max.yml': hold(', queue: max'),
    '.github/workflows/two.yml': twoJobs,
    '.github/workflows/always.yml': always,
  });
});
afterEach(async () => {
  const deviations = github.deviations();
  await github.close();
  expect(deviations).toEqual([]);
});

const dispatch = async (workflow_id: string, gate?: string): Promise<number> => {
  const { data } = await github.mona.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...{ ...place, workflow_id, ref: 'main', return_run_details: true },
    ...(gate === undefined ? {} : { inputs: { gate } }),
  });
  return (data as unknown as { workflow_run_id: number }).workflow_run_id;
};
const open = (gate: string): Promise<void> => writeFile(join(github.scratch, gate), '');

/** Waits for the change of a run that makes the condition true. */
function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition()) return resolve();
    const stop = github.sandbox.world.onChange(() => {
      if (!condition()) return;
      stop();
      resolve();
    });
  });
}
const statusOf = (id: number): string | undefined => github.repository().workflowRuns.get(id)?.status;
const ended = async (ids: readonly number[]): Promise<(string | null)[]> => {
  const runs = await Promise.all(ids.map((run_id) => github.mona.actions.getWorkflowRun({ ...place, run_id })));
  return runs.map(({ data }) => data.conclusion);
};
const members = async (): Promise<(readonly [number, string])[]> => {
  const { data } = await github.mona.request(
    'GET /repos/{owner}/{repo}/actions/concurrency_groups/{concurrency_group_name}',
    { ...place, concurrency_group_name: 'hARBOUR' },
  );
  const group = data as unknown as { group_members: { run_id: number; status: string }[] };
  return group.group_members.map((member) => [member.run_id, member.status] as const);
};

test('one waits by default: the newer pending run takes the place of the older', async () => {
  const first = await dispatch('single.yml', 'a');
  await until(() => statusOf(first) === 'in_progress');
  const second = await dispatch('single.yml', 'b');
  await until(() => statusOf(second) === 'pending');
  const third = await dispatch('single.yml', 'c');
  await until(() => statusOf(second) === 'completed' && statusOf(third) === 'pending');
  expect(await members()).toEqual([
    [first, 'in_progress'],
    [third, 'pending'],
  ]);
  await open('a');
  await open('c');
  await github.sandbox.settled();
  expect(await ended([first, second, third])).toEqual(['success', 'cancelled', 'success']);
  expect(await refusal(members())).toMatchObject({ status: 404 });
});

test('with queue: max all wait, in order of arrival', async () => {
  const ids: number[] = [];
  for (const gate of ['a', 'b', 'c', 'd']) {
    const id = await dispatch('max.yml', gate);
    await until(() => statusOf(id) === (ids.length === 0 ? 'in_progress' : 'pending'));
    ids.push(id);
  }
  expect((await members()).map(([id]) => id)).toEqual(ids);
  const ahead = await github.mona.request(
    'GET /repos/{owner}/{repo}/actions/concurrency_groups/{concurrency_group_name}',
    {
      ...{ ...place, concurrency_group_name: 'Harbour', ahead_of_run: ids[1] ?? 0 },
    },
  );
  expect(ahead.data).toMatchObject({ total_count: 2 });
  for (const gate of ['d', 'c', 'b', 'a']) await open(gate);
  await github.sandbox.settled();
  expect(await ended(ids)).toEqual(['success', 'success', 'success', 'success']);
  const finished = ids.map((id) => github.repository().workflowRuns.get(id)?.completedMs ?? 0);
  expect(finished).toEqual([...finished].sort((one, other) => one - other));
});

test('a run that is cancelled ends as cancelled, and only once', async () => {
  const { mona } = github;
  const run_id = await dispatch('single.yml', 'never');
  await until(() => statusOf(run_id) === 'in_progress');
  const waiting = await dispatch('single.yml', 'never either');
  await until(() => statusOf(waiting) === 'pending');
  expect((await mona.actions.cancelWorkflowRun({ ...place, run_id: waiting })).status).toBe(202);
  expect((await mona.actions.cancelWorkflowRun({ ...place, run_id })).status).toBe(202);
  await github.sandbox.settled();
  expect(await ended([run_id, waiting])).toEqual(['cancelled', 'cancelled']);
  const jobs = await mona.actions.listJobsForWorkflowRun({ ...place, run_id });
  expect(jobs.data.jobs.map((job) => job.conclusion)).toEqual(['cancelled']);
  expect(await refusal(mona.actions.cancelWorkflowRun({ ...place, run_id }))).toEqual({
    status: 409,
    message: 'Cannot cancel a workflow run that is completed.',
  });
});

test('what has always() goes on after a cancellation, but not after one by force', async () => {
  const { mona } = github;
  const run_id = await dispatch('always.yml');
  const reached = (name: string): Promise<void> => until(() => existsSync(join(github.scratch, name)));
  await until(() => statusOf(run_id) === 'in_progress');
  await mona.actions.cancelWorkflowRun({ ...place, run_id });
  await reached('tidying');
  await mona.actions.forceCancelWorkflowRun({ ...place, run_id });
  await github.sandbox.settled();
  const { data } = await mona.actions.listJobsForWorkflowRun({ ...place, run_id });
  expect(data.jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
    ['work', 'cancelled'],
    ['after', 'cancelled'],
  ]);
  expect(await ended([run_id])).toEqual(['cancelled']);
});

test('a re-run is a new attempt; of failed jobs only those, and what needs them, run again', async () => {
  const { mona } = github;
  const run_id = await dispatch('two.yml');
  await until(() => statusOf(run_id) === 'in_progress');
  expect(await refusal(mona.actions.reRunWorkflow({ ...place, run_id }))).toMatchObject({ status: 403 });
  await github.sandbox.settled();
  const outcome = async (attempt_number: number): Promise<unknown> => {
    const attempt = await mona.actions.getWorkflowRunAttempt({ ...place, run_id, attempt_number });
    const jobs = await mona.actions.listJobsForWorkflowRunAttempt({ ...place, run_id, attempt_number });
    return [attempt.data.conclusion, ...jobs.data.jobs.map(({ name, conclusion }) => `${name} ${conclusion}`).sort()];
  };
  const failed = ['failure', 'first success', 'second failure', 'third skipped'];
  expect(await outcome(1)).toEqual(failed);

  await open('mended');
  const before = github.webhooks().length;
  expect((await mona.actions.reRunWorkflowFailedJobs({ ...place, run_id })).status).toBe(201);
  await github.sandbox.settled();
  expect(await outcome(2)).toEqual(['success', 'first success', 'second success', 'third success']);
  expect(await outcome(1)).toEqual(failed);
  expect(await readFile(join(github.scratch, 'first'), 'utf8')).toBe('x\n');
  // GitHub says nothing when a re-run is asked for.
  expect(github.webhooks().slice(before)).not.toContain('workflow_run.requested');
  expect(github.webhooks().slice(before)).toContain('workflow_run.completed');

  await mona.actions.reRunWorkflow({ ...place, run_id });
  await github.sandbox.settled();
  const latest = await mona.actions.getWorkflowRun({ ...place, run_id });
  expect(latest.data).toMatchObject({ run_attempt: 3, conclusion: 'success' });
  expect(latest.data.previous_attempt_url).toBe(`${latest.data.url}/attempts/2`);
});

test('a run that has ended can be deleted with all that it left', async () => {
  const { mona, repository } = github;
  await open('mended');
  const run_id = await dispatch('two.yml');
  expect(await refusal(mona.actions.deleteWorkflowRun({ ...place, run_id }))).toMatchObject({ status: 403 });
  await github.sandbox.settled();
  await mona.actions.deleteWorkflowRun({ ...place, run_id });
  expect(await refusal(mona.actions.getWorkflowRun({ ...place, run_id }))).toMatchObject({ status: 404 });
  expect([repository().jobs.size, repository().artifacts.size]).toEqual([0, 0]);
});
