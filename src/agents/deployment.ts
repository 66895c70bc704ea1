// The deployment agent brings the head commit to an environment and says where it is.
import { commitId } from '../core/identifier.ts';
import type { Outcome } from '../core/outcome.ts';
import { type Agent, unexpectedOutput } from './agent.ts';

export const deployment: Agent = {
  name: 'deployment',
  phases: ['staging_deployment', 'production_deployment'],

  work(task, attempt) {
    if (attempt.phase === 'production_deployment') {
      throw new Error(`agents: task ${task.id} wants a production deployment, which no configuration can ask for yet`);
    }
    const { command, environment, commitPath, readySeconds } = task.policy.staging;
    return { command: 'deploy', run: command, environment, url: task.feature.stagingUrl, commitPath, readySeconds };
  },

  read(output, { attempt }): Outcome {
    if (output.command !== 'deploy') return unexpectedOutput(output, attempt);
    if (attempt.phase !== 'staging_deployment' && attempt.phase !== 'production_deployment') {
      return unexpectedOutput(output, attempt);
    }
    return {
      verdict: 'succeeded',
      output: { phase: attempt.phase, url: output.url, commit: commitId(output.commit) },
    };
  },
};
