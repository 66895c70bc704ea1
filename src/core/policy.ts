// The policy of one task: the repository's configuration as it stood when the task was created.
import type { PhaseName } from './phase.ts';

export type CoderChoice =
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'replay'; readonly directory: string };

export interface Policy {
  /** The label that starts a task. */
  readonly label: string;
  /** Slots of the repository: tasks that run at the same time. */
  readonly parallel: number;
  /** Rounds of code and review before a person is asked. */
  readonly roundsMax: number;
  /** Phase results that the task may consume before a person is asked. */
  readonly resultsMax: number;
  /** Tries at one phase that may end in an error before the task fails. */
  readonly triesMax: number;
  /** First pause after an error, in milliseconds; it doubles with each further error of the phase. */
  readonly backoffMs: number;
  /** Time that a run may wait for a runner before it counts as overdue, in milliseconds. */
  readonly queueMs: number;
  readonly timeoutMinutes: Readonly<Record<PhaseName, number>>;
  readonly production: boolean;
  readonly application: {
    readonly install: string | null;
    readonly start: string;
    readonly url: string;
    readonly readySeconds: number;
  };
  readonly testDirectory: string;
  readonly coder: CoderChoice;
  readonly guardian: { readonly threshold: number; readonly linesMax: number };
  readonly staging: {
    readonly command: string;
    readonly environment: string;
    readonly commitPath: string;
    readonly readySeconds: number;
    /** Whether all tasks deploy to one place, so that they take turns. */
    readonly shared: boolean;
  };
  /** Errors in a row in the repository after which no task starts for a while. */
  readonly breaker: { readonly errors: number; readonly pauseMs: number };
  /** Patterns of paths that no change set may touch, the built-in ones included. */
  readonly protectedPaths: readonly string[];
}
