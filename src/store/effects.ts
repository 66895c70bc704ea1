// The outbox: effects are claimed durably, performed, and then finished, put off or parked.
import type { Kysely } from 'kysely';
import type { Effect, LooseEffect } from '../core/effect.ts';
import type { TaskId } from '../core/identifier.ts';
import type { EffectRow, Tables } from './schema.ts';
import type { ClaimedEffect, Effects } from './store.ts';

export function openEffects(database: Kysely<Tables>): Effects {
  return {
    async addEffect(key, effect) {
      await database
        .insertInto('effects')
        .values({
          task_id: null,
          key,
          kind: effect.kind,
          effect: JSON.stringify(effect),
          status: 'waiting',
          due_at: 0,
          lease_until: null,
          unclear: 0,
          tries: 0,
          note: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async claimEffect({ now, leaseMs, busy }) {
      return await database.transaction().execute(async (transaction) => {
        const due = await transaction
          .selectFrom('effects')
          .selectAll()
          .where('status', 'in', ['waiting', 'started'])
          .where('due_at', '<=', now)
          .where((expression) =>
            expression.or([expression('lease_until', 'is', null), expression('lease_until', '<=', now)]),
          )
          .$if(busy.length > 0, (query) => query.where('id', 'not in', [...busy]))
          .where(({ not, exists, selectFrom, ref }) =>
            not(
              exists(
                selectFrom('effects as other')
                  .select('other.id')
                  .whereRef('other.task_id', '=', ref('effects.task_id'))
                  .whereRef('other.id', '!=', ref('effects.id'))
                  .where('other.status', '=', 'started'),
              ),
            ),
          )
          // A picture waits for an earlier one of which nobody knows whether it made a check run.
          .where(({ not, and, exists, selectFrom, ref, eb }) =>
            not(
              and([
                eb('effects.kind', '=', 'show'),
                exists(
                  selectFrom('effects as earlier')
                    .select('earlier.id')
                    .whereRef('earlier.task_id', '=', ref('effects.task_id'))
                    .whereRef('earlier.id', '<', ref('effects.id'))
                    .where('earlier.kind', '=', 'show')
                    .where('earlier.status', '=', 'waiting')
                    .where('earlier.unclear', '=', 1),
                ),
              ]),
            ),
          )
          .orderBy('id')
          .limit(1)
          .executeTakeFirst();
        if (due === undefined) return null;
        // Found as started: whoever started it has not come back, so nobody knows whether it happened.
        const unclear = due.unclear === 1 || due.status === 'started';
        await transaction
          .updateTable('effects')
          .set({ status: 'started', lease_until: now + leaseMs, unclear: unclear ? 1 : 0, tries: due.tries + 1 })
          .where('id', '=', due.id)
          .execute();
        return claimed(due, unclear);
      });
    },

    async finishEffect(id) {
      await database
        .updateTable('effects')
        .set({ status: 'done', lease_until: null, note: null })
        .where('id', '=', id)
        .execute();
    },

    async deferEffect(id, { until, unclear, note, untried = false }) {
      await database
        .updateTable('effects')
        .set({ status: 'waiting', due_at: until, lease_until: null, unclear: unclear ? 1 : 0, note })
        .$if(untried, (query) => query.set((expression) => ({ tries: expression('tries', '-', 1) })))
        .where('id', '=', id)
        .execute();
    },

    async parkEffect(id, note) {
      await database
        .updateTable('effects')
        .set({ status: 'parked', lease_until: null, note })
        .where('id', '=', id)
        .execute();
    },

    async nextEffectAt(busy) {
      const effect = await database
        .selectFrom('effects')
        .select((expression) =>
          expression.fn.min<number | string | null>(expression.fn.coalesce('lease_until', 'due_at')).as('due'),
        )
        .where('status', 'in', ['waiting', 'started'])
        .$if(busy.length > 0, (query) => query.where('id', 'not in', [...busy]))
        .executeTakeFirst();
      return effect?.due === null || effect?.due === undefined ? null : Number(effect.due);
    },
  };
}

function claimed(row: EffectRow, unclear: boolean): ClaimedEffect<Effect | LooseEffect> {
  return {
    id: row.id,
    task: row.task_id as TaskId | null,
    effect: JSON.parse(row.effect) as Effect | LooseEffect,
    unclear,
    tries: row.tries + 1,
  };
}
