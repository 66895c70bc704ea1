// Runs the repository's deploy command, and finds out where it has put the build.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Job, PhaseError } from '../job.ts';
import { commandEnvironment } from '../shell/command-environment.ts';
import { type CommandRun, runCommand } from '../shell/run-command.ts';
import { cut, tail } from '../text/cut.ts';

export interface DeployCommand {
  /** A line for the shell; it sees `CHIMERA_COMMIT`, `CHIMERA_ENVIRONMENT` and `CHIMERA_OUTPUT`. */
  readonly run: string;
  /** Name of the GitHub environment. */
  readonly environment: string;
  /** Fixed address of the environment; `null` when the command tells it. */
  readonly url: string | null;
}

/** @returns the address of the build. Throws `command_failed` when the command fails or tells no address. */
export async function runDeployCommand(job: Job, command: DeployCommand): Promise<string> {
  const outputFile = join(job.scratch, 'deploy-output');
  writeFileSync(outputFile, '');
  const run = await runInEnvironment(job, command, { name: 'deploy', CHIMERA_OUTPUT: outputFile });
  if (run.status !== 0) {
    throw new PhaseError(
      'command_failed',
      `The deploy command "${cut(command.run, 500)}" ended with ${run.status}. The end of its output:\n${endOf(run)}`,
    );
  }
  return deployedUrl(command.url, readFileSync(outputFile, 'utf8'), run.output);
}

/** Runs a command that changes an environment; what it leaves running may go on. */
export function runInEnvironment(
  job: Job,
  { run, environment }: Pick<DeployCommand, 'run' | 'environment'>,
  { name, ...additions }: { readonly name: string } & Readonly<Record<string, string>>,
): Promise<CommandRun> {
  const said = { CHIMERA_COMMIT: job.request.head, CHIMERA_ENVIRONMENT: environment, ...additions };
  return runCommand(job, run, { name, environment: commandEnvironment(job.environment, said), leftovers: 'keep' });
}

/** The end of a command's output, for messages. */
export function endOf({ output }: CommandRun): string {
  return tail(output.trim(), 3_000) || '(nothing)';
}

/** What the command wrote as `url=…`, else the configured address, else the last address that it printed. */
function deployedUrl(fixed: string | null, written: string, printed: string): string {
  const told = /^url=(.*)$/m.exec(written)?.[1]?.trim();
  const last = printed
    .match(/https?:\/\/[^\s"'<>)\]]+/g)
    ?.at(-1)
    ?.replace(/[.,;:]+$/, '');
  const url = told ?? fixed ?? last;
  if (url === undefined) {
    throw new PhaseError(
      'command_failed',
      'The deploy command ended well but told no address. Let it write "url=https://…" into the file $CHIMERA_OUTPUT, print the ' +
        'address, or set staging.url in .github/chimera.yml.',
    );
  }
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new PhaseError(
    'command_failed',
    `The deploy command told the address "${cut(url, 500)}", which is no http or https URL.`,
  );
}
