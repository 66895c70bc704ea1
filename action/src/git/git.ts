// Calls git in the checkout, with the settings that a hostile checkout could use against us switched off.
import { spawn } from 'node:child_process';
import { PhaseError } from '../job.ts';

export interface GitOptions {
  readonly input?: string | Buffer;
  readonly environment?: Readonly<Record<string, string>>;
  /** Bytes of output above which the call fails. */
  readonly bytesMax?: number;
}

/** Where programs are, and the settings of this machine's user: `safe.directory`, filters of large files. */
const passed = ['PATH', 'HOME', 'XDG_CONFIG_HOME'];
const fixed = { GIT_NO_REPLACE_OBJECTS: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
const settings = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false', 'core.autocrlf=false'];

/** Runs git and returns what it prints; throws `machinery` with git's own words when it fails. */
export async function git(directory: string, words: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const run = await tryGit(directory, words, options);
  if (run.kind === 'done') return run.output;
  throw new PhaseError('machinery', `git ${words.join(' ')}: ${run.message}`);
}

export type GitRun =
  | { readonly kind: 'done'; readonly output: Buffer }
  | { readonly kind: 'failed'; readonly message: string };

export function tryGit(directory: string, words: readonly string[], options: GitOptions = {}): Promise<GitRun> {
  const { input, environment = {}, bytesMax = 64 * 1024 * 1024 } = options;
  const child = spawn('git', [...settings.flatMap((setting) => ['-c', setting]), ...words], {
    cwd: directory,
    env: gitEnvironment(environment),
    stdio: 'pipe',
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  let bytes = 0;
  child.stdout.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > bytesMax) child.kill('SIGKILL');
    else output.push(part);
  });
  child.stderr.on('data', (part: Buffer) => errors.push(part));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ kind: 'failed', message: error.message }));
    child.once('close', (code) => {
      if (bytes > bytesMax) resolve({ kind: 'failed', message: `printed more than ${bytesMax} bytes` });
      else if (code === 0) resolve({ kind: 'done', output: Buffer.concat(output) });
      else resolve({ kind: 'failed', message: Buffer.concat(errors).toString('utf8').trim() || `ended with ${code}` });
    });
  });
}

/** Whatever git starts, or is made to read, finds nothing of the job's there: no key, and no variable that leads git elsewhere. */
function gitEnvironment(additions: Readonly<Record<string, string>>): Record<string, string> {
  const kept = passed.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ...fixed, ...additions };
}
