// Branded identifiers: a run is not a task. All are derived from facts, none from chance, so that the same
// event always yields the same names.

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** `<repository id>-<issue number>-<sequence>`: the n-th task of an issue. */
export type TaskId = Branded<string, 'TaskId'>;
/** `<task>-<number>`: the n-th attempt of a task. It travels in the `run-name`. */
export type AttemptId = Branded<string, 'AttemptId'>;
/** GitHub's id of a workflow run. */
export type RunId = Branded<number, 'RunId'>;
/** 40 hexadecimal digits. */
export type CommitId = Branded<string, 'CommitId'>;

export const taskId = (repository: number, issue: number, sequence: number): TaskId =>
  `${repository}-${issue}-${sequence}` as TaskId;
export const attemptId = (task: TaskId, number: number): AttemptId => `${task}-${number}` as AttemptId;

/** The task that an attempt with this name would belong to; `null` when it is no such name. */
export const taskOfAttempt = (name: string): TaskId | null =>
  (/^(\d{1,15}-\d{1,15}-\d{1,9})-\d{1,9}$/.exec(name)?.[1] as TaskId | undefined) ?? null;

export const runId = (value: number): RunId => value as RunId;
export const commitId = (value: string): CommitId => value as CommitId;
