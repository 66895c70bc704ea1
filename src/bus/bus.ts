// The bus carries what has happened to everybody who wants to hear it. It is a wake-up, never the truth:
// a message that is lost costs time, because the record is asked again, and nothing else.
import type { TaskEvent } from '../core/event.ts';
import type { Task } from '../core/task.ts';

export interface Message {
  /** The task as the event left it. */
  readonly task: Task;
  /** `null` for a task that was just added. */
  readonly event: TaskEvent | null;
}

export interface Bus {
  /** Never waits for a listener and never fails because of one. */
  publish(message: Message): void;
  /** Calls the listener for every message from now on; returns the way to stop it. */
  subscribe(listener: (message: Message) => void): () => void;
}
