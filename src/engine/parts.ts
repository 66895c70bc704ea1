// What the loop is built of, handed to it by the composition root.
import type { Bus } from '../bus/bus.ts';
import type { Repository } from '../core/task.ts';
import type { GitHub } from '../github/github.ts';
import type { GuardianApp } from '../github/guardian-app.ts';
import type { Signal } from '../github/signal.ts';
import type { Delivery, Store } from '../store/store.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface EngineSettings {
  /** Path of the phase workflow in each repository. */
  readonly workflowPath: string;
  /** Time after which GitHub's reads show what was written before, in milliseconds; unclear outcomes wait it out. */
  readonly settleMs: number;
  /** Effects performed at the same time. */
  readonly effectsMax: number;
  /** Tries at one effect before it is parked. */
  readonly effectTriesMax: number;
  /** Tries at one delivery before it is parked. */
  readonly deliveryTriesMax: number;
  /** Pause between two comparisons of running attempts with GitHub, in milliseconds. */
  readonly reconcileMs: number;
}

export interface EngineParts {
  readonly store: Store;
  readonly github: GitHub;
  /** The second App, which reviews where GitHub refuses the job's review; `null` where none is configured. */
  readonly guardianApp: GuardianApp | null;
  readonly bus: Bus;
  /** Reads a delivery; `null` when it says nothing to Chimera. Throws on a payload that it cannot read. */
  readonly translate: (delivery: Delivery) => Signal | null;
  /** Opens the pull request that prepares a repository, unless there was one before. */
  readonly prepare: (repository: Repository) => Promise<void>;
  /** Checks what Chimera needs in a repository; resolves with the report as markdown. */
  readonly examine: (repository: Repository) => Promise<string>;
  readonly settings: EngineSettings;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}
