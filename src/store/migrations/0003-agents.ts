// Agents that cost money, people who vote, production: what tasks from before do not know of.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; task: string }>`select id, task from tasks`.execute(database);
  for (const row of rows) {
    const task = JSON.stringify(withAgents(JSON.parse(row.task) as Old));
    await sql`update tasks set task = ${task} where id = ${row.id}`.execute(database);
  }
}

interface Old {
  readonly limits: object;
  readonly proofs: Readonly<Record<string, object | null>>;
  readonly history: readonly object[];
  readonly policy: { readonly guardian: object; readonly staging: object; readonly coder: object };
}

const noBudget = { costUsd: null, tokens: null, minutes: null };

/** A task goes on under the policy that it was made with: no isolation, no budget, no people's votes, no production. */
function withAgents(task: Old): object {
  const { policy } = task;
  return {
    merged: null,
    production: null,
    votes: [],
    ...task,
    limits: { budget: noBudget, ...task.limits },
    proofs: Object.fromEntries(
      Object.entries(task.proofs).map(([name, proof]) => [name, proof === null ? null : { runs: 1, ...proof }]),
    ),
    history: task.history.map((record) => ({ votes: [], usage: null, ...record })),
    policy: {
      commands: { test: null, lint: null },
      model: null,
      budget: noBudget,
      ...policy,
      production: null,
      coder: { choice: policy.coder, turnsMax: 1, isolation: 'off', passEnvironment: [] },
      guardian: { models: [], requireHuman: false, checksMinutes: 0, ...policy.guardian },
      staging: { health: { path: '/', status: null, text: null }, privateAllowed: true, ...policy.staging },
    },
  };
}
