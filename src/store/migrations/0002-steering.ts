// Steering by people: what tasks remember of it, the lease on a shared staging environment, suspended installations.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table tasks add column lease text`.execute(database);
  // Two tasks never use one shared environment at the same time, whatever the code believes.
  await sql`create unique index tasks_lease on tasks (lease) where lease is not null`.execute(database);
  await sql`create index tasks_pull_request on tasks (repository_id, pull_request)`.execute(database);
  await sql`create index tasks_issue on tasks (repository_id, issue)`.execute(database);
  await sql`create index attempts_ended on attempts (ended_at)`.execute(database);
  await database.schema
    .createTable('suspended_installations')
    .addColumn('id', 'bigint', (column) => column.primaryKey())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute();

  const { rows } = await sql<{ id: string; task: string }>`select id, task from tasks`.execute(database);
  for (const row of rows) {
    const task = JSON.stringify(withSteering(JSON.parse(row.task) as Old));
    await sql`update tasks set task = ${task} where id = ${row.id}`.execute(database);
  }
}

interface Old {
  readonly policy: { readonly staging: object };
}

/** A task from before has been steered by nobody. */
function withSteering(task: Old): object {
  return {
    guidance: [],
    approval: null,
    pause: null,
    changedSince: null,
    blockedBy: [],
    causes: [],
    ...task,
    policy: {
      breaker: { errors: 5, pauseMs: 600_000 },
      ...task.policy,
      staging: { shared: true, ...task.policy.staging },
    },
  };
}
