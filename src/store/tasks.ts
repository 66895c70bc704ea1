// Tasks and their events. A task is written only together with the event that changed it and the effects it asks for.
import type { Kysely, Transaction } from 'kysely';
import type { Effect } from '../core/effect.ts';
import type { TaskEvent } from '../core/event.ts';
import { leaseOf } from '../core/lease.ts';
import { type Attempt, isTerminal, slotOf, type Task } from '../core/task.ts';
import type { Tables } from './schema.ts';
import type { Tasks } from './store.ts';

const terminal = ['complete', 'failed', 'cancelled'];

export function openTasks(database: Kysely<Tables>): Tasks {
  const read = (row: { task: string } | undefined): Task | null =>
    row === undefined ? null : (JSON.parse(row.task) as Task);

  return {
    async addTask(task, effects) {
      return await unlessTaken('open_task', async () => {
        await database.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('tasks')
            .values({ id: task.id, created_at: task.createdAt, ...columns(task, task.createdAt) })
            .execute();
          await insertEffects(transaction, task, effects, task.createdAt);
        });
        return 'added' as const;
      });
    },

    async advanceTask(next, event, effects) {
      return await unlessTaken(false, () =>
        database.transaction().execute(async (transaction) => {
          const { numUpdatedRows } = await transaction
            .updateTable('tasks')
            .set(columns(next, event.at))
            .where('id', '=', next.id)
            .where('version', '=', next.version - 1)
            .executeTakeFirst();
          if (numUpdatedRows !== 1n) return false;
          await transaction
            .insertInto('events')
            .values({
              task_id: next.id,
              version: next.version,
              kind: event.kind,
              at: event.at,
              event: JSON.stringify(event),
            })
            .execute();
          await keepAttempts(transaction, next);
          await insertEffects(transaction, next, effects, event.at);
          return true;
        }),
      );
    },

    async task(id) {
      return read(await database.selectFrom('tasks').select('task').where('id', '=', id).executeTakeFirst());
    },

    async openTaskOfIssue(repository, issue) {
      const query = database.selectFrom('tasks').select('task').where('repository_id', '=', repository);
      return read(await query.where('issue', '=', issue).where('state', 'not in', terminal).executeTakeFirst());
    },

    async openTaskOfPullRequest(repository, pullRequest) {
      const query = database.selectFrom('tasks').select('task').where('repository_id', '=', repository);
      return read(
        await query.where('pull_request', '=', pullRequest).where('state', 'not in', terminal).executeTakeFirst(),
      );
    },

    async latestTaskOfIssue(repository, issue) {
      const query = database.selectFrom('tasks').select('task').where('repository_id', '=', repository);
      return read(await query.where('issue', '=', issue).orderBy('created_at', 'desc').executeTakeFirst());
    },

    async taskOfPullRequest(repository, pullRequest) {
      const query = database.selectFrom('tasks').select('task').where('repository_id', '=', repository);
      return read(await query.where('pull_request', '=', pullRequest).executeTakeFirst());
    },

    async taskOfRun(run) {
      return read(await database.selectFrom('tasks').select('task').where('run_id', '=', run).executeTakeFirst());
    },

    async tasksOfIssue(repository, issue) {
      const { count } = await database
        .selectFrom('tasks')
        .select((expression) => expression.fn.countAll<number | string>().as('count'))
        .where('repository_id', '=', repository)
        .where('issue', '=', issue)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async openTasks() {
      const rows = await database
        .selectFrom('tasks')
        .select('task')
        .where('state', 'not in', terminal)
        .orderBy('created_at')
        .execute();
      return rows.map((row) => JSON.parse(row.task) as Task);
    },

    async latestAttempts(repository, limit) {
      const rows = await database
        .selectFrom('attempts')
        .innerJoin('tasks', 'tasks.id', 'attempts.task_id')
        .select(['attempts.verdict', 'attempts.ended_at'])
        .where('tasks.repository_id', '=', repository)
        .where('attempts.ended_at', 'is not', null)
        .where('attempts.verdict', '!=', 'void')
        .orderBy('attempts.ended_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ verdict, ended_at: endedAt }) => ({ verdict: verdict ?? '', endedAt: Number(endedAt) }));
    },

    async events(id) {
      const rows = await database
        .selectFrom('events')
        .select('event')
        .where('task_id', '=', id)
        .orderBy('version')
        .execute();
      return rows.map((row) => JSON.parse(row.event) as TaskEvent);
    },
  };
}

function columns(task: Task, at: number) {
  return {
    version: task.version,
    repository_id: task.repository.id,
    issue: task.issue,
    state: task.state.kind,
    slot: slotOf(task.state),
    priority: task.priority,
    updated_at: at,
    run_id: task.state.kind === 'running' ? task.state.attempt.runId : null,
    branch: task.branch?.name ?? null,
    pull_request: task.pullRequest?.number ?? null,
    lease: leaseOf(task),
    task: JSON.stringify(task),
  };
}

async function insertEffects(
  transaction: Transaction<Tables>,
  task: Task,
  effects: readonly Effect[],
  at: number,
): Promise<void> {
  for (const effect of effects) {
    await transaction
      .insertInto('effects')
      .values({
        task_id: task.id,
        key: effect.key,
        kind: effect.kind,
        effect: JSON.stringify(effect),
        status: 'waiting',
        due_at: effect.kind === 'wake' ? effect.event.at : at,
        lease_until: null,
        unclear: 0,
        tries: 0,
        note: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const newest = effects.find((effect) => effect.kind === 'show');
  if (newest !== undefined) await supersedeShows(transaction, task, newest.key);
  // A terminal task needs no waking up.
  if (isTerminal(task.state)) {
    await transaction.deleteFrom('effects').where('task_id', '=', task.id).where('kind', '=', 'wake').execute();
  }
}

/**
 * One picture of the newest state stands for all those before it. If one of them may have had its effect, the newest
 * inherits the doubt and the time until it can be cleared: a check run may have been made that nobody knows of.
 */
async function supersedeShows(transaction: Transaction<Tables>, task: Task, newest: string): Promise<void> {
  const earlier = await transaction
    .selectFrom('effects')
    .select(['id', 'unclear', 'due_at'])
    .where('task_id', '=', task.id)
    .where('kind', '=', 'show')
    .where('status', '=', 'waiting')
    .where('key', '!=', newest)
    .execute();
  if (earlier.length === 0) return;
  const ids = earlier.map((effect) => effect.id);
  await transaction.deleteFrom('effects').where('id', 'in', ids).execute();
  const unclear = earlier.filter((effect) => effect.unclear === 1);
  if (unclear.length === 0) return;
  const dueAt = Math.max(...unclear.map((effect) => Number(effect.due_at)));
  await transaction
    .updateTable('effects')
    .set({ unclear: 1, due_at: dueAt })
    .where('task_id', '=', task.id)
    .where('key', '=', newest)
    .execute();
}

/** Keeps the row of the open attempt, and closes those that have ended. */
async function keepAttempts(transaction: Transaction<Tables>, task: Task): Promise<void> {
  const open: Attempt | null = task.state.kind === 'running' ? task.state.attempt : null;
  const ended = task.history.at(-1);
  if (open !== null) {
    const { id, phase, round, startedAt, runId } = open;
    await transaction
      .insertInto('attempts')
      .values({
        id,
        task_id: task.id,
        phase,
        round,
        started_at: startedAt,
        run_id: runId,
        ended_at: null,
        verdict: null,
        result: null,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ run_id: runId }))
      .execute();
  }
  if (ended === undefined) return;
  await transaction
    .updateTable('attempts')
    .set({ ended_at: ended.endedAt, verdict: ended.verdict, run_id: ended.runId })
    .where('id', '=', ended.id)
    .where('ended_at', 'is', null)
    .execute();
}

/** A unique index has the last word about slots and open issues; being too late is an answer, not an error. */
async function unlessTaken<Value, Late>(late: Late, write: () => Promise<Value>): Promise<Value | Late> {
  try {
    return await write();
  } catch (error) {
    if (/UNIQUE constraint failed|duplicate key value/.test(String(error))) return late;
    throw error;
  }
}
