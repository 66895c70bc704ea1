// What coders and models have used, and what a task may still use.

import { closed } from './approval.ts';
import type { Budget, BudgetName } from './budget.ts';
import type { AttemptRecord, Task } from './task.ts';

export interface Spent {
  readonly costUsd: number;
  readonly tokens: number;
  /** Of all runs together, without what they waited for approvals. */
  readonly minutes: number;
}

/** All that a task has used so far, the attempts that have ended. What was not told counts as nothing. */
export function spentBy({ history }: Pick<Task, 'history'>): Spent {
  const sum = (part: (record: Task['history'][number]) => number): number =>
    history.reduce((total, record) => total + part(record), 0);
  return {
    costUsd: sum(({ usage }) => usage?.costUsd ?? 0),
    tokens: sum(({ usage }) => usage?.tokens ?? 0),
    minutes: sum((record) => ranMs(record) / 60_000),
  };
}

/** Milliseconds that an attempt has taken, without what its run waited for approvals. */
export function ranMs({ startedAt, endedAt, approval }: AttemptRecord): number {
  const waitedMs = approval === undefined ? 0 : closed(approval, endedAt).waitedMs;
  return Math.max(0, endedAt - startedAt - waitedMs);
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
