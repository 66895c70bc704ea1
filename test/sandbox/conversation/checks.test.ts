// Check runs and suites: GitHub's limits, whose they are, and who hears when they are asked for again.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTalk, type TalkWorld, type Who } from './world-of-talk.ts';

let talk: TalkWorld;
let sha: string;
beforeAll(async () => {
  talk = await openTalk();
  sha = (await talk.ask('read', 'GET /git/ref/heads/main')).body.object.sha;
});
beforeEach(() => {
  talk.heard();
});
afterAll(async () => expect(await talk.close()).toEqual([]));

const annotation = { path: 'a.txt', start_line: 1, end_line: 1, annotation_level: 'warning', message: 'Look.' };
const many = (count: number) => Array.from({ length: count }, () => annotation);
const output = { title: 'Chimera', summary: 'Fine.' };
const action = { label: 'Retry', description: 'Once more', identifier: 'retry' };

/** A commit with nothing on it yet: the webhook's schema knows an asked-for suite only as completed. */
async function freshCommit(branch: string): Promise<string> {
  return (await talk.ask('read', `GET /pulls/${await talk.pull(branch)}`)).body.head.sha;
}

async function make(name: string, more: object = {}, who: Who = 'helper') {
  return talk.ask(who, 'POST /check-runs', { name, head_sha: sha, ...more });
}

describe('limits', () => {
  test.each<[string, object, number]>([
    ['50 annotations', { output: { ...output, annotations: many(50) } }, 200],
    ['51 annotations', { output: { ...output, annotations: many(51) } }, 422],
    [
      'an annotation of columns on two lines',
      { output: { ...output, annotations: [{ ...annotation, end_line: 2, start_column: 1 }] } },
      422,
    ],
    ['3 actions', { actions: [action, action, action] }, 200],
    ['4 actions', { actions: [action, action, action, action] }, 422],
    ['a label of 20', { actions: [{ ...action, label: 'x'.repeat(20) }] }, 200],
    ['a label of 21', { actions: [{ ...action, label: 'x'.repeat(21) }] }, 422],
    ['a description of 40', { actions: [{ ...action, description: 'x'.repeat(40) }] }, 200],
    ['a description of 41', { actions: [{ ...action, description: 'x'.repeat(41) }] }, 422],
    ['an identifier of 20', { actions: [{ ...action, identifier: 'x'.repeat(20) }] }, 200],
    ['an identifier of 21', { actions: [{ ...action, identifier: 'x'.repeat(21) }] }, 422],
    ['a summary of 65,535', { output: { ...output, summary: 'x'.repeat(65_535) } }, 200],
    ['a summary of 65,536', { output: { ...output, summary: 'x'.repeat(65_536) } }, 422],
    ['a text of 65,535', { output: { ...output, text: 'x'.repeat(65_535) } }, 200],
    ['a text of 65,536', { output: { ...output, text: 'x'.repeat(65_536) } }, 422],
    ['an end without a conclusion', { status: 'completed' }, 422],
    ['an output without a summary', { output: { title: 'x' } }, 422],
  ])('%s', async (name, change, status) => {
    const made = await make(name, change);
    expect(made.status).toBe(status === 200 ? 201 : 422);
    const plain = await make(`${name}, later`);
    const before = await talk.ask('read', `GET /check-runs/${plain.body.id}`);
    expect((await talk.ask('helper', `PATCH /check-runs/${plain.body.id}`, change)).status).toBe(status);
    if (status === 422) {
      expect((await talk.ask('read', `GET /check-runs/${plain.body.id}`)).body).toEqual(before.body);
      const named = encodeURIComponent(name);
      expect((await talk.ask('read', `GET /commits/main/check-runs?check_name=${named}`)).body.total_count).toBe(0);
    }
  });

  test('annotations add up', async () => {
    const { body } = await make('added up', { output: { ...output, annotations: many(50) } });
    for (const _ of [1, 2]) {
      await talk.ask('helper', `PATCH /check-runs/${body.id}`, { output: { ...output, annotations: many(50) } });
    }
    await talk.ask('helper', `PATCH /check-runs/${body.id}`, { output: { ...output, summary: 'New.' } });
    const run = await talk.ask('read', `GET /check-runs/${body.id}`);
    expect(run.body.output).toMatchObject({ annotations_count: 150, summary: 'New.' });
    const page = await talk.ask('read', `GET /check-runs/${body.id}/annotations?per_page=100&page=2`);
    expect(page.body).toHaveLength(50);
  });
});

describe('a check run', () => {
  test('is changed by the app that made it alone', async () => {
    const { body } = await make('own');
    const stolen = await talk.ask('other', `PATCH /check-runs/${body.id}`, { conclusion: 'success' });
    expect([stolen.status, stolen.body.message]).toEqual([403, expect.stringContaining('Invalid app_id')]);
    for (const who of ['admin', 'stranger'] as const) expect((await make('theirs', {}, who)).status).toBe(403);
  });

  test('is told to all apps when it comes and ends, and to its own when it is asked for again', async () => {
    const { body } = await make('told', { head_sha: await freshCommit('told') });
    await talk.ask('helper', `PATCH /check-runs/${body.id}`, { conclusion: 'failure' });
    await talk.ask('helper', `PATCH /check-runs/${body.id}`, { conclusion: 'failure' });
    expect((await talk.ask('write', `POST /check-runs/${body.id}/rerequest`)).status).toBe(201);
    const heard = talk.heard('all').map(({ name, app }) => `${name} ${app}`);
    expect(heard.sort()).toEqual([
      'check_run.completed helper',
      'check_run.completed other',
      'check_run.created helper',
      'check_run.created other',
      'check_run.rerequested helper',
    ]);
  });

  test.each<[Who, number]>([
    ['helper', 201],
    ['write', 201],
    ['triage', 403],
    ['stranger', 403],
    ['other', 403],
  ])('is asked for again by %s: %i', async (who, status) => {
    const head_sha = await freshCommit(`again-${who}`);
    const { body } = await make(`again by ${who}`, { head_sha, conclusion: 'success' });
    talk.heard();
    expect((await talk.ask(who, `POST /check-runs/${body.id}/rerequest`)).status).toBe(status);
    expect(talk.heard().map(({ name }) => name)).toEqual(status === 201 ? ['check_run.rerequested'] : []);
    expect((await talk.ask('read', `GET /check-runs/${body.id}`)).body.status).toBe('completed');
  });

  test('hides older ones of its name unless all are wanted', async () => {
    const [, second] = [await make('twice'), await make('twice', { conclusion: 'success' })];
    const list = async (query: string) =>
      (await talk.ask('read', `GET /commits/main/check-runs?check_name=twice${query}`)).body;
    expect(await list('')).toMatchObject({ total_count: 1, check_runs: [{ id: second.body.id }] });
    expect((await list('&filter=all')).total_count).toBe(2);
    expect((await list('&filter=all&status=queued')).total_count).toBe(1);
    expect((await list('&app_id=1')).total_count).toBe(0);
  });
});

describe('a check suite', () => {
  test('holds the check runs of one app on one commit', async () => {
    const { body } = await make('in suite');
    const { body: foreign } = await make('in suite', {}, 'other');
    expect(foreign.check_suite.id).not.toBe(body.check_suite.id);
    const path = `/check-suites/${body.check_suite.id}`;
    const suite = await talk.ask('read', `GET ${path}`);
    expect(suite.body).toMatchObject({ head_sha: sha, app: { slug: 'helper' } });
    const runs = await talk.ask('read', `GET ${path}/check-runs?check_name=in%20suite`);
    expect(runs.body).toMatchObject({ total_count: 1, check_runs: [{ id: body.id }] });
    const all = await talk.ask('read', 'GET /commits/main/check-suites');
    expect(all.body.total_count).toBe(2);
    const some = await talk.ask('read', `GET /commits/main/check-suites?app_id=${foreign.app.id}`);
    expect(some.body.check_suites.map(({ id }: { id: number }) => id)).toEqual([foreign.check_suite.id]);
    expect((await talk.ask('read', 'GET /check-suites/1')).status).toBe(404);
  });

  test('asked for again is queued until its app says something, and only that app hears of it', async () => {
    const { body } = await make('suite again', { conclusion: 'success' });
    const path = `/check-suites/${body.check_suite.id}`;
    talk.heard();
    expect((await talk.ask('other', `POST ${path}/rerequest`)).status).toBe(403);
    expect((await talk.ask('read', `POST ${path}/rerequest`)).status).toBe(403);
    expect((await talk.ask('write', `POST ${path}/rerequest`)).status).toBe(201);
    expect(talk.heard('all').map(({ name, app }) => `${name} ${app}`)).toEqual(['check_suite.rerequested helper']);
    expect((await talk.ask('read', `GET ${path}`)).body).toMatchObject({ status: 'queued', conclusion: null });
    await talk.ask('helper', `PATCH /check-runs/${body.id}`, { conclusion: 'success' });
    expect((await talk.ask('read', `GET ${path}`)).body.status).not.toBe('queued');
  });
});
