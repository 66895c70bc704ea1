// `/chimera update`: accepts the issue's text as it is now.
import { policyOf } from '../../core/config/policy-of.ts';
import type { Task } from '../../core/task.ts';
import { asText } from '../../core/wording/markdown/escape.ts';
import { refuseBrokenConfiguration, refuseIssueText } from '../../core/wording/refusals.ts';
import type { EngineParts } from '../parts.ts';
import { questionsAbout, readWish, requestTask } from '../request/request-task.ts';
import { type CommandContext, done, type Result, refused } from './command-context.ts';
import { grant } from './grant.ts';
import { issueMeant } from './start.ts';

export async function update(parts: EngineParts, context: CommandContext, task: Task): Promise<Result> {
  const { repository, config, person, cause } = context;
  const issue = await issueMeant(parts, context, task);
  if (issue === null) return refused('The issue of this task is not there any more.');
  if (!config.ok) return refused(refuseBrokenConfiguration(config.problems));
  // A waiting task goes on with the new text; that is what an answer is.
  if (task.state.kind === 'waiting') {
    const granting = await requestTask(parts, { repository, issue, person, cause, config });
    return granting.kind === 'refused' ? refused(granting.body) : done;
  }
  const read = readWish(issue, config.config);
  if (!read.ok) return refused(refuseIssueText(read.problems));
  const { feature, priority } = read;
  const questions = questionsAbout(feature, issue.number, policyOf(config.config));
  if (questions.length > 0) {
    const list = questions.map((question) => `- ${asText(question, 1_000)}`).join('\n');
    return refused(`The new text cannot be turned into a test, so the task goes on with the old one:\n\n${list}`);
  }
  const wish = { kind: 'feature_updated', feature, priority, by: person.login, cause, at: parts.now() } as const;
  return await grant(parts, repository, { task, wish });
}
