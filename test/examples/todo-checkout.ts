/** The example as a repository of its own, and its processes, for the tests of this folder. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const examples = join(import.meta.dirname, '../../docs/examples');

/** A repository with one commit that holds the example. Remove it with `removeCheckout`. */
export function createCheckout(): string {
  const directory = mkdtempSync(join(tmpdir(), 'todo-'));
  cpSync(join(examples, 'todo'), directory, { recursive: true });
  git(directory, 'init', '--quiet', '--initial-branch=main');
  commitAll(directory, 'The todo list');
  return directory;
}

export function removeCheckout(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

/** Applies a round of the recorded coder and commits it. */
export function applyRound(directory: string, round: 1 | 2): string {
  git(directory, 'apply', '--index', join(examples, `todo-recording/round-${round}.patch`));
  return commitAll(directory, `Round ${round}`);
}

/** @returns the new commit */
export function commitAll(directory: string, subject: string): string {
  git(directory, 'add', '--all');
  const identity = ['-c', 'user.name=Octo Cat', '-c', 'user.email=octo@cat.example'];
  git(directory, ...identity, 'commit', '--quiet', '--message', subject);
  return git(directory, 'rev-parse', 'HEAD');
}

export function git(directory: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: directory, encoding: 'utf8' }).trim();
}

export interface Started {
  readonly process: ChildProcess;
  /** The address that it printed. */
  readonly url: string;
}

/** Starts a program of the example with its stdin as a pipe, and waits until it prints its address. */
export async function startProgram(file: string, environment: NodeJS.ProcessEnv = {}): Promise<Started> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = /http:\S+/.exec(line.toString())?.[0];
  if (url === undefined) throw new Error(`${file} printed no address but: ${line}`);
  return { process: child, url };
}

export async function stopProgram({ process: child }: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
