/**
 * Sends webhooks: signed, once, with ten seconds to answer, and recorded. What fails stays failed until somebody asks
 * for a redelivery. One app's webhooks go out one after the other; the weather may lose, delay, repeat and swap them.
 */
import { createHmac, randomUUID } from 'node:crypto';
import type { WeatherStation } from '../weather/weather-station.ts';
import type { App } from '../world/account.ts';
import type { Delivery, DeliveryOutcome } from '../world/delivery.ts';
import type { Installation } from '../world/installation.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

export interface Webhook {
  readonly app: App;
  readonly installation: Installation | undefined;
  readonly repository: Repository | undefined;
  readonly event: string;
  readonly action: string | null;
  readonly payload: unknown;
}

export interface WebhookPost {
  /** Records the webhook and sends it soon. An app without an address hears nothing. */
  send(webhook: Webhook): void;
  /** Sends a recorded webhook again, with the same guid. */
  redeliver(delivery: Delivery): void;
  /** Waits until nothing is under way. */
  settled(): Promise<void>;
  /** Gives up all that is under way. */
  close(): Promise<void>;
}

/** GitHub waits ten seconds for an answer. */
const answerMs = 10_000;

export function createWebhookPost(world: World, weather: WeatherStation): WebhookPost {
  const closing = new AbortController();
  const queues = new Map<App, Promise<void>>();
  const held = new Map<App, () => void>();
  const underWay = new Set<Promise<void>>();

  const track = (work: Promise<void>): void => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const enqueue = (delivery: Delivery): void => {
    const before = queues.get(delivery.app) ?? Promise.resolve();
    const work = before.then(() => post(world, delivery, closing.signal));
    queues.set(delivery.app, work);
    track(work);
  };
  const dispatch = (delivery: Delivery): void => {
    const { webhooks } = weather.current();
    if (weather.strikes(webhooks.lost)) {
      settle(world, delivery, { kind: 'lost' });
      return;
    }
    const copies = weather.strikes(webhooks.repeated) ? 2 : 1;
    const release = (): void => {
      for (let copy = 0; copy < copies; copy++) enqueue(delivery);
    };
    const lateMs = weather.between(...webhooks.lateMs);
    const waiting = held.get(delivery.app);
    if (waiting) {
      held.delete(delivery.app);
      release();
      waiting();
    } else if (weather.strikes(webhooks.reordered)) hold(delivery.app, release);
    else if (lateMs > 0) track(pause(lateMs, closing.signal).then(release));
    else release();
  };
  // A webhook that waits for the next one goes out by itself when none comes.
  const hold = (app: App, release: () => void): void => {
    held.set(app, release);
    track(
      pause(500, closing.signal).then(() => {
        if (held.get(app) !== release) return;
        held.delete(app);
        release();
      }),
    );
  };
  return {
    send: (webhook) => {
      if (webhook.app.webhookUrl === undefined || closing.signal.aborted) return;
      dispatch(record(world, webhook, webhook.app.webhookUrl));
    },
    redeliver: (delivery) => enqueue(recordAgain(world, delivery)),
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: async () => {
      closing.abort();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function record(world: World, webhook: Webhook, url: string): Delivery {
  const { app, installation, repository, event, action } = webhook;
  const requestBody = JSON.stringify(webhook.payload);
  const guid = randomUUID();
  return keep(world, {
    id: world.nextId(),
    writtenMs: world.now(),
    guid,
    app,
    installation,
    repository,
    event,
    action,
    redelivery: false,
    url,
    requestHeaders: headers(app, event, guid, requestBody),
    requestBody,
    outcome: undefined,
  });
}

function recordAgain(world: World, delivery: Delivery): Delivery {
  const { app, event, guid, requestBody } = delivery;
  return keep(world, {
    ...delivery,
    id: world.nextId(),
    writtenMs: world.now(),
    redelivery: true,
    url: app.webhookUrl ?? delivery.url,
    requestHeaders: headers(app, event, guid, requestBody),
    outcome: undefined,
  });
}

function keep(world: World, delivery: Delivery): Delivery {
  world.deliveries.set(delivery.id, delivery);
  world.changed({ kind: 'delivery', id: delivery.id });
  return delivery;
}

function headers(app: App, event: string, guid: string, body: string): Record<string, string> {
  const signature = (algorithm: string): string =>
    createHmac(algorithm, app.webhookSecret ?? '')
      .update(body)
      .digest('hex');
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    ...(app.webhookSecret
      ? { 'x-hub-signature': `sha1=${signature('sha1')}`, 'x-hub-signature-256': `sha256=${signature('sha256')}` }
      : {}),
  };
}

async function post(world: World, delivery: Delivery, closing: AbortSignal): Promise<void> {
  if (closing.aborted) return;
  const startMs = performance.now();
  const seconds = (): number => Math.round(performance.now() - startMs) / 1000;
  try {
    const answer = await fetch(delivery.url, {
      method: 'POST',
      headers: { ...delivery.requestHeaders, connection: 'close' },
      body: delivery.requestBody,
      signal: AbortSignal.any([AbortSignal.timeout(answerMs), closing]),
      redirect: 'manual',
    });
    const body = (await answer.text()).slice(0, 10_000);
    const responseHeaders = Object.fromEntries(answer.headers);
    settle(world, delivery, {
      kind: 'answered',
      statusCode: answer.status,
      seconds: seconds(),
      headers: responseHeaders,
      body,
    });
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    const reason = error instanceof Error ? String(error.cause ?? error.message) : String(error);
    settle(
      world,
      delivery,
      timedOut ? { kind: 'timed_out', seconds: seconds() } : { kind: 'failed', seconds: seconds(), reason },
    );
  }
}

function settle(world: World, delivery: Delivery, outcome: DeliveryOutcome): void {
  delivery.outcome = outcome;
  world.changed({ kind: 'delivery', id: delivery.id });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
