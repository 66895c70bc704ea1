// The deployment agent brings a commit to an environment and says where it is.
import { commitId } from '../core/identifier.ts';
import type { Outcome } from '../core/outcome.ts';
import type { DeploymentPolicy } from '../core/policy.ts';
import type { Attempt, Task } from '../core/task.ts';
import { type Agent, unexpectedOutput } from './agent.ts';
import { doubtProof } from './proof.ts';

export const deployment: Agent = {
  name: 'deployment',
  phases: ['staging_deployment', 'production_deployment'],

  work(task, attempt) {
    const { staging, production } = task.policy;
    if (attempt.phase === 'staging_deployment') {
      if (staging.command === null) throw new Error(`agents: somebody else deploys the commits of task ${task.id}`);
      const { command, environment } = staging;
      const url = task.feature.stagingUrl;
      return { command: 'deploy', run: command, environment, url, ...buildOf(staging), validation: null };
    }
    if (production === null || task.test === null) {
      throw new Error(`agents: task ${task.id} reached ${attempt.phase} without a test or a production to deploy to`);
    }
    const { path, sha256 } = task.test;
    const { command, environment, url, rollback } = production;
    // The branch may be gone after the merge; the merged commit has the test as well, and the hash says that it is the same.
    const validation = { test: { path, sha256, commit: attempt.head }, rollback };
    return { command: 'deploy', run: command, environment, url, ...buildOf(production), validation };
  },

  read(output, { task, attempt }): Outcome {
    if (output.command !== 'deploy') return unexpectedOutput(output, attempt);
    if (attempt.phase !== 'staging_deployment' && attempt.phase !== 'production_deployment') {
      return unexpectedOutput(output, attempt);
    }
    return (
      doubtValidation(task, attempt, output) ?? {
        verdict: 'succeeded',
        output: { phase: attempt.phase, url: output.url, commit: commitId(output.commit) },
      }
    );
  },
};

/** What a deployed build is known by. */
export const buildOf = ({ commitPath, readySeconds, health, privateAllowed }: DeploymentPolicy) => ({
  commitPath,
  readySeconds,
  health,
  privateAllowed,
});

/** Production counts only with the frozen test green on it. */
function doubtValidation(
  task: Task,
  attempt: Attempt,
  { green }: { green: Parameters<typeof doubtProof>[0] | null },
): Outcome | null {
  if (attempt.phase !== 'production_deployment') return null;
  if (green !== null) return doubtProof(green, 'green');
  const message = `The deployment of task ${task.id} says nothing of the test on production.`;
  return { verdict: 'errored', failure: { class: 'deployment_lost', message } };
}
