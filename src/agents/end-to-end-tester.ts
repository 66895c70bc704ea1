// The e2e-tester writes the test that fails, and validates the deployed build with it.
import type { Outcome } from '../core/outcome.ts';
import type { Attempt, Task } from '../core/task.ts';
import { testPathOf } from '../core/test-path.ts';
import { type Agent, unexpectedOutput } from './agent.ts';
import { doubtChangeSet, hashOf, summarise } from './change-set.ts';
import { buildOf } from './deployment.ts';
import { limitsOf, modelOf } from './model.ts';
import { doubtProof, linkOf } from './proof.ts';

export const endToEndTester: Agent = {
  name: 'e2e-tester',
  phases: ['e2e_test_generation', 'e2e_validation'],

  work(task, attempt) {
    const { policy } = task;
    if (attempt.phase === 'e2e_test_generation') {
      return {
        command: 'generate_test',
        feature: { title: task.feature.title, text: task.feature.text },
        targetUrl: task.feature.targetUrl,
        application: policy.application,
        privateAllowed: policy.staging.privateAllowed,
        testPath: testPath(task),
        model: policy.model?.writesCriteria === true ? modelOf(task) : null,
        limits: limitsOf(task, attempt.phase),
      };
    }
    if (task.test === null || task.staging === null) {
      throw new Error(`agents: task ${task.id} reached ${attempt.phase} without a test or a deployment`);
    }
    const { path, sha256, commit } = task.test;
    return {
      command: 'validate',
      test: { path, sha256, commit },
      url: task.staging.url,
      ...buildOf(policy.staging),
      // Who deploys elsewhere has told GitHub which commit it is.
      commitPath: policy.staging.command === null ? null : policy.staging.commitPath,
    };
  },

  read(output, reading): Outcome {
    const { task, attempt, runId } = reading;
    if (output.command === 'validate') {
      const doubt = doubtProof(output.green, 'green');
      return doubt ?? { verdict: 'succeeded', output: { phase: 'e2e_validation', green: linkOf(output.green, runId) } };
    }
    if (output.command !== 'generate_test') return unexpectedOutput(output, attempt);
    const doubt = doubtProof(output.red, 'red') ?? doubtTest(task, attempt, output);
    if (doubt !== null) return doubt;
    return {
      verdict: 'succeeded',
      output: {
        phase: 'e2e_test_generation',
        test: output.test,
        testOutput: output.testOutput,
        red: linkOf(output.red, runId),
        changes: summarise(output.changeSet),
      },
    };
  },
};

/** Where the test of a task lies. */
export function testPath(task: Task): string {
  return testPathOf(task.branch?.name ?? `chimera/${task.issue}-task`, task.policy.testDirectory);
}

/** The generated change set may hold the test and nothing else, and it must be the test that was run. */
function doubtTest(
  task: Task,
  attempt: Attempt,
  output: { changeSet: Parameters<typeof summarise>[0]; test: { path: string; sha256: string } },
): Outcome | null {
  const findings = doubtChangeSet(output.changeSet, { task, attempt, testPath: testPath(task) });
  const file = output.changeSet.files.find((candidate) => candidate.path === output.test.path);
  const same = file?.kind === 'changed' && hashOf(file) === output.test.sha256;
  const problem =
    findings[0]?.explanation ??
    (same ? null : 'The hash of the generated test is not that of the file in the change set.');
  if (problem === null) return null;
  return { verdict: 'errored', failure: { class: 'invalid_result', message: problem } };
}
