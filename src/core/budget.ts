// What a task may cost, and what an attempt has cost.

/** Limits of one task; `null`: none. */
export interface Budget {
  readonly costUsd: number | null;
  readonly tokens: number | null;
  readonly minutes: number | null;
}

export type BudgetName = keyof Budget;

/** What one attempt has used; `null` where nobody has said. */
export interface Usage {
  readonly costUsd: number | null;
  readonly tokens: number | null;
}
