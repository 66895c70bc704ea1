// Runs one process of a step in a group of its own, line by line, and ends it the way GitHub's runner does.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type ProcessRequest = {
  command: string;
  args: string[];
  directory: string;
  environment: Record<string, string>;
  onLine: (line: string) => void;
  /** When it aborts: SIGINT, then SIGTERM, then SIGKILL to the whole group. */
  signal: AbortSignal;
  killAfterMs: { terminate: number; kill: number };
};

/** `stopped`: the signal ended it. `unstartable`: the command does not exist or may not be run. */
export type ProcessEnd =
  | { kind: 'exited'; code: number }
  | { kind: 'stopped' }
  | { kind: 'unstartable'; message: string };

/** After the process has ended, what it started may hold its output open; GitHub too stops reading then. */
const outputGraceMs = 500;

export function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  if (request.signal.aborted) return Promise.resolve({ kind: 'stopped' });
  return new Promise((resolve) => {
    const child = spawn(request.command, request.args, {
      cwd: request.directory,
      env: request.environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const outputEnded = readLines(child, request.onLine);
    const stopping = stopOnAbort(child, request);
    child.once('error', (error) => {
      stopping.forget();
      resolve({ kind: 'unstartable', message: error.message });
    });
    child.once('exit', async (code, signal) => {
      await outputEnded();
      stopping.forget();
      if (request.signal.aborted) resolve({ kind: 'stopped' });
      else resolve({ kind: 'exited', code: code ?? exitCodeOf(signal) });
    });
  });
}

/** Feeds complete lines on; the answer waits for the rest of the output, but not for ever. */
function readLines(child: ChildProcess, onLine: (line: string) => void): () => Promise<void> {
  let listening = true;
  const ends = [child.stdout, child.stderr].map((stream) => {
    if (!stream) return Promise.resolve();
    const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on('line', (line) => {
      if (listening) onLine(line);
    });
    return new Promise<void>((resolve) => lines.once('close', () => resolve()));
  });
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, outputGraceMs);
    });
    await Promise.race([Promise.all(ends), grace]);
    clearTimeout(timer);
    listening = false;
    for (const stream of [child.stdout, child.stderr]) if (stream && 'unref' in stream) (stream as Unreferable).unref();
  };
}

type Unreferable = { unref: () => void };

function stopOnAbort(child: ChildProcess, request: ProcessRequest): { forget: () => void } {
  const timers: NodeJS.Timeout[] = [];
  const stop = () => {
    signalGroup(child, 'SIGINT');
    const { terminate, kill } = request.killAfterMs;
    timers.push(setTimeout(() => signalGroup(child, 'SIGTERM'), terminate));
    timers.push(setTimeout(() => signalGroup(child, 'SIGKILL'), terminate + kill));
  };
  request.signal.addEventListener('abort', stop, { once: true });
  return {
    forget: () => {
      request.signal.removeEventListener('abort', stop);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // The group has ended in the meantime, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** As a shell reports it: 128 + the signal's number. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  const numbers: Partial<Record<NodeJS.Signals, number>> = {
    SIGHUP: 1,
    SIGINT: 2,
    SIGKILL: 9,
    SIGSEGV: 11,
    SIGTERM: 15,
  };
  return 128 + ((signal && numbers[signal]) ?? 0);
}
