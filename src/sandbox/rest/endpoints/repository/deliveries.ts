/** Webhooks that were sent, and sending one again. */
import type { Delivery } from '../../../world/delivery.ts';
import { isoTime } from '../../../world/world.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { accepted, notFound, ok } from '../../reply.ts';

function ownDeliveries(call: Call): Delivery[] {
  const { actor } = call;
  if (actor.kind !== 'app') throw notFound();
  return [...call.world.deliveries.values()].filter((each) => each.app === actor.app).reverse();
}

function ownDelivery(call: Call): Delivery {
  const found = ownDeliveries(call).find((each) => each.id === Number(call.parameters.delivery_id));
  if (found === undefined) throw notFound();
  return found;
}

/** What GitHub shows of an outcome; a webhook that was never answered counts as a failed connection. */
function outcomeOf({ outcome }: Delivery): { status: string; status_code: number; duration: number } {
  switch (outcome?.kind) {
    case undefined:
      return { status: 'pending', status_code: 0, duration: 0 };
    case 'answered': {
      const status = outcome.statusCode < 300 ? 'OK' : 'Invalid HTTP Response';
      return { status, status_code: outcome.statusCode, duration: outcome.seconds };
    }
    case 'timed_out':
      return { status: 'timed out', status_code: 504, duration: outcome.seconds };
    case 'failed':
      return { status: 'failed to connect to host', status_code: 502, duration: outcome.seconds };
    case 'lost':
      return { status: 'failed to connect to host', status_code: 502, duration: 0 };
    default:
      return outcome satisfies never;
  }
}

function item(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: isoTime(delivery.writtenMs),
    redelivery: delivery.redelivery,
    ...outcomeOf(delivery),
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation?.id ?? null,
    repository_id: delivery.repository?.id ?? null,
    throttled_at: null,
  };
}

export const deliveryEndpoints: readonly Endpoint[] = [
  endpoint('GET /app/hook/deliveries', { only: 'app' }, (call) => {
    // GitHub lists what was attempted; what is still under way does not show yet.
    return listing(
      call,
      ownDeliveries(call).filter((each) => each.outcome !== undefined),
      item,
    );
  }),
  endpoint('GET /app/hook/deliveries/{delivery_id}', { only: 'app' }, (call) => {
    const delivery = ownDelivery(call);
    const answered = delivery.outcome?.kind === 'answered' ? delivery.outcome : undefined;
    return ok({
      ...item(delivery),
      url: delivery.url,
      request: { headers: { ...delivery.requestHeaders }, payload: JSON.parse(delivery.requestBody) },
      response: { headers: { ...answered?.headers }, payload: answered?.body ?? null },
    });
  }),
  endpoint('POST /app/hook/deliveries/{delivery_id}/attempts', { only: 'app' }, (call) => {
    call.site.webhooks.redeliver(ownDelivery(call));
    return accepted();
  }),
];
