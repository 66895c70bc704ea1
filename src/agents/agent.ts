// An agent, server side: what it asks the action to do for a phase, and how it reads the answer.
import type { PhaseRequest } from '../contract/request.ts';
import type { PhaseOutput, PostedReview } from '../contract/result.ts';
import type { RunId } from '../core/identifier.ts';
import type { Outcome } from '../core/outcome.ts';
import type { AgentName, PhaseName } from '../core/phase.ts';
import type { Attempt, Task } from '../core/task.ts';

export interface Reading {
  readonly task: Task;
  readonly attempt: Attempt;
  readonly runId: RunId;
  /** The pull request review that the run posted, for the guardian. */
  readonly review: PostedReview | null;
}

export interface Agent {
  readonly name: AgentName;
  readonly phases: readonly PhaseName[];
  /** What to do in this attempt. Throws when the task lacks what the phase builds on: a bug, not an outcome. */
  work(task: Task, attempt: Attempt): PhaseRequest['work'];
  /** What a success means for the task. An output of another phase's form is an error of class `invalid_result`. */
  read(output: PhaseOutput, reading: Reading): Outcome;
}

/** The answer to an output that does not belong to the phase. */
export function unexpectedOutput(output: PhaseOutput, attempt: Attempt): Outcome {
  return {
    verdict: 'errored',
    failure: {
      class: 'invalid_result',
      message: `The result of ${attempt.phase} holds the output of "${output.command}".`,
    },
  };
}
