// Brings a database to the newest schema. Migrations are numbered, append-only and run inside one transaction each.
import { type Kysely, type Migration, Migrator } from 'kysely';
import * as record from './migrations/0001-record.ts';
import * as steering from './migrations/0002-steering.ts';
import * as agents from './migrations/0003-agents.ts';

const migrations: Readonly<Record<string, Migration>> = {
  '0001-record': record,
  '0002-steering': steering,
  '0003-agents': agents,
};

/** Runs what is missing; throws with the migration's name when one fails. */
export async function migrate<Database>(database: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'the migration table';
  throw new Error(`store: ${failed} could not be applied to the database`, { cause: error });
}
