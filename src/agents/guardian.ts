// The guardian reviews the pull request; its approval counts only above the threshold and with the test green.
import type { Outcome } from '../core/outcome.ts';
import { type Agent, unexpectedOutput } from './agent.ts';
import { doubtProof, linkOf } from './proof.ts';

export const guardian: Agent = {
  name: 'guardian',
  phases: ['guardian_review'],

  work(task, attempt) {
    const approved = task.approval?.head === attempt.head;
    if (task.test === null) throw new Error(`agents: task ${task.id} reached ${attempt.phase} without a test`);
    const { path, sha256, commit } = task.test;
    return {
      command: 'review_pr',
      feature: { title: task.feature.title, text: task.feature.text },
      test: { path, sha256, commit },
      application: task.policy.application,
      threshold: task.policy.guardian.threshold,
      approvedBy: approved ? (task.approval?.by ?? null) : null,
      protectedPaths: [...task.policy.protectedPaths],
      linesMax: task.policy.guardian.linesMax,
    };
  },

  read(output, { task, attempt, runId, review }): Outcome {
    if (output.command !== 'review_pr') return unexpectedOutput(output, attempt);
    const { threshold } = task.policy.guardian;
    if (output.score < threshold && task.approval?.head !== attempt.head) {
      const message = `The guardian reports an approval with a score of ${output.score}; at least ${threshold} is needed.`;
      return { verdict: 'errored', failure: { class: 'invalid_result', message } };
    }
    const doubt = doubtProof(output.green, 'green');
    if (doubt !== null) return doubt;
    return {
      verdict: 'succeeded',
      output: { phase: 'guardian_review', score: output.score, green: linkOf(output.green, runId), review },
    };
  },
};
