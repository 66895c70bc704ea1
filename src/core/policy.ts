// The policy of one task: the repository's configuration as it stood when the task was created.
import type { Budget } from './budget.ts';
import type { CoderPolicy } from './coder-choice.ts';
import type { PhaseName } from './phase.ts';

/** What a deployed build must answer before anything is tested. */
export interface Health {
  /** Path below the address. */
  readonly path: string;
  /** `null`: any from 200 to 399. */
  readonly status: number | null;
  /** Text that the answer must contain; `null`: none. */
  readonly text: string | null;
}

/** An environment that a command, or somebody else, deploys to. */
export interface DeploymentPolicy {
  readonly environment: string;
  readonly commitPath: string;
  readonly readySeconds: number;
  readonly health: Health;
  /** Whether the address may be one of a private network. */
  readonly privateAllowed: boolean;
}

export interface StagingPolicy extends DeploymentPolicy {
  /** `null`: somebody else deploys each commit and says so with a deployment status. */
  readonly command: string | null;
  /** With `command` null: pattern of the environments whose deployments count. Left out: all but production. */
  readonly awaited?: string;
  /** Whether all tasks deploy to one place, so that they take turns. */
  readonly shared: boolean;
}

export interface ProductionPolicy extends DeploymentPolicy {
  readonly command: string;
  /** Fixed address; `null` when the command tells it. */
  readonly url: string | null;
  readonly merge: 'merge' | 'squash' | 'rebase';
  /** `null`: a pull request that reverts the change is opened. */
  readonly rollback: string | null;
}

/** An OpenAI-compatible endpoint. */
export interface ModelPolicy {
  readonly baseUrl: string;
  readonly name: string;
  /** Environment variable of the job that holds the key. */
  readonly keyVariable: string;
  /** USD per million tokens; `null` when nobody has said. */
  readonly costPerMillion: { readonly input: number; readonly output: number } | null;
  /** Whether it may turn free text into the sentences that tests are made of. */
  readonly writesCriteria: boolean;
}

export interface GuardianPolicy {
  readonly threshold: number;
  readonly linesMax: number;
  /** Names of models that review as well. */
  readonly models: readonly string[];
  readonly requireHuman: boolean;
  /** Longest wait for the other checks of the commit, in minutes; 0: they are not looked at. */
  readonly checksMinutes: number;
}

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
  readonly application: {
    readonly install: string | null;
    readonly start: string;
    readonly url: string;
    readonly readySeconds: number;
  };
  /** The repository's own commands that look at the code. */
  readonly commands: { readonly test: string | null; readonly lint: string | null };
  readonly testDirectory: string;
  readonly coder: CoderPolicy;
  readonly model: ModelPolicy | null;
  readonly budget: Budget;
  readonly guardian: GuardianPolicy;
  readonly staging: StagingPolicy;
  /** `null`: a task ends with the validation on staging. */
  readonly production: ProductionPolicy | null;
  /** Errors in a row in the repository after which no task starts for a while. */
  readonly breaker: { readonly errors: number; readonly pauseMs: number };
  /** Patterns of paths that no change set may touch, the built-in ones included. */
  readonly protectedPaths: readonly string[];
}
