// The loop: what came in is handled, slots are given out, what is due is carried out. Three lanes, so that a slow
// answer to one does not hold up the others.
import type { Delivery } from '../store/store.ts';
import { grantSlots } from './grant-slots.ts';
import { handleDeliveries } from './inbox.ts';
import { createLane } from './lane.ts';
import { performEffect } from './outbox.ts';
import type { EngineParts } from './parts.ts';
import { reconcile } from './reconcile.ts';

export interface Engine {
  /** Stores a delivery durably and wakes the loop; resolves before anything is done about it. */
  keep(delivery: Delivery): Promise<void>;
  /** Starts the loop. Everything that was open when the process ended goes on by itself. */
  start(): void;
  /** Ends the loop after what is under way. */
  stop(): Promise<void>;
}

export function createEngine(parts: EngineParts): Engine {
  const { store, settings, now, log } = parts;
  const underWay = new Map<number, Promise<void>>();
  let stopping = false;

  const inbox = createLane({
    name: 'inbox',
    now,
    log,
    async turn() {
      // What was handled may have asked for something, an answer to somebody for example.
      if ((await handleDeliveries(parts)) > 0) outbox.rouse();
      return await store.nextDeliveryAt();
    },
  });

  const outbox = createLane({
    name: 'outbox',
    now,
    log,
    async turn() {
      await grantSlots(parts);
      await startEffects();
      return await store.nextEffectAt([...underWay.keys()]);
    },
  });

  let reconcileAt = 0;
  const reconciler = createLane({
    name: 'reconciler',
    now,
    log,
    async turn() {
      if (now() < reconcileAt) return reconcileAt;
      reconcileAt = now() + settings.reconcileMs;
      await reconcile(parts);
      return reconcileAt;
    },
  });

  async function startEffects(): Promise<void> {
    while (!stopping && underWay.size < settings.effectsMax) {
      const claimed = await store.claimEffect({ now: now(), leaseMs: settings.settleMs, busy: [...underWay.keys()] });
      if (claimed === null) return;
      const ending = performEffect(parts, claimed)
        .catch((error: unknown) => log.error({ err: error, effect: claimed.id }, 'an effect could not be concluded'))
        .finally(() => {
          underWay.delete(claimed.id);
          outbox.rouse();
        });
      underWay.set(claimed.id, ending);
    }
  }

  const lanes = [inbox, outbox, reconciler];
  return {
    async keep(delivery) {
      await store.keepDelivery(delivery, now());
      inbox.rouse();
    },
    start() {
      parts.bus.subscribe(() => outbox.rouse());
      for (const lane of lanes) lane.start();
    },
    async stop() {
      stopping = true;
      await Promise.all(lanes.map((lane) => lane.stop()));
      await Promise.all(underWay.values());
    },
  };
}
