// The record: inbox, tasks, events, effects, attempts, evidence, surfaces.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('inbox')
    .addColumn('delivery', 'text', (column) => column.primaryKey())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('note', 'text')
    .execute();
  await database.schema.createIndex('inbox_due').on('inbox').columns(['status', 'due_at']).execute();

  await database.schema
    .createTable('tasks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('repository_id', 'bigint', (column) => column.notNull())
    .addColumn('issue', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('slot', 'integer')
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('run_id', 'bigint')
    .addColumn('branch', 'text')
    .addColumn('pull_request', 'integer')
    .addColumn('task', 'text', (column) => column.notNull())
    .execute();
  // Two tasks can never hold one slot, and an issue can never have two open tasks, whatever the code believes.
  await sql`create unique index tasks_slot on tasks (repository_id, slot) where slot is not null`.execute(database);
  await sql`create unique index tasks_open_issue on tasks (repository_id, issue)
            where state not in ('complete', 'failed', 'cancelled')`.execute(database);
  await sql`create index tasks_run on tasks (run_id) where run_id is not null`.execute(database);
  await database.schema.createIndex('tasks_state').on('tasks').columns(['state']).execute();

  await database.schema
    .createTable('events')
    .addColumn('task_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_key', ['task_id', 'version'])
    .execute();

  await database.schema
    .createTable('effects')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('task_id', 'text')
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('effect', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('unclear', 'integer', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('note', 'text')
    .execute();
  await sql`create unique index effects_key on effects (coalesce(task_id, ''), key)`.execute(database);
  await sql`create index effects_due on effects (due_at) where status in ('waiting', 'started')`.execute(database);

  await database.schema
    .createTable('attempts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('task_id', 'text', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('run_id', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('verdict', 'text')
    .addColumn('result', 'text')
    .execute();
  await sql`create unique index attempts_run on attempts (run_id) where run_id is not null`.execute(database);

  await database.schema
    .createTable('evidence')
    .addColumn('attempt_id', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('bytes', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('evidence_key', ['attempt_id', 'path'])
    .execute();

  await database.schema
    .createTable('surfaces')
    .addColumn('task_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('surfaces_key', ['task_id', 'kind', 'key'])
    .execute();
}
