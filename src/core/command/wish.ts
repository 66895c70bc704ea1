// From a command or a button to the event that it asks for.
import type { Steering } from '../event.ts';
import type { Command } from './parse-command.ts';

/** `null` for the commands that do not steer a task that is there. */
export function wishOf(
  command: Command,
  asked: { readonly by: string; readonly cause: string; readonly at: number },
): Steering | null {
  switch (command.name) {
    case 'retry':
      return { kind: 'retry_asked', phase: command.phase, ...asked };
    case 'pause':
      return { kind: 'pause_asked', ...asked };
    case 'resume':
      return { kind: 'resume_asked', ...asked };
    case 'approve':
      return { kind: 'approved', ...asked };
    case 'reject':
      return { kind: 'change_rejected', why: command.why, ...asked };
    case 'guide':
      return { kind: 'guided', text: command.text, ...asked };
    case 'priority':
      return { kind: 'priority_set', priority: command.priority, ...asked };
    case 'help':
    case 'status':
    case 'why':
    case 'start':
    case 'cancel':
    case 'update':
    case 'doctor':
      return null;
    default:
      return command satisfies never;
  }
}
