/** Runs git. One child process a command, with nothing of the user's own configuration. */
import { spawn } from 'node:child_process';

/**
 * Runs `git` in a directory and gives what it wrote.
 * @throws GitFailure when it ends with another code than 0.
 */
export async function git(directory: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await gitBytes(directory, args, options)).toString('utf8');
}

export interface GitOptions {
  /** Written to git's standard input. */
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

/** As `git`, for output that is not text. */
export function gitBytes(directory: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: directory,
      env: { ...gitEnvironment(), ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    // A git that fails early closes its input; the exit code says what went wrong.
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new GitFailure(args, code, Buffer.concat(err).toString('utf8').trim()));
    });
    child.stdin.end(options.input ?? '');
  });
}

/** git ended with a code that is not 0. */
export class GitFailure extends Error {
  readonly code: number | null;
  readonly stderr: string;

  constructor(args: readonly string[], code: number | null, stderr: string) {
    super(`git ${args.join(' ')} ended with code ${code}: ${stderr}`);
    this.code = code;
    this.stderr = stderr;
  }
}

/** The environment of every git process of the sandbox. */
export function gitEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
  };
}
