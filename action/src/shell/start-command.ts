// Starts a command line in bash. Its output goes to a file and not to a pipe, because a server that the command
// leaves running would otherwise keep the pipe open, or break when it closes.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { plain } from '../text/cut.ts';
import { watchGroup } from './process-groups.ts';

export interface CommandOptions {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** File that collects what the command prints, both streams in order. */
  readonly outputFile: string;
  /** Text for standard input; empty when left out. */
  readonly input?: string;
}

export interface StartedCommand {
  readonly group: number;
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  /** What it ended with, `null` as long as it runs. */
  status(): number | string | null;
  /** What it has printed so far, without colours. */
  output(): string;
}

/** `command` is a line for bash, or a program with its arguments. */
export function startCommand(command: string | readonly string[], options: CommandOptions): StartedCommand {
  const [program, ...words] = typeof command === 'string' ? ['bash', '-eo', 'pipefail', '-c', command] : command;
  if (program === undefined) throw new Error('startCommand: the command is empty; give a program or a line for bash');
  writeFileSync(options.outputFile, '');
  const file = openSync(options.outputFile, 'a');
  const child = spawn(program, words, {
    cwd: options.directory,
    env: options.environment,
    detached: true,
    stdio: ['pipe', file, file],
  });
  closeSync(file);
  // A command that does not read its input closes it early: its own business.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  let status: number | string | null = null;
  const ended = endOf(child).then((end) => {
    status = end;
    return end;
  });
  if (child.pid !== undefined) watchGroup(child.pid);
  return {
    group: child.pid ?? 0,
    ended,
    status: () => status,
    output: () => plain(readFileSync(options.outputFile, 'utf8')),
  };
}

function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`not started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}
