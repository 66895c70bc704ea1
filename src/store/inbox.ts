// The inbox: deliveries, each counted once by its id.
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { Inbox } from './store.ts';

export function openInbox(database: Kysely<Tables>): Inbox {
  return {
    async keepDelivery(delivery, now) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('inbox')
        .values({
          delivery: delivery.id,
          event: delivery.event,
          payload: JSON.stringify(delivery.payload),
          received_at: now,
          status: 'waiting',
          due_at: now,
          tries: 0,
          note: null,
        })
        .onConflict((conflict) => conflict.column('delivery').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n ? 'new' : 'known';
    },

    async dueDeliveries(now, limit) {
      const rows = await database
        .selectFrom('inbox')
        .selectAll()
        .where('status', '=', 'waiting')
        .where('due_at', '<=', now)
        .orderBy('received_at')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.delivery,
        event: row.event,
        payload: JSON.parse(row.payload) as unknown,
        tries: row.tries,
        receivedAt: Number(row.received_at),
      }));
    },

    async finishDelivery(id) {
      await database.updateTable('inbox').set({ status: 'handled', note: null }).where('delivery', '=', id).execute();
    },

    async deferDelivery(id, { until, note }) {
      await database
        .updateTable('inbox')
        .set((expression) => ({ due_at: until, note, tries: expression('tries', '+', 1) }))
        .where('delivery', '=', id)
        .execute();
    },

    async nextDeliveryAt() {
      const delivery = await database
        .selectFrom('inbox')
        .select((expression) => expression.fn.min<number | string | null>('due_at').as('due'))
        .where('status', '=', 'waiting')
        .executeTakeFirst();
      return delivery?.due === null || delivery?.due === undefined ? null : Number(delivery.due);
    },

    async parkDelivery(id, note) {
      await database.updateTable('inbox').set({ status: 'parked', note }).where('delivery', '=', id).execute();
    },
  };
}
