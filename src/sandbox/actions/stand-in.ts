// What a local stand-in for a public action is: it behaves like the action, inside the runner's process, and talks
// only to the sandbox.
import type { ArtifactStore, Run } from '../runner/host.ts';

export type StandIn = {
  /** Every input that the real action knows, with its default (undefined: none). Others are warned of, as on GitHub. */
  inputs: Record<string, string | undefined>;
  run(step: StandInStep): Promise<StandInEnd>;
};

/** `after` runs when the job's steps have ended, in reverse order, whatever became of the job. */
export type StandInEnd =
  | { kind: 'done'; outputs?: Record<string, string>; paths?: string[]; after?: (step: StandInStep) => Promise<void> }
  | { kind: 'failed'; message: string };

export type StandInStep = {
  /** Inputs with defaults, by their lower-case names. */
  inputs: Record<string, string>;
  run: Run;
  token: string;
  workspace: string;
  temporary: string;
  artifacts: ArtifactStore;
  log: { line(text: string): void; warning(message: string): void; mask(secret: string): void };
  /** Runs a command with the job's environment, its output in the step's log. The exit code, or undefined if stopped. */
  execute(command: string, args: string[], options: ExecuteOptions): Promise<number | undefined>;
  signal: AbortSignal;
};

type ExecuteOptions = {
  directory: string;
  environment?: Record<string, string>;
  /** Takes the output instead of the log. */
  onLine?: (line: string) => void;
};
