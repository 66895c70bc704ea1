// Weather between a client and the API: answers that fail, come late or lie, and reads that lag behind.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { type LocalGitHub, openGitHub, place, refusal } from '../local-github.ts';

const workflow = `
name: Nothing
on: { workflow_dispatch: {} }
jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }
`;

let github: LocalGitHub;
const open = async (weather: SandboxOptions['weather']): Promise<LocalGitHub> => {
  github = await openGitHub({ '.github/workflows/nothing.yml': workflow }, {});
  github.sandbox.setWeather(weather ?? {});
  return github;
};
afterEach(async () => {
  const deviations = github.deviations();
  await github.close();
  expect(deviations).toEqual([]);
});

const fileIssue = (title = 'Rain'): Promise<unknown> => github.mona.issues.create({ ...place, title });
const dispatch = (): Promise<unknown> =>
  github.mona.actions.createWorkflowDispatch({ ...place, workflow_id: 'nothing.yml', ref: 'main' });
const issues = (): number => github.repository().issues.size;
const runs = (): number => github.repository().workflowRuns.size;

/** How each of so many requests ended: a status, or `ok`. */
async function outcomes(count: number): Promise<string> {
  const ends: string[] = [];
  for (let index = 0; index < count; index++) {
    const end = await fileIssue(`${index}`).then(
      () => 'ok',
      (error: { status?: number }) => String(error.status),
    );
    ends.push(end);
  }
  return ends.join(' ');
}

describe('requests that fail', () => {
  test('a 502 before anything was done', async () => {
    await open({ errors: { before: 1 } });
    expect(await refusal(fileIssue())).toMatchObject({ status: 502 });
    expect(issues()).toBe(0);
  });

  test('a 502 although it was done; reads are spared', async () => {
    await open({ errors: { after: 1 } });
    expect(await refusal(fileIssue())).toMatchObject({ status: 502 });
    expect(issues()).toBe(1);
    expect((await github.mona.issues.get({ ...place, issue_number: 1 })).status).toBe(200);
  });

  test('too many requests, with the time to wait', async () => {
    await open({ errors: { tooMany: 1, retryAfterSeconds: 7 } });
    const answer = await fetch(`${github.sandbox.url}/repos/octo-org/todo`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });

  test('the secondary limit, as weather', async () => {
    await open({ errors: { secondaryLimit: 1, retryAfterSeconds: 9 } });
    const answer = await fetch(`${github.sandbox.url}/repos/octo-org/todo`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([403, '9']);
    expect(((await answer.json()) as { message: string }).message).toMatch(/secondary rate limit/);
  });

  test('the secondary limit, as a rule: 80 content-creating requests a minute', async () => {
    await open({ secondaryLimits: true });
    expect(await outcomes(82)).toBe(`${'ok '.repeat(80)}403 403`);
    expect((await github.mona.issues.listForRepo(place)).status).toBe(200);
  });

  test('slow answers come no sooner than they should', async () => {
    await open({ errors: { slowMs: 80 } });
    const startMs = performance.now();
    await github.mona.repos.get(place);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(79);
  });
});

describe('dispatches', () => {
  test('answer 502 although the run has started', async () => {
    await open({ dispatch: { lostAnswer: 1 } });
    expect(await refusal(dispatch())).toMatchObject({ status: 502 });
    await github.sandbox.settled();
    expect([...github.repository().workflowRuns.values()].map((run) => run.conclusion)).toEqual(['success']);
  });

  test('start two runs', async () => {
    await open({ dispatch: { twice: 1 } });
    await dispatch();
    await github.sandbox.settled();
    expect([...github.repository().workflowRuns.values()].map((run) => run.runNumber)).toEqual([1, 2]);
  });

  test('that are refused are not struck', async () => {
    await open({ dispatch: { twice: 1, lostAnswer: 1 } });
    const refused = github.mona.actions.createWorkflowDispatch({ ...place, workflow_id: 'nothing.yml', ref: 'x' });
    expect(await refusal(refused)).toMatchObject({ status: 422 });
    expect(runs()).toBe(0);
  });
});

test('what was just written is missing from reads, but taken names are taken', async () => {
  await open({ readLagMs: 600_000 });
  await fileIssue();
  await dispatch();
  await github.sandbox.settled();
  const { mona } = github;
  const sha = (await mona.git.getRef({ ...place, ref: 'heads/main' }).catch(() => undefined))?.data.object.sha;
  expect((await mona.issues.listForRepo(place)).data).toEqual([]);
  expect((await mona.actions.listWorkflowRunsForRepo(place)).data.total_count).toBe(0);
  const [run] = github.repository().workflowRuns.values();
  expect(await refusal(mona.actions.getWorkflowRun({ ...place, run_id: run?.id ?? 0 }))).toMatchObject({ status: 404 });
  const [job] = github.repository().jobs.values();
  expect(await refusal(mona.actions.getJobForWorkflowRun({ ...place, job_id: job?.id ?? 0 }))).toMatchObject({
    status: 404,
  });
  const head = sha ?? run?.headSha ?? '';
  await mona.git.createRef({ ...place, ref: 'refs/heads/taken', sha: head });
  expect(await refusal(mona.git.createRef({ ...place, ref: 'refs/heads/taken', sha: head }))).toMatchObject({
    status: 422,
  });
  github.sandbox.setWeather({ readLagMs: 0 });
  expect((await mona.issues.listForRepo(place)).data).toHaveLength(1);
  expect((await mona.actions.listWorkflowRunsForRepo(place)).data.total_count).toBe(1);
});

describe('chance', () => {
  const half = { errors: { before: 0.5 } };

  test('the same seed gives the same weather, another seed another', async () => {
    const forecast = async (seed: number): Promise<string> => {
      await open({ ...half, seed });
      const ends = await outcomes(24);
      await github.close();
      return ends;
    };
    const [first, again, other] = [await forecast(7), await forecast(7), await forecast(8)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(new Set(first.split(' '))).toEqual(new Set(['ok', '502']));
    await open({});
  });

  test('after so many incidents it is calm again', async () => {
    await open({ errors: { before: 1 }, next: 2 });
    expect(await outcomes(4)).toBe('502 502 ok ok');
  });
});

describe('ways to make weather', () => {
  test('for one request, by its header', async () => {
    await open({});
    const get = (weather: string): Promise<Response> =>
      fetch(`${github.sandbox.url}/repos/octo-org/todo`, { headers: { 'x-sandbox-weather': weather } });
    expect((await get('errors.before=1')).status).toBe(502);
    expect((await get('{"errors":{"tooMany":1}}')).status).toBe(429);
    expect((await get('calm')).status).toBe(200);
    expect((await github.mona.repos.get(place)).status).toBe(200);
    const wrong = await get('erors.before=1');
    expect([wrong.status, ((await wrong.json()) as { message: string }).message]).toEqual([
      400,
      expect.stringMatching(/erors/),
    ]);
  });

  test('from now on, over HTTP', async () => {
    await open({});
    const put = (body: unknown): Promise<Response> =>
      fetch(`${github.sandbox.url}/_sandbox/weather`, { method: 'PUT', body: JSON.stringify(body) });
    expect(await (await put({ errors: { before: 1 } })).json()).toMatchObject({ errors: { before: 1, after: 0 } });
    expect(await refusal(fileIssue())).toMatchObject({ status: 502 });
    expect((await put({ errors: { before: 2 } })).status).toBe(422);
    await put('calm');
    await fileIssue();
    expect(issues()).toBe(1);
  });
});
