// A comment: commands in it are carried out in their order, and what its writer hears is two reactions and, where
// there is something to say, one answer.
import type { Parsed } from '../../core/command/parse-command.ts';
import { readComment } from '../../core/command/read-comment.ts';
import { textCharactersMax } from '../../core/intake/read-feature.ts';
import type { Task } from '../../core/task.ts';
import { mistakeAnswer } from '../../core/wording/command-answers.ts';
import type { Signal } from '../../github/signal.ts';
import { withAnswer } from '../../scenario/answer.ts';
import type { WaitingDelivery } from '../../store/store.ts';
import { applyEvent } from '../apply-event.ts';
import { carryOut } from '../commands/carry-out.ts';
import type { CommandContext, Result } from '../commands/command-context.ts';
import type { EngineParts } from '../parts.ts';
import { labelOf, readConfig } from '../request/read-config.ts';
import { questionsAbout } from '../request/request-task.ts';
import { maySteer } from '../request/rights.ts';
import type { Reception } from './reception.ts';
import { react, reply } from './reply.ts';

type Written = Extract<Signal, { kind: 'comment_written' }>;

/** Tries at a comment whose task is not there yet: the label that makes it may still be on its way. */
const waitTriesMax = 5;

export async function hearOfComment(
  parts: EngineParts,
  signal: Written,
  delivery: WaitingDelivery,
): Promise<Reception> {
  const { repository, issue, sender, comment } = signal;
  const found = readComment(comment.body);
  const task = await taskAbout(parts, signal);
  const answers = found.length === 0 && isAsked(task, signal);
  if (found.length === 0 && !answers) return 'done';
  const config = await readConfig(parts, repository);
  const about = { repository, comment: comment.id };
  if (!(await maySteer(parts, repository, { person: sender, config }))) {
    // Whoever has no say gets no text either: a stranger could make the app talk as often as they like. A bot gets
    // nothing at all, or two bots would go on for ever.
    if (!sender.bot && !answers) await react(parts, { ...about, content: 'confused' });
    return 'done';
  }
  await react(parts, { ...about, content: 'eyes' });
  const labelled = !signal.onPullRequest && issue.labels.includes(labelOf(config));
  if (task === null && labelled && found.some(needsTask) && delivery.tries < waitTriesMax) return 'later';
  const cause = `comment:${comment.id}`;
  const context: CommandContext = {
    repository,
    issue,
    onPullRequest: signal.onPullRequest,
    person: sender,
    config,
    cause,
  };
  const results =
    answers && task !== null
      ? [await takeAnswer(parts, task, { by: sender.login, body: comment.body, cause })]
      : await carryOutAll(parts, signal, context, found);
  const body = results.flatMap(({ words }) => (words === null ? [] : [words])).join('\n\n');
  if (body !== '') await reply(parts, { repository, issue: issue.number, body, delivery: delivery.id });
  await react(parts, { ...about, content: results.every(({ ok }) => ok) ? 'rocket' : 'confused' });
  return 'done';
}

const taskless = ['help', 'doctor', 'start', 'why'];
const needsTask = (parsed: Parsed): boolean => parsed.kind === 'command' && !taskless.includes(parsed.command.name);

async function carryOutAll(
  parts: EngineParts,
  signal: Written,
  context: CommandContext,
  found: readonly Parsed[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, parsed] of found.entries()) {
    if (parsed.kind === 'mistake') results.push({ ok: false, words: mistakeAnswer(parsed) });
    else {
      // Each command sees the task as the one before has left it.
      const task = await taskAbout(parts, signal);
      const cause = index === 0 ? context.cause : `${context.cause}:${index}`;
      results.push(await carryOut(parts, { ...context, cause }, { task, command: parsed.command }));
    }
  }
  return results;
}

/** The open task, or else the newest one that the comment can be about. */
async function taskAbout({ store }: EngineParts, { repository, issue, onPullRequest }: Written): Promise<Task | null> {
  return onPullRequest
    ? await store.taskOfPullRequest(repository.id, issue.number)
    : await store.latestTaskOfIssue(repository.id, issue.number);
}

/** Whether the task has questions, and this is the person that they were put to. */
function isAsked(task: Task | null, { sender, issue, onPullRequest }: Written): boolean {
  if (task === null || onPullRequest || task.state.kind !== 'waiting') return false;
  if (task.state.reason.kind !== 'needs_info') return false;
  return sender.id === issue.author.id || sender.id === task.requestedBy.id;
}

async function takeAnswer(
  parts: EngineParts,
  task: Task,
  { by, body, cause }: { by: string; body: string; cause: string },
): Promise<Result> {
  const { feature, priority, issue } = task;
  const text = withAnswer(feature, body, issue).slice(0, textCharactersMax);
  const next = { ...feature, text };
  const questions = questionsAbout(next, issue, task.policy);
  await applyEvent(parts, task.id, { kind: 'resumed', by, feature: next, priority, questions, cause, at: parts.now() });
  return { ok: true, words: null };
}
