// Runs one command of the repository to its end, shows its output as it comes, and keeps it as evidence.
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../job.ts';
import { tail } from '../text/cut.ts';
import { releaseGroup } from './process-groups.ts';
import type { StartedCommand } from './start-command.ts';
import { checkoutBench, type Workbench } from './workbench.ts';

export interface RunOptions {
  /** Names the command in the log and its evidence file. */
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Directory to run in; the workspace when left out. */
  readonly directory?: string;
  /** `end`: what it left running is ended. `keep`: it may leave a server behind, as a deployment does. */
  readonly leftovers: 'end' | 'keep';
  /** Where it runs; the checkout when left out. */
  readonly bench?: Workbench;
  /** After so long it is ended; its status is then `timed out`. Without it, the job's own limit holds. */
  readonly minutes?: number;
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
  const { name, leftovers, bench = checkoutBench(job), minutes, ...rest } = options;
  job.print(`── ${name}: ${typeof command === 'string' ? command : command.join(' ')}\n`);
  const started = bench.start(command, { ...rest, outputFile });
  const stopFollowing = follow(outputFile, job.print);
  const status = await endOf(started, minutes, () => bench.end(started));
  stopFollowing();
  if (leftovers === 'end') await bench.end(started);
  else releaseGroup(started.group);
  const output = started.output();
  job.result.keepText(`${name}.txt`, tail(output, evidenceCharactersMax));
  return { status, output };
}

/** Its exit code, or `timed out` when it took longer than that. */
async function endOf(
  started: StartedCommand,
  minutes: number | undefined,
  end: () => Promise<void>,
): Promise<number | string> {
  if (minutes === undefined) return await started.ended;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, minutes * 60_000, null);
  });
  const first = await Promise.race([started.ended, late]);
  clearTimeout(timer);
  if (first !== null) return first;
  await end();
  return 'timed out';
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
