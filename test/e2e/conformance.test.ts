// Honest: in the whole story, every request and every answer is as GitHub's own descriptions say.
import { expect, test } from '@jest/globals';
import type { Exchange } from '../../src/sandbox/sandbox.ts';
import { checkExchange } from '../sandbox/openapi.ts';
import { checkDelivery } from '../sandbox/webhook-schema.ts';
import { hasEnded, onStage, putLabel, until } from './story.ts';

test('the whole story, request by request and webhook by webhook', async () => {
  const exchanges: Exchange[] = [];
  await onStage({ onExchange: (exchange) => exchanges.push(exchange) }, async (stage) => {
    const issue = await stage.fileIssue();
    await putLabel(stage, issue);
    const task = await until(stage, issue, { seconds: 120, wanted: hasEnded });
    expect(task.state.kind).toBe('complete');
    await stage.sandbox.settled();

    expect(exchanges.flatMap(checkExchange)).toEqual([]);
    // The app, its installation and the jobs have all been heard.
    const kinds = new Set(exchanges.map((exchange) => exchange.actorKind));
    expect([...kinds].sort()).toEqual(['app', 'installation', 'job', 'user']);

    const read = ['issues', 'pull_request', 'workflow_run'];
    const deliveries = [...stage.sandbox.world.deliveries.values()].filter(({ event }) => read.includes(event));
    expect(deliveries.flatMap(checkDelivery)).toEqual([]);
    const heard = new Set(deliveries.map((delivery) => `${delivery.event}.${delivery.action}`));
    for (const needed of ['issues.labeled', 'pull_request.synchronize', 'workflow_run.completed']) {
      expect(heard).toContain(needed);
    }
  });
}, 540_000);
