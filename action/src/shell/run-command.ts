// Runs one command of the repository to its end, shows its output as it comes, and keeps it as evidence.
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../job.ts';
import { tail } from '../text/cut.ts';
import { endGroup, releaseGroup } from './process-groups.ts';
import { startCommand } from './start-command.ts';

export interface RunOptions {
  /** Names the command in the log and its evidence file. */
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Directory to run in; the workspace when left out. */
  readonly directory?: string;
  /** `end`: what it left running is ended. `keep`: it may leave a server behind, as a deployment does. */
  readonly leftovers: 'end' | 'keep';
}

export interface CommandRun {
  /** The exit code, or the signal's name. */
  readonly status: number | string;
  readonly output: string;
}

const evidenceCharactersMax = 200_000;

export async function runCommand(
  job: Job,
  command: string | readonly string[],
  options: RunOptions,
): Promise<CommandRun> {
  const outputFile = join(job.scratch, `${options.name}.txt`);
  const { name, leftovers, directory = job.workspace, ...rest } = options;
  job.print(`── ${name}: ${typeof command === 'string' ? command : command.join(' ')}\n`);
  const started = startCommand(command, { ...rest, directory, outputFile });
  const stopFollowing = follow(outputFile, job.print);
  const status = await started.ended;
  stopFollowing();
  if (leftovers === 'end') await endGroup(started.group);
  else releaseGroup(started.group);
  const output = started.output();
  job.result.keepText(`${name}.txt`, tail(output, evidenceCharactersMax));
  return { status, output };
}

/** Prints what is added to a file until it is told to stop. */
function follow(path: string, print: (text: string) => void): () => void {
  const file = openSync(path, 'r');
  const decoder = new TextDecoder();
  const chunk = Buffer.alloc(64 * 1024);
  const copy = (): void => {
    for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk)) {
      print(decoder.decode(chunk.subarray(0, count), { stream: true }));
    }
  };
  const timer = setInterval(copy, 200);
  return () => {
    clearInterval(timer);
    copy();
    closeSync(file);
  };
}
