// `/chimera why`: every gate, and which one holds; for an issue without a task, what keeps one from starting.

import { openApproval } from '../../core/approval.ts';
import { policyOf } from '../../core/config/policy-of.ts';
import { gatesOfIssue } from '../../core/gates/gates-of-issue.ts';
import { gatesOfTask } from '../../core/gates/gates-of-task.ts';
import { isTerminal, type Task } from '../../core/task.ts';
import { nextStep } from '../../core/wording/advice.ts';
import { whyAnswer } from '../../core/wording/command-answers.ts';
import { standsAsComment } from '../../core/wording/decisive-review.ts';
import type { EngineParts } from '../parts.ts';
import { labelOf } from '../request/read-config.ts';
import { openBlockers, openTasksOf, questionsAbout, readWish } from '../request/request-task.ts';
import { surroundingsOf } from '../request/surroundings.ts';
import type { CommandContext } from './command-context.ts';

export async function why(parts: EngineParts, context: CommandContext, task: Task | null): Promise<string> {
  if (task === null) return await whyNoTask(parts, context);
  const gates = gatesOfTask(task, await surroundingsOf(parts, task));
  const ended = isTerminal(task.state) ? `The task has ended (${task.state.kind}).` : 'No gate holds it.';
  const next = nextStep(task);
  // Where an approval is given stands behind the gates, which have no links.
  const note = [openApproval(task) === null ? '' : next, standsAsComment(task)].filter((part) => part !== '');
  return whyAnswer(gates, `${ended} ${next}`, note.join('\n\n'));
}

async function whyNoTask(parts: EngineParts, context: CommandContext): Promise<string> {
  const { repository, issue, person, config, onPullRequest } = context;
  if (onPullRequest) return 'This pull request belongs to no task of Chimera.';
  const read = config.ok ? readWish(issue, config.config) : null;
  const questions =
    config.ok && read?.ok === true ? questionsAbout(read.feature, issue.number, policyOf(config.config)) : [];
  const open = (await openTasksOf(parts, repository)).filter((other) => other.requestedBy.id === person.id).length;
  const gates = gatesOfIssue({
    label: { name: labelOf(config), on: issue.labels.includes(labelOf(config)) },
    // Whoever gets an answer at all may.
    person: { login: person.login, mayWrite: true },
    configuration: config.ok ? null : (config.problems[0]?.message ?? 'The configuration is not valid.'),
    questions: read === null ? [] : read.ok ? questions : read.problems.map(({ message }) => message),
    open: config.ok ? { tasks: open, max: config.config.open_per_person } : null,
    blockedBy: await openBlockers(parts, repository, issue),
  });
  return whyAnswer(gates, 'Nothing stands in the way; if the label is on, take it off and put it on again.');
}
