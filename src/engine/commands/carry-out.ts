// Carries out one command of a person who may: most become an event, the rest is looked up and answered.
import type { Command } from '../../core/command/parse-command.ts';
import { wishOf } from '../../core/command/wish.ts';
import { isTerminal, type Task } from '../../core/task.ts';
import { helpAnswer } from '../../core/wording/command-answers.ts';
import { obstacleWords } from '../../core/wording/obstacles.ts';
import { statusText } from '../../core/wording/status-comment.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';
import { answered, type CommandContext, done, type Result, refused } from './command-context.ts';
import { grant } from './grant.ts';
import { start } from './start.ts';
import { update } from './update.ts';
import { why } from './why.ts';

export async function carryOut(
  parts: EngineParts,
  context: CommandContext,
  { task, command }: { task: Task | null; command: Command },
): Promise<Result> {
  switch (command.name) {
    case 'help':
      return answered(helpAnswer());
    case 'doctor':
      return answered(await parts.examine(context.repository));
    case 'start':
      return await start(parts, context, { task, dryRun: command.dryRun });
    case 'why':
      return answered(await why(parts, context, task));
    default:
      return task === null ? refused(noTask) : await steer(parts, context, { task, command });
  }
}

const noTask = 'There is no task here yet. `/chimera start` on the issue, or the label, starts one.';

type SteeringCommand = Exclude<Command, { name: 'help' | 'doctor' | 'start' | 'why' }>;

async function steer(
  parts: EngineParts,
  context: CommandContext,
  { task, command }: { task: Task; command: SteeringCommand },
): Promise<Result> {
  if (command.name === 'status') return answered(statusText(task));
  if (command.name === 'update') return await update(parts, context, task);
  const asked = { by: context.person.login, cause: context.cause, at: parts.now() };
  if (command.name === 'cancel') {
    const reason = '`/chimera cancel`';
    // The same comment may be looked at again after a crash.
    const { state } = task;
    if (state.kind === 'cancelled' && state.by === asked.by && state.reason === reason) return done;
    if (isTerminal(state)) return refused(obstacleWords('ended', task));
    await applyEvent(parts, task.id, {
      kind: 'cancel_requested',
      by: asked.by,
      reason,
      at: asked.at,
    });
    return done;
  }
  const wish = wishOf(command, asked);
  if (wish === null) throw new Error(`engine: nobody carries out /chimera ${command.name}`);
  return await grant(parts, context.repository, { task, wish });
}
