// Where commands of the repository run: the checkout, as the action's own user, or a copy as somebody else.
import type { Job } from '../job.ts';
import { commandEnvironment } from './command-environment.ts';
import { endGroup } from './process-groups.ts';
import { type CommandOptions, type StartedCommand, startCommand } from './start-command.ts';

export interface Workbench {
  /** Absolute path of the files that commands work on. */
  readonly directory: string;
  /** What commands see of the environment, besides what they are given. */
  environment(additions?: Readonly<Record<string, string>>): Record<string, string>;
  /** Runs in `directory` unless told otherwise. */
  start(
    command: string | readonly string[],
    options: Omit<CommandOptions, 'directory'> & { readonly directory?: string },
  ): StartedCommand;
  /** Ends a command with everything that it has started. */
  end(started: StartedCommand): Promise<void>;
}

/** The checkout itself. */
export function checkoutBench(job: Pick<Job, 'workspace' | 'environment'>): Workbench {
  return {
    directory: job.workspace,
    environment: (additions) => commandEnvironment(job.environment, additions),
    start: (command, options) => startCommand(command, { directory: job.workspace, ...options }),
    end: ({ group }) => endGroup(group),
  };
}
