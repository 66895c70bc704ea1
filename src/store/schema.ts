// The tables, as Kysely sees them. Times are milliseconds since 1970 (UTC); JSON columns are text.
import type { Generated, Selectable } from 'kysely';

/** Deliveries, stored before they are acknowledged. */
interface InboxTable {
  /** `X-GitHub-Delivery`; a redelivery keeps it, so it is the key that makes a delivery count once. */
  delivery: string;
  event: string;
  payload: string;
  received_at: number;
  /** `waiting` until handled; `parked` when it could not be, with the story in `note`. */
  status: 'waiting' | 'handled' | 'parked';
  due_at: number;
  tries: number;
  note: string | null;
}

interface TasksTable {
  id: string;
  version: number;
  repository_id: number;
  issue: number;
  state: string;
  slot: number | null;
  priority: number;
  created_at: number;
  updated_at: number;
  run_id: number | null;
  branch: string | null;
  pull_request: number | null;
  /** The shared staging environment that the task holds. */
  lease: string | null;
  /** The whole task; the columns above are copies to search by. */
  task: string;
}

interface EventsTable {
  task_id: string;
  /** Version of the task that the event made. */
  version: number;
  kind: string;
  at: number;
  event: string;
}

interface EffectsTable {
  id: Generated<number>;
  task_id: string | null;
  key: string;
  kind: string;
  effect: string;
  /** `started` without an end means: unclear, look before repeating. */
  status: 'waiting' | 'started' | 'done' | 'parked';
  due_at: number;
  /** When a started effect may be looked after by anybody: its start plus the settling time. */
  lease_until: number | null;
  /** 1 when an earlier try may have had its effect. */
  unclear: number;
  tries: number;
  note: string | null;
}

interface AttemptsTable {
  id: string;
  task_id: string;
  phase: string;
  round: number;
  started_at: number;
  run_id: number | null;
  ended_at: number | null;
  verdict: string | null;
  /** The verified `result.json`. */
  result: string | null;
}

interface EvidenceTable {
  attempt_id: string;
  path: string;
  bytes: Uint8Array;
}

/** Ids of what shows a task on GitHub: its check runs and comments. */
interface SurfacesTable {
  task_id: string;
  kind: string;
  key: string;
  value: string;
}

interface SuspendedInstallationsTable {
  id: number;
  since: number;
}

export interface Tables {
  inbox: InboxTable;
  tasks: TasksTable;
  events: EventsTable;
  effects: EffectsTable;
  attempts: AttemptsTable;
  evidence: EvidenceTable;
  surfaces: SurfacesTable;
  suspended_installations: SuspendedInstallationsTable;
}

export type InboxRow = Selectable<InboxTable>;
export type EffectRow = Selectable<EffectsTable>;
