/** A site around the sample: webhooks are only written down, and nothing carries runs out. */
import type { Site } from '../../../src/sandbox/site.ts';
import { createWeatherStation } from '../../../src/sandbox/weather/weather-station.ts';
import type { Webhook } from '../../../src/sandbox/webhooks/webhook-post.ts';
import type { Sample } from './sample-world.ts';

/** @param sent gets every webhook. */
export function createSampleSite({ world, people }: Sample, sent: Webhook[]): Site {
  const refuse = (): never => {
    throw new Error('Pages start, stop and send nothing but what the test expects');
  };
  return {
    world,
    weather: createWeatherStation(),
    directory: '/',
    actionsApp: people.actions,
    webhooks: { send: (webhook) => void sent.push(webhook), redeliver: refuse, settled: refuse, close: refuse },
    // Of all that Actions can do, pages only ever tell it that something happened.
    runs: { start: () => undefined, waitingFor: () => [] } as unknown as Site['runs'],
    downloadKey: Buffer.alloc(32),
  };
}
