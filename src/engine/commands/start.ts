// `/chimera start`: the same task as the label makes; `--dry-run` only says what would happen.
import type { Task } from '../../core/task.ts';
import { dryRunAnswer } from '../../core/wording/dry-run.ts';
import { refuseBrokenConfiguration } from '../../core/wording/refusals.ts';
import type { IssueSnapshot } from '../../github/signal.ts';
import { simulate } from '../../scenario/simulate.ts';
import type { EngineParts } from '../parts.ts';
import { requestTask } from '../request/request-task.ts';
import { type CommandContext, done, type Result, refused } from './command-context.ts';

export async function start(
  parts: EngineParts,
  context: CommandContext,
  { task, dryRun }: { task: Task | null; dryRun: boolean },
): Promise<Result> {
  const { repository, config, person, cause } = context;
  const issue = await issueMeant(parts, context, task);
  if (issue === null) return refused('A task belongs to an issue: write `/chimera start` there.');
  if (dryRun) {
    if (!config.ok) return refused(refuseBrokenConfiguration(config.problems));
    return { ok: true, words: dryRunAnswer(simulate(issue, config.config)) };
  }
  const granting = await requestTask(parts, { repository, issue, person, cause, config });
  if (granting.kind === 'refused') return refused(granting.body);
  if (config.ok && !issue.labels.includes(config.config.label)) {
    const key = `label:${cause}`;
    await parts.store.addEffect(key, {
      kind: 'label',
      key,
      repository,
      issue: issue.number,
      label: config.config.label,
    });
  }
  return done;
}

/** The issue that was commented on; on a pull request of ours, the issue that it answers. */
export async function issueMeant(
  { github }: EngineParts,
  { issue, onPullRequest, repository }: CommandContext,
  task: Task | null,
): Promise<IssueSnapshot | null> {
  if (!onPullRequest) return issue;
  return task === null ? null : await github.readIssue(repository, task.issue);
}
