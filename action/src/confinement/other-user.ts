// Running commands as a user that owns nothing of the job: no passwd entry is needed, a bare number will do.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** How this process can become somebody else. */
export type Means =
  | { readonly kind: 'root' }
  /** `sudo` asks for no password, as on GitHub's hosted runners. */
  | { readonly kind: 'sudo' }
  | { readonly kind: 'none'; readonly reason: string };

export interface OtherUser {
  readonly id: number;
  /** The program and arguments that run `words` as this user, with just these variables, and no way to gain rights. */
  command(words: readonly string[], environment: Readonly<Record<string, string>>): readonly string[];
  /** Gives it a directory with all that is in it. */
  own(directory: string): void;
  /** Takes a directory back, so that this process can read what the user has left there. */
  takeBack(directory: string): void;
  /** Ends every process of this user, also those that hid in a session of their own. */
  endAll(): void;
  /** Deletes a directory of this user. */
  remove(directory: string): void;
}

/** Users from here on have no entry on any usual machine; two jobs on one machine get different ones. */
const firstId = 61_000;
const idsMax = 4_000;

/** Bytes of one file, and processes at a time, that the user may have. */
const fileBytesMax = 1024 ** 3;
const processesMax = 2_048;

export function findMeans(): Means {
  if (process.platform !== 'linux') return { kind: 'none', reason: `there is no setpriv on ${process.platform}` };
  if (spawnSync('setpriv', ['--version']).status !== 0)
    return { kind: 'none', reason: 'setpriv (util-linux) is missing' };
  if (process.getuid?.() === 0) return { kind: 'root' };
  if (spawnSync('sudo', ['-n', 'true']).status === 0) return { kind: 'sudo' };
  return { kind: 'none', reason: 'the job runs neither as root nor with sudo without a password' };
}

export function otherUser(means: Exclude<Means, { kind: 'none' }>): OtherUser {
  const id = firstId + (process.pid % idsMax);
  const asRoot = means.kind === 'root' ? [] : ['sudo', '-n', '--'];
  const root = (words: readonly string[]): void => {
    const [program = '', ...rest] = [...asRoot, ...words];
    const run = spawnSync(program, rest, { encoding: 'utf8' });
    if (run.status === 0) return;
    throw new Error(`${words.join(' ')} ended with ${run.status ?? run.signal}: ${run.stderr}`);
  };
  return {
    id,
    command: (words, environment) => [
      ...asRoot,
      ...['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all'],
      ...['prlimit', `--fsize=${fileBytesMax}`, `--nproc=${processesMax}`, '--core=0'],
      ...['env', '-i', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
      ...words,
    ],
    own: (directory) => root(['chown', '-R', `${id}:${id}`, directory]),
    takeBack: (directory) => root(['chown', '-R', `${process.getuid?.()}:${process.getgid?.()}`, directory]),
    endAll: () => (means.kind === 'root' ? endAllOf(id) : root(['bash', '-c', `pkill -KILL -u ${id} || [ $? = 1 ]`])),
    remove: (directory) => root(['rm', '-rf', '--one-file-system', directory]),
  };
}

/** Twice, because one that is about to start another is missed the first time. */
function endAllOf(id: number): void {
  for (let round = 0; round < 5; round += 1) {
    const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && userOf(name) === id);
    if (found.length === 0) return;
    for (const name of found) kill(Number(name));
  }
}

function userOf(process: string): number | null {
  try {
    const status = readFileSync(`/proc/${process}/status`, 'utf8');
    // One that has ended only waits to be fetched.
    if (/^State:\s+Z/m.test(status)) return null;
    return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Processes end while they are looked at. */
const isGone = (error: unknown): boolean => ['ENOENT', 'ESRCH'].includes(String((error as { code?: unknown }).code));
