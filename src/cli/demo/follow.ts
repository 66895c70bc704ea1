// Follows a task in the app's own record until it ends or waits for a person, and tells each step as it happens.
import { setTimeout as sleep } from 'node:timers/promises';
import { taskId } from '../../core/identifier.ts';
import { isTerminal, type Task } from '../../core/task.ts';
import { openStore } from '../../store/open-store.ts';
import { repository, type Stage } from './stage.ts';
import { tellAttempt, tellStart } from './tell.ts';

/** Pause between two looks at the record, in milliseconds. */
const lookMs = 100;

/** How long the app may take to make a task of a label, in milliseconds. */
const takenUpMsMax = 30_000;

/** Resolves with the task as it ended, or as it waits; with `null` when the signal has ended the following. */
export async function follow(stage: Stage, issue: number, signal?: AbortSignal): Promise<Task | null> {
  const { data } = await stage.mona.repos.get(repository);
  const id = taskId(data.id, issue, 1);
  const store = await openStore(stage.databasePath);
  try {
    const givesUpAt = Date.now() + takenUpMsMax;
    let told = 0;
    let started: string | null = null;
    while (signal?.aborted !== true) {
      const task = await store.task(id);
      if (task === null) {
        if (Date.now() > givesUpAt) throw new Error(`demo: the label made no task; see ${stage.logPath}`);
      } else {
        for (const attempt of task.history.slice(told)) tellAttempt(attempt);
        told = task.history.length;
        if (task.state.kind === 'running' && task.state.attempt.id !== started && task.state.attempt.runId !== null) {
          started = task.state.attempt.id;
          tellStart(stage, task.state.attempt);
        }
        if (isTerminal(task.state) || task.state.kind === 'waiting') return task;
      }
      await sleep(lookMs);
    }
    return null;
  } finally {
    await store.close();
  }
}
