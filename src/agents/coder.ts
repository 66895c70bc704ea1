// The coder makes the failing test pass; what it wants committed must pass the guardrails first.
import type { CoderChoice } from '../core/coder-choice.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Task } from '../core/task.ts';
import { type Agent, unexpectedOutput } from './agent.ts';
import { doubtChangeSet, summarise } from './change-set.ts';
import { limitsOf, modelOf } from './model.ts';

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
      coder: {
        ...task.policy.coder,
        choice: wireChoice(task.policy.coder.choice),
        passEnvironment: [...task.policy.coder.passEnvironment],
      },
      tried: triedBefore(task),
      application: task.policy.application,
      testCommand: task.policy.commands.test,
      model: modelOf(task),
      limits: limitsOf(task, attempt.phase),
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
        votes: [],
        review: null,
        rolledBack: null,
      };
    }
    return {
      verdict: 'succeeded',
      output: {
        phase: 'code_implementation',
        changes: summarise(output.changeSet),
        coder: output.coder,
        turns: output.turns,
        tests: output.tests,
      },
    };
  },
};

const wireChoice = (choice: CoderChoice) =>
  choice.kind === 'preset' ? { ...choice, arguments: [...choice.arguments] } : choice;

/** Rounds that the prompt tells of; the newest say most. */
const triedMax = 10;

/** What the rounds before have come to, one line each, so that the coder does not go round in circles. */
function triedBefore(task: Task): string[] {
  return task.history
    .filter(({ verdict, phase }) => verdict === 'rejected' || (phase === 'code_implementation' && verdict !== 'void'))
    .map(({ round, phase, verdict, summary }) => `round ${round}, ${phase}, ${verdict}: ${summary.slice(0, 300)}`)
    .slice(-triedMax);
}
