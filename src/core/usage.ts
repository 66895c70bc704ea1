// What coders and models have used, and what a task may still use.
import type { Budget, BudgetName } from './budget.ts';
import type { Task } from './task.ts';

export interface Spent {
  readonly costUsd: number;
  readonly tokens: number;
  /** Of all runs together. */
  readonly minutes: number;
}

/** All that a task has used so far, the attempts that have ended. What was not told counts as nothing. */
export function spentBy({ history }: Pick<Task, 'history'>): Spent {
  const sum = (part: (record: Task['history'][number]) => number): number =>
    history.reduce((total, record) => total + part(record), 0);
  return {
    costUsd: sum(({ usage }) => usage?.costUsd ?? 0),
    tokens: sum(({ usage }) => usage?.tokens ?? 0),
    minutes: sum(({ startedAt, endedAt }) => Math.max(0, endedAt - startedAt) / 60_000),
  };
}

/** What is left of each part of the budget, never below 0; `null`: no limit. */
export function leftOf(task: Pick<Task, 'history' | 'limits'>): Budget {
  const spent = spentBy(task);
  const { budget } = task.limits;
  const left = (name: BudgetName): number | null => {
    const allowed = budget[name];
    return allowed === null ? null : Math.max(0, allowed - spent[name]);
  };
  return { costUsd: left('costUsd'), tokens: left('tokens'), minutes: left('minutes') };
}

/** The part of the budget that is used up, or `null`. */
export function exhaustedBudget(task: Pick<Task, 'history' | 'limits'>): BudgetName | null {
  const left = leftOf(task);
  return (['costUsd', 'tokens', 'minutes'] as const).find((name) => left[name] === 0) ?? null;
}

/** The limits after a person has said that it may go on: the whole budget again, on top of what is spent. */
export function freshBudget(task: Pick<Task, 'history' | 'policy'>): Budget {
  const spent = spentBy(task);
  const { budget } = task.policy;
  const raised = (name: BudgetName): number | null => {
    const allowed = budget[name];
    return allowed === null ? null : allowed + spent[name];
  };
  return { costUsd: raised('costUsd'), tokens: raised('tokens'), minutes: raised('minutes') };
}
