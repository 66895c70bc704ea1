// What the engine needs of the record. Every method is one transaction; a promise that resolves is durable.
import type { Effect, LooseEffect } from '../core/effect.ts';
import type { TaskEvent } from '../core/event.ts';
import type { EndedAttempt } from '../core/gates/breaker.ts';
import type { AttemptId, RunId, TaskId } from '../core/identifier.ts';
import type { Task } from '../core/task.ts';

/** One webhook as it came in. */
export interface Delivery {
  /** `X-GitHub-Delivery`. */
  readonly id: string;
  readonly event: string;
  /** The verified body, parsed. */
  readonly payload: unknown;
}

export interface WaitingDelivery extends Delivery {
  readonly tries: number;
  readonly receivedAt: number;
}

/** An effect that this process may now perform. */
export interface ClaimedEffect<Kind = Effect> {
  readonly id: number;
  readonly task: TaskId | null;
  readonly effect: Kind;
  /** Whether an earlier try may have had its effect: look for it before doing it again. */
  readonly unclear: boolean;
  /** Tries so far, this one included. */
  readonly tries: number;
}

export interface Inbox {
  /** Keeps a delivery; `known` when one with its id is there already, handled or not. */
  keepDelivery(delivery: Delivery, now: number): Promise<'new' | 'known'>;
  /** Deliveries whose time has come, oldest first. */
  dueDeliveries(now: number, limit: number): Promise<WaitingDelivery[]>;
  finishDelivery(id: string): Promise<void>;
  deferDelivery(id: string, options: { until: number; note: string }): Promise<void>;
  /** Sets a delivery aside with its story; it stops nothing else. */
  parkDelivery(id: string, note: string): Promise<void>;
  /** When the next delivery is to be looked at, or `null` when none waits. */
  nextDeliveryAt(): Promise<number | null>;
}

export interface Tasks {
  /** Adds a task with its first effects; `open_task` when the issue has one already, and then nothing changes. */
  addTask(task: Task, effects: readonly Effect[]): Promise<'added' | 'open_task'>;
  /**
   * Writes what an event made of a task: task, event and effects in one transaction. `false`, and nothing written,
   * when the stored version is not the one before `next`, or its slot has been taken meanwhile.
   */
  advanceTask(next: Task, event: TaskEvent, effects: readonly Effect[]): Promise<boolean>;
  task(id: TaskId): Promise<Task | null>;
  openTaskOfIssue(repository: number, issue: number): Promise<Task | null>;
  openTaskOfPullRequest(repository: number, pullRequest: number): Promise<Task | null>;
  /** The newest task of an issue, ended ones included. */
  latestTaskOfIssue(repository: number, issue: number): Promise<Task | null>;
  /** The task of a pull request, ended ones included. */
  taskOfPullRequest(repository: number, pullRequest: number): Promise<Task | null>;
  /** The task that waits for this run, or `null`. */
  taskOfRun(run: RunId): Promise<Task | null>;
  /** How many tasks an issue has had, ended ones included. */
  tasksOfIssue(repository: number, issue: number): Promise<number>;
  /** All tasks that have not ended. Grows with open tasks, not with history. */
  openTasks(): Promise<Task[]>;
  events(id: TaskId): Promise<TaskEvent[]>;
  /** The repository's attempts that ended last, of whatever task, the newest first; voided ones left out. */
  latestAttempts(repository: number, limit: number): Promise<EndedAttempt[]>;
}

export interface Installations {
  /** While an installation is suspended nothing is done in its repositories; nothing is forgotten either. */
  setSuspended(installation: number, since: number | null): Promise<void>;
  suspendedInstallations(): Promise<ReadonlySet<number>>;
}

export interface Effects {
  /** Adds an effect of no task (an answer to somebody whose label started nothing). Known keys are ignored. */
  addEffect(key: string, effect: LooseEffect): Promise<void>;
  /**
   * Claims the next effect that is due and not being performed; within a task, oldest first and one at a time.
   * It is marked as started, durably, before this resolves.
   */
  claimEffect(options: {
    now: number;
    leaseMs: number;
    busy: readonly number[];
  }): Promise<ClaimedEffect<Effect | LooseEffect> | null>;
  finishEffect(id: number): Promise<void>;
  /** @param options.untried the try does not count: nothing was done */
  deferEffect(id: number, options: { until: number; unclear: boolean; note: string; untried?: boolean }): Promise<void>;
  parkEffect(id: number, note: string): Promise<void>;
  /** When the next effect falls due, those in `busy` aside, or `null` when none waits. */
  nextEffectAt(busy: readonly number[]): Promise<number | null>;
}

export interface Results {
  /** Keeps a verified result and its evidence with the attempt. Keeping it twice is harmless. */
  keepResult(attempt: AttemptId, result: unknown, evidence: ReadonlyMap<string, Uint8Array>): Promise<void>;
  result(attempt: AttemptId): Promise<unknown | null>;
  /** One file of the evidence; `null` when there is none at this path. */
  evidence(attempt: AttemptId, path: string): Promise<Uint8Array | null>;
}

export interface Surfaces {
  keepSurface(task: TaskId, surface: { kind: string; key: string; value: string }): Promise<void>;
  surfaces(task: TaskId, kind: string): Promise<ReadonlyMap<string, string>>;
  /** The newest task that has such a surface, or `null`. */
  taskOfSurface(kind: string, key: string): Promise<TaskId | null>;
}

export interface Store extends Inbox, Tasks, Effects, Results, Surfaces, Installations {
  close(): Promise<void>;
}
