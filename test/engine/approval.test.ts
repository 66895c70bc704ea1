// Runs that GitHub does not let into their environment yet, over a fake GitHub: they are waited for, and people are told once.
import { expect, test } from '@jest/globals';
import type { Task } from '../../src/core/task.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { perform } from '../../src/engine/perform/perform.ts';
import { CallFailure } from '../../src/github/github.ts';
import { artifactOf, type FakeRun, type Script } from './fake-github.ts';
import { config, goodResult, inWorld, repository, type World } from './script.ts';

const hourMs = 3_600_000;
const production = config('production: { command: ./release, url: "https://todo.test" }');
const held: Script = (request) => (request.phase === 'production_deployment' ? 'never' : goodResult(request));

const deploying = ({ state }: Task): boolean =>
  state.kind === 'running' && state.attempt.phase === 'production_deployment' && state.attempt.runId !== null;
const waits = ({ state }: Task): boolean => state.kind === 'running' && state.attempt.approval?.until === null;

/** A task whose production deployment has come to its environment; nobody has heard of that. */
async function atTheGate(world: World): Promise<{ task: Task; run: FakeRun }> {
  await world.label(1);
  const task = await world.until(1, deploying);
  const run = world.github.runs.at(-1);
  if (run === undefined) throw new Error('no run');
  run.waitsFor = ['production'];
  return { task, run };
}

const deployed = (state: string) =>
  ({
    kind: 'deployed',
    id: 1,
    repository,
    head: 'e'.repeat(40) as never,
    environment: 'production',
    production: true,
    state,
    url: null,
  }) as const;

async function goOnLater(world: World, ms: number): Promise<void> {
  await world.engine.stop();
  world.engine = createEngine({ ...world.parts, now: () => Date.now() + ms });
  world.engine.start();
}

/** The status comment, once it reads like this. */
async function statusLike({ github }: World, pattern: RegExp): Promise<string> {
  for (let look = 0; look < 500; look += 1) {
    const found = github.comments.find(({ body }) => body.includes('chimera:status') && pattern.test(body));
    if (found !== undefined) return found.body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`No status like ${pattern}: ${JSON.stringify(github.comments)}`);
}

test('a deployment is waited for until its environment’s reviewers have approved it, and its time begins then', async () => {
  await inWorld({ config: production, script: held }, async (world) => {
    const { run } = await atTheGate(world);
    await goOnLater(world, 2 * hourMs);
    await world.until(1, waits);
    await goOnLater(world, 20 * hourMs);
    const status = await statusLike(world, /approval of the environment `production`/);
    expect(status).toContain(`[the run](https://github.test/runs/${run.id})`);
    await world.say(1, '/chimera why');
    for (let look = 0; !world.github.comments.some(({ body }) => body.includes('gate “approval”')); look += 1) {
      if (look > 500) throw new Error('No answer to the question why');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(world.github.comments.find(({ body }) => body.includes('gate “approval”'))?.body).toContain('[the run](');
    const { id } = await world.until(1, waits);
    const told = (await world.store.events(id)).filter(({ kind }) => kind === 'approval_awaited');
    expect(told).toHaveLength(1);
    expect(run.cancelled).toBe(false);

    run.waitsFor = [];
    await world.signal(deployed('in_progress'));
    await world.until(1, ({ state }) => state.kind === 'running' && typeof state.attempt.approval?.until === 'number');
    await goOnLater(world, 21 * hourMs);
    Object.assign(run, { conclusion: 'success', artifact: artifactOf(run.request, goodResult(run.request)) });
    await world.signal({ kind: 'run_changed', repository, run: run.id, title: run.title, conclusion: 'success' });
    const complete = await world.until(1);
    expect(complete.state.kind).toBe('complete');
    expect([run.cancelled, world.github.runs.at(-1)?.id]).toEqual([false, run.id]);
  });
});

test('it is heard of at once from the deployment’s status', async () => {
  await inWorld({ config: production, script: held }, async (world) => {
    await atTheGate(world);
    await world.signal(deployed('waiting'));
    expect((await world.until(1, waits)).state).toMatchObject({
      attempt: { approval: { environments: ['production'] } },
    });
  });
});

const silent = () => Promise.reject(new CallFailure('limited', 'GitHub answered 502'));
const refusing = () => Promise.reject(new CallFailure('refused', 'GitHub answered 403', { status: 403 }));

test.each([
  ['waits for an approval: that is told instead', { waitsFor: ['production'] }, {}, ['approval_awaited']],
  ['runs: it is overdue', {}, {}, ['attempt_overdue']],
  ['is gone: it is overdue', {}, { run: async () => null }, ['attempt_overdue']],
  ['may not be looked at: it is overdue', {}, { run: refusing }, ['attempt_overdue']],
  ['cannot be asked after: the alarm rings again', {}, { run: silent }, 'again'],
  ['has ended and nobody has heard of it: its result counts', { conclusion: 'success' }, {}, 'again'],
])('the alarm rings, and the run %s', async (_, change, answers, expected) => {
  await inWorld({ config: production, script: held }, async (world) => {
    const { task, run } = await atTheGate(world);
    await world.engine.stop();
    run.waitsFor = [];
    Object.assign(run, change);
    Object.assign(world.github, answers);
    if (task.state.kind !== 'running') throw new Error('not running');
    const event = { kind: 'attempt_overdue', attempt: task.state.attempt.id, at: Date.now() + 2 * hourMs } as const;
    const effect = { kind: 'wake', key: 'x', event } as const;
    const performance = await perform(world.parts, task, effect, { unclear: false, tries: 1 });
    expect(performance.kind === 'done' ? performance.events.map(({ kind }) => kind) : performance.kind).toEqual(
      expected,
    );
    const after = await world.store.task(task.id);
    expect(after?.state).toMatchObject({ attempt: { conclusion: 'conclusion' in change ? 'success' : null } });
  });
});
