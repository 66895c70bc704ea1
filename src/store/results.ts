// Results with their evidence, and the ids of what shows a task on GitHub.
import type { Kysely } from 'kysely';
import type { TaskId } from '../core/identifier.ts';
import type { Tables } from './schema.ts';
import type { Results, Surfaces } from './store.ts';

export function openResults(database: Kysely<Tables>): Results {
  return {
    async keepResult(attempt, result, evidence) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('attempts')
          .set({ result: JSON.stringify(result) })
          .where('id', '=', attempt)
          .execute();
        for (const [path, bytes] of evidence) {
          await transaction
            .insertInto('evidence')
            .values({ attempt_id: attempt, path, bytes })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      });
    },

    async result(attempt) {
      const row = await database.selectFrom('attempts').select('result').where('id', '=', attempt).executeTakeFirst();
      return row?.result === undefined || row.result === null ? null : (JSON.parse(row.result) as unknown);
    },

    async evidence(attempt, path) {
      const row = await database
        .selectFrom('evidence')
        .select('bytes')
        .where('attempt_id', '=', attempt)
        .where('path', '=', path)
        .executeTakeFirst();
      return row?.bytes ?? null;
    },
  };
}

export function openSurfaces(database: Kysely<Tables>): Surfaces {
  return {
    async keepSurface(task, { kind, key, value }) {
      await database
        .insertInto('surfaces')
        .values({ task_id: task, kind, key, value })
        .onConflict((conflict) => conflict.columns(['task_id', 'kind', 'key']).doUpdateSet({ value }))
        .execute();
    },

    async taskOfSurface(kind, key) {
      const row = await database
        .selectFrom('surfaces')
        .select('task_id')
        .where('kind', '=', kind)
        .where('key', '=', key)
        .orderBy('task_id', 'desc')
        .executeTakeFirst();
      return (row?.task_id ?? null) as TaskId | null;
    },

    async surfaces(task, kind) {
      const rows = await database
        .selectFrom('surfaces')
        .select(['key', 'value'])
        .where('task_id', '=', task)
        .where('kind', '=', kind)
        .execute();
      return new Map(rows.map((row) => [row.key, row.value]));
    },
  };
}
