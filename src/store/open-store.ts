// Opens the record: SQLite in one file, migrated to the newest schema.
import { openEffects } from './effects.ts';
import { openInbox } from './inbox.ts';
import { openInstallations } from './installations.ts';
import { migrate } from './migrate.ts';
import { openResults, openSurfaces } from './results.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import { openTasks } from './tasks.ts';

/** @param path file of the database, or `:memory:` */
export async function openStore(path: string): Promise<Store> {
  const database = openSqlite(path);
  await migrate(database);
  return {
    ...openInbox(database),
    ...openTasks(database),
    ...openEffects(database),
    ...openResults(database),
    ...openSurfaces(database),
    ...openInstallations(database),
    close: () => database.destroy(),
  };
}
