// A button of the check run, or its "Re-run": the same as the comment command of that name.
import type { Command } from '../../core/command/parse-command.ts';
import type { TaskId } from '../../core/identifier.ts';
import type { Task } from '../../core/task.ts';
import type { Signal } from '../../github/signal.ts';
import type { WaitingDelivery } from '../../store/store.ts';
import { carryOut } from '../commands/carry-out.ts';
import type { EngineParts } from '../parts.ts';
import { readConfig } from '../request/read-config.ts';
import { maySteer } from '../request/rights.ts';

type Pressed = Extract<Signal, { kind: 'button_pressed' }>;

const commands: Readonly<Record<string, Command>> = {
  retry: { name: 'retry', phase: null },
  cancel: { name: 'cancel' },
  approve: { name: 'approve' },
  pause: { name: 'pause' },
  resume: { name: 'resume' },
};

export async function hearOfButton(parts: EngineParts, signal: Pressed, delivery: WaitingDelivery): Promise<void> {
  const { repository, sender, identifier } = signal;
  const command = commands[identifier];
  const task = await taskMeant(parts, signal);
  if (command === undefined || task === null || task.repository.id !== repository.id) return;
  const config = await readConfig(parts, repository);
  if (!(await maySteer(parts, repository, { person: sender, config }))) return;
  const cause = `delivery:${delivery.id}`;
  const issue = { number: task.issue, title: '', body: '', open: true, labels: [], author: sender };
  const context = { repository, issue, onPullRequest: false, person: sender, config, cause };
  const { ok, words } = await carryOut(parts, context, { task, command });
  // The check run shows what became of it; what was refused changes nothing, and is known from the log alone.
  if (!ok) parts.log.info({ task: task.id, button: identifier, by: sender.login, words }, 'a button had no effect');
}

/** The check run carries the task's id; a whole suite is known by its commit. */
async function taskMeant({ store }: EngineParts, { externalId, head }: Pressed): Promise<Task | null> {
  const id = externalId ?? (await store.taskOfSurface('check_run', head));
  return id === null ? null : await store.task(id as TaskId);
}
