// node:sqlite behind Kysely's SQLite dialect: WAL, and every transaction takes the write lock at its beginning.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Tables } from './schema.ts';

/** Opens (and makes, if missing) the database file; `:memory:` keeps it in memory. */
export function openSqlite(path: string): Kysely<Tables> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  // FULL, because an acknowledged delivery must survive a power cut: 8,000 transactions a second are plenty.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
  const cache = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    cache.set(sql, made);
    return made;
  };
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => database.close(),
        // A deferred `begin` lets two processes that read and then write fail with "database is locked" at once.
        prepare: (sql) => adaptStatement(prepare(sql === 'begin' ? 'begin immediate' : sql)),
      },
    }),
  });
}

function adaptStatement(statement: StatementSync) {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]): unknown[] => statement.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]): IterableIterator<unknown> => statement.iterate(...values(parameters)),
  };
}
