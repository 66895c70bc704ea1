// Which installations of the app are suspended.
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { Installations } from './store.ts';

export function openInstallations(database: Kysely<Tables>): Installations {
  return {
    async setSuspended(installation, since) {
      if (since === null) {
        await database.deleteFrom('suspended_installations').where('id', '=', installation).execute();
        return;
      }
      await database
        .insertInto('suspended_installations')
        .values({ id: installation, since })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async suspendedInstallations() {
      const rows = await database.selectFrom('suspended_installations').select('id').execute();
      return new Set(rows.map(({ id }) => Number(id)));
    },
  };
}
