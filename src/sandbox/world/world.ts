/**
 * Everything that this local GitHub knows, in memory. Git objects are not here: they live in bare repositories on
 * disk (see git/). Records refer to each other by object, so there is nothing to look up and nothing to keep in step.
 */
import type { Account, App } from './account.ts';
import type { Delivery } from './delivery.ts';
import type { Installation, Token } from './installation.ts';
import type { Repository } from './repository.ts';

export interface World {
  /** Where the sandbox answers, for example `http://127.0.0.1:4711`, without a slash at the end. */
  url: string;
  readonly accounts: Map<number, Account>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  /** By the token's text. */
  readonly tokens: Map<string, Token>;
  readonly repositories: Map<number, Repository>;
  /** Every webhook that was sent, in order of arrival. */
  readonly deliveries: Map<number, Delivery>;
  /** The next identifier; one sequence for everything, so that no two records share one. */
  nextId(): number;
  /** The time, in milliseconds since 1970; the only clock of the sandbox. */
  now(): number;
  /** Calls `listener` after each change until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void;
  /** Tells the listeners; whoever changes a record calls it once it is consistent again. */
  changed(change: Change): void;
}

/** What has changed: enough for a page to know whether it must be read again. */
export interface Change {
  readonly kind:
    | 'account'
    | 'repository'
    | 'ref'
    | 'issue'
    | 'pull_request'
    | 'comment'
    | 'review'
    | 'check_run'
    | 'workflow_run'
    | 'job'
    | 'artifact'
    | 'deployment'
    | 'delivery';
  readonly repository?: Repository;
  /** Number of the issue or pull request, or id of the record. */
  readonly id?: number | string;
}

/** An empty world. Identifiers start at 1001, so that none looks like an issue's number. */
export function createWorld(url = ''): World {
  const listeners = new Set<(change: Change) => void>();
  let lastId = 1000;
  return {
    url,
    accounts: new Map(),
    apps: new Map(),
    installations: new Map(),
    tokens: new Map(),
    repositories: new Map(),
    deliveries: new Map(),
    nextId: () => ++lastId,
    now: () => Date.now(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed: (change) => {
      for (const listener of listeners) listener(change);
    },
  };
}

/** GitHub's form of a time: whole seconds, UTC. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
