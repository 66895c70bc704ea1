// The claims of a task's deployments, over a fake GitHub: they stay while a run may still come, and go after that.
import { expect, test } from '@jest/globals';
import { createEngine } from '../../src/engine/engine.ts';
import { inWorld } from './script.ts';

test('are removed a day after the task has ended, and not before', async () => {
  await inWorld({}, async (world) => {
    await world.label(1);
    const task = await world.until(1, ({ state }) => state.kind === 'complete');
    await world.say(1, '/chimera why');
    for (let look = 0; !world.github.comments.some(({ body }) => body.includes('### Why')); look += 1) {
      if (look > 500) throw new Error('No answer to the question why');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(world.github.droppedClaims).toEqual([]);
    await world.engine.stop();
    world.engine = createEngine({ ...world.parts, now: () => Date.now() + 26 * 3_600_000 });
    world.engine.start();
    const deployed = task.history.filter(({ phase }) => phase === 'staging_deployment').map(({ id }) => id);
    for (let look = 0; world.github.droppedClaims.length === 0 && look < 500; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(world.github.droppedClaims).toEqual(deployed);
  });
});
