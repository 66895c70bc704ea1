// The coder makes the failing test pass; what it wants committed must pass the guardrails first.
import type { Outcome } from '../core/outcome.ts';
import { type Agent, unexpectedOutput } from './agent.ts';
import { doubtChangeSet, summarise } from './change-set.ts';

export const coder: Agent = {
  name: 'coder',
  phases: ['code_implementation'],

  work(task, attempt) {
    if (task.test === null) throw new Error(`agents: task ${task.id} reached ${attempt.phase} without a test`);
    const { path, sha256, commit, output } = task.test;
    return {
      command: 'implement_feature',
      feature: { title: task.feature.title, text: task.feature.text },
      test: { path, sha256, commit },
      testOutput: output,
      feedback: task.feedback === null ? null : { ...task.feedback, findings: [...task.feedback.findings] },
      guidance: task.guidance.map(({ text }) => text),
      coder: task.policy.coder,
      protectedPaths: [...task.policy.protectedPaths],
    };
  },

  read(output, { task, attempt }): Outcome {
    if (output.command !== 'implement_feature') return unexpectedOutput(output, attempt);
    const findings = doubtChangeSet(output.changeSet, { task, attempt });
    if (findings.length > 0) {
      return {
        verdict: 'rejected',
        summary: `The change set was not committed: ${findings[0]?.title ?? 'it breaks the guardrails'}.`,
        findings,
        score: null,
        review: null,
      };
    }
    return {
      verdict: 'succeeded',
      output: { phase: 'code_implementation', changes: summarise(output.changeSet), coder: output.coder },
    };
  },
};
