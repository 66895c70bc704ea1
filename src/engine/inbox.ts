// Works through the deliveries that wait. One that cannot be handled is put off, and at last parked with its story.
import { CallFailure } from '../github/github.ts';
import type { WaitingDelivery } from '../store/store.ts';
import type { EngineParts } from './parts.ts';
import { receive } from './receive/receive.ts';

const batch = 50;
/** First pause before a delivery is looked at again, in milliseconds; it doubles up to a minute. */
const pauseMsFirst = 500;

/** Handles what is due; resolves with how many deliveries it looked at. */
export async function handleDeliveries(parts: EngineParts): Promise<number> {
  const due = await parts.store.dueDeliveries(parts.now(), batch);
  for (const delivery of due) await handle(parts, delivery);
  return due.length;
}

async function handle(parts: EngineParts, delivery: WaitingDelivery): Promise<void> {
  const { store, translate, log } = parts;
  try {
    const signal = translate(delivery);
    if (signal !== null && (await receive(parts, signal, delivery)) === 'later') {
      return await putOff(parts, delivery, { note: 'It is about something that is not known yet.' });
    }
    await store.finishDelivery(delivery.id);
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    log.warn({ delivery: delivery.id, event: delivery.event, err: error }, 'a delivery could not be handled');
    const until = error instanceof CallFailure && error.until !== null ? error.until : undefined;
    await putOff(parts, delivery, { note, ...(until === undefined ? {} : { until }) });
  }
}

async function putOff(
  { store, settings, now, log }: EngineParts,
  delivery: WaitingDelivery,
  options: { note: string; until?: number },
): Promise<void> {
  if (delivery.tries + 1 >= settings.deliveryTriesMax) {
    log.error({ delivery: delivery.id, event: delivery.event, note: options.note }, 'a delivery was parked');
    return await store.parkDelivery(delivery.id, options.note);
  }
  const pause = Math.min(60_000, pauseMsFirst * 2 ** Math.min(delivery.tries, 10));
  await store.deferDelivery(delivery.id, { until: options.until ?? now() + pause, note: options.note });
}
