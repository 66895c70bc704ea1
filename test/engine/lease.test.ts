// Two tasks and one staging environment, over a fake GitHub: one holds it without progress and loses it to the other.
import { expect, test } from '@jest/globals';
import { taskId } from '../../src/core/identifier.ts';
import type { Task } from '../../src/core/task.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { grantSlots } from '../../src/engine/grant-slots.ts';
import type { Script } from './fake-github.ts';
import { goodResult, inWorld, repository, type World } from './script.ts';

const second = taskId(repository.id, 2, 1);

async function secondTask(world: World, wanted: (task: Task) => boolean): Promise<Task> {
  for (let look = 0; look < 1_000; look += 1) {
    const task = await world.store.task(second);
    if (task !== null && wanted(task)) return task;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`The second task did not come that far: ${JSON.stringify(await world.store.task(second))}`);
}

test('a lease without progress goes to the next task, and its former holder deploys again before it validates', async () => {
  let stuck = true;
  const script: Script = (request) =>
    stuck && request.issue.number === 1 && request.work.command === 'deploy' ? 'never' : goodResult(request);
  await inWorld({ script }, async (world) => {
    await world.label(1);
    const holder = await world.until(
      1,
      ({ state }) =>
        state.kind === 'running' && state.attempt.runId !== null && state.attempt.phase === 'staging_deployment',
    );
    await world.label(2);
    await secondTask(world, ({ state }) => state.kind === 'leasing');
    await world.say(2, '/chimera why');
    const why = await commentLike(world, /staging lease/);
    expect(why).toMatch(/the task of #\W?1’s until its validation has ended\. It is next/);

    await world.engine.stop();
    const later = { ...world.parts, now: () => Date.now() + 3 * 3_600_000 };
    await grantSlots(later);
    const lost = await world.store.task(holder.id);
    expect(lost).toMatchObject({ state: { kind: 'leasing' }, leasesLost: 1 });
    expect((await world.store.events(holder.id)).at(-1)?.kind).toBe('lease_expired');
    expect(await world.store.task(second)).toMatchObject({ state: { kind: 'running' } });

    stuck = false;
    world.engine = createEngine(later);
    world.engine.start();
    expect((await secondTask(world, ({ state }) => state.kind === 'complete')).staging).not.toBeNull();
    expect((await world.until(1, ({ state }) => state.kind === 'complete')).staging).not.toBeNull();
    const onStaging = world.github.runs
      .filter(({ request }) => request.work.command === 'deploy' || request.work.command === 'validate')
      .map(({ request }) => `${request.work.command} ${request.issue.number}`);
    expect(onStaging).toEqual(['deploy 1', 'deploy 2', 'validate 2', 'deploy 1', 'validate 1']);
    expect(world.github.runs.find(({ cancelled }) => cancelled)?.request.issue.number).toBe(1);
  });
});

async function commentLike({ github }: World, pattern: RegExp): Promise<string> {
  for (let look = 0; look < 500; look += 1) {
    const found = github.comments.find(({ body }) => pattern.test(body));
    if (found !== undefined) return found.body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`No comment like ${pattern}: ${JSON.stringify(github.comments)}`);
}
