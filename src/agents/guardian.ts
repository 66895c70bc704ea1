// The guardian reviews the pull request; its approval counts only above the threshold and with the test green.
import { withFailedChecks } from '../contract/check-finding.ts';
import { judge } from '../contract/judgement.ts';
import type { Outcome } from '../core/outcome.ts';
import { type Agent, unexpectedOutput } from './agent.ts';
import { limitsOf, modelOf } from './model.ts';
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
      isolation: task.policy.coder.isolation,
      passEnvironment: [...task.policy.coder.passEnvironment],
      commands: task.policy.commands,
      reviewers: task.policy.guardian.models.flatMap((name) => modelOf(task, name) ?? []),
      limits: limitsOf(task, attempt.phase),
      // What people wanted is not for the guardian to call resolved.
      earlier:
        task.feedback?.from === 'guardian_review' ? task.feedback.findings.filter(({ rule }) => rule !== 'person') : [],
      checksMinutes: task.policy.guardian.checksMinutes,
    };
  },

  read(output, { task, attempt, runId, review }): Outcome {
    if (output.command !== 'review_pr') return unexpectedOutput(output, attempt);
    const approvedByPerson = task.approval?.head === attempt.head;
    if (judge({ ...output, approvedByPerson, testsGreen: true }) !== 'approve') {
      const message = 'The guardian reports an approval, but its own findings and votes do not come to one.';
      return { verdict: 'errored', failure: { class: 'invalid_result', message } };
    }
    const doubt = doubtProof(output.green, 'green');
    if (doubt !== null) return doubt;
    const { votes } = output;
    const failed = review?.failedChecks ?? [];
    const { findings, score } = withFailedChecks(output, failed);
    const posted = review === null ? null : { state: review.state, url: review.url, refused: review.refused };
    if (failed.length > 0 && !approvedByPerson) {
      const summary = `${failed.length === 1 ? 'A check' : `${failed.length} checks`} of the commit failed: ${failed.map(({ name }) => name).join(', ')}.`;
      return { verdict: 'rejected', summary, findings, score, votes, review: posted, rolledBack: null };
    }
    return {
      verdict: 'succeeded',
      output: { phase: 'guardian_review', score, votes, green: linkOf(output.green, runId), review: posted },
    };
  },
};
