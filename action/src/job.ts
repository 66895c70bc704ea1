// What a phase command gets to work with, and how it ends when it cannot do its work.
import type { PhaseRequest, Work } from '../../src/contract/request.ts';
import type { Flake, ResultVerdict, Usage } from '../../src/contract/result.ts';
import type { ResultDirectory } from './result-directory.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Job {
  readonly request: PhaseRequest;
  /** Absolute path of the checkout of the request's head. */
  readonly workspace: string;
  /** Absolute path of an empty directory outside the checkout; nobody reads it afterwards. */
  readonly scratch: string;
  readonly result: ResultDirectory;
  /** The step's environment, unfiltered; see `commandEnvironment` for what commands get of it. */
  readonly environment: Environment;
  /** Shows text in the job's log. The text may be anybody's: it is never read as a workflow command. */
  print(text: string): void;
  /** Keeps what a coder or a model has used, whatever comes of it. */
  used(usage: Usage): void;
  /** Keeps that a scenario did not always end the same way on one build. */
  differed(flake: Flake): void;
}

export type Command<Name extends Work['command']> = (
  job: Job,
  work: Extract<Work, { command: Name }>,
) => Promise<ResultVerdict>;

export type Failure = Extract<ResultVerdict, { verdict: 'errored' }>['failure'];

/** An expected end without a verdict. Thrown from any depth, turned into an `errored` result in one place. */
export class PhaseError extends Error {
  readonly failure: Failure;

  constructor(kind: Failure['class'], message: string) {
    super(message);
    this.name = 'PhaseError';
    this.failure = { class: kind, message };
  }
}
