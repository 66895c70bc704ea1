// Running commands as a user that owns nothing of the job: no passwd entry is needed, a bare number will do.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { PhaseError } from '../job.ts';
import { readingOnly } from './shared-places.ts';

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
  /** Takes a directory back, so that this process can read what the user has left there, and nobody else can change it. */
  takeBack(directory: string): void;
  /** Ends every process of this user, also those that hid in a session of their own; throws `coder_failed` where it cannot. */
  endAll(): void;
  /** Deletes a directory of this user. */
  remove(directory: string): void;
}

/** Users from here on have no entry on any usual machine; two jobs on one machine get different ones. */
const firstId = 61_000;
/** Each user comes with the next number, which is the real id of what ends its processes, and nobody's else. */
const pairsMax = 2_000;

/** Longest time for all processes to end. */
const endMs = 10_000;

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

/** `unchanged`: directories that its commands see and cannot change, whoever may. */
export function otherUser(
  means: Exclude<Means, { kind: 'none' }>,
  { unchanged = [] }: { readonly unchanged?: readonly string[] } = {},
): OtherUser {
  const id = firstId + 2 * (process.pid % pairsMax);
  const asRoot = means.kind === 'root' ? [] : ['sudo', '-n', '--'];
  const tryRoot = (words: readonly string[]): SpawnSyncReturns<string> => {
    const [program = '', ...rest] = [...asRoot, ...words];
    // Nothing of the job's environment: some of these run with an id of the user.
    return spawnSync(program, rest, { encoding: 'utf8', env: { PATH: process.env.PATH } });
  };
  const root = (words: readonly string[]): void => {
    const run = tryRoot(words);
    if (run.status === 0) return;
    const said = run.error?.message ?? run.stderr;
    throw new Error(`${words.join(' ')} ended with ${run.status ?? run.signal}: ${said}`);
  };
  return {
    id,
    command: (words, environment) => [
      ...asRoot,
      ...readingOnly(unchanged),
      ...['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all'],
      ...['prlimit', `--fsize=${fileBytesMax}`, `--nproc=${processesMax}`, '--core=0'],
      ...['env', '-i', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
      ...words,
    ],
    own: (directory) => root(['chown', '-R', `${id}:${id}`, directory]),
    takeBack(directory) {
      requireOwnFiles(id, directory, tryRoot);
      // Neither of them follows a link.
      root(['chown', '-R', `${process.getuid?.()}:${process.getgid?.()}`, directory]);
      root(['chmod', '-R', 'go-w', directory]);
    },
    endAll: () => endAllOf(id, tryRoot),
    remove: (directory) => root(['rm', '-rf', '--one-file-system', directory]),
  };
}

type TryRoot = (words: readonly string[]) => Pick<SpawnSyncReturns<string>, 'status' | 'stdout'>;

/** Some machines let a user link to files that it may not read. Throws `coder_failed` for such a one: it would be read with the rest. */
function requireOwnFiles(id: number, directory: string, tryRoot: TryRoot): void {
  const linked = ['-type', 'f', '-links', '+1', '!', '-uid', String(id), '-print', '-quit'];
  const run = tryRoot(['find', directory, ...linked]);
  if (run.status === 0 && run.stdout === '') return;
  throw new PhaseError(
    'coder_failed',
    run.status === 0
      ? `${run.stdout.trim()} is a file of somebody else, which the coder has linked to. What it has left is not read.`
      : `What the coder has left in ${directory} cannot be looked through.`,
  );
}

/**
 * The user itself sends the signal to all that it may send it to: the kernel does that at one moment, in which nobody can start another.
 * What goes through a list of processes is always late for one that has just started the next. Only when the signal is sent, a look at
 * the list proves that nothing is left. Throws `coder_failed` when something is, after `endMs`.
 */
function endAllOf(id: number, tryRoot: TryRoot): void {
  const end = Date.now() + endMs;
  for (;;) {
    const sent = tryRoot(signalAllAs(id)).status === 0;
    const left = processesOf(id);
    if (sent && left.length === 0) return;
    if (Date.now() >= end) {
      throw new PhaseError(
        'coder_failed',
        `Processes of the user ${id}, as which the coder or its code ran, go on running and cannot be ended ` +
          `(${left.join(', ') || 'they end whoever is sent to do it'}). What it has left is not read.`,
      );
    }
    // One that ends whoever is sent as its own user can be ended by its number.
    if (left.length > 0) tryRoot(['bash', '-c', 'kill -KILL "$@" 2> /dev/null', 'bash', ...left]);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

/** Its real id is one that nobody has, so that none of those that it is about to end can trace it; `-p`: bash keeps the other. */
const signalAllAs = (id: number): readonly string[] => [
  ...[
    'timeout',
    '--signal=KILL',
    '5',
    'setpriv',
    `--ruid=${id + 1}`,
    `--euid=${id}`,
    `--regid=${id}`,
    '--clear-groups',
  ],
  ...['bash', '-p', '-c', 'kill -KILL -1'],
];

function processesOf(id: number): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isUserOf(id, name) && runs(name));
}

/** By any of its ids: the real, the effective, the saved and the one for files. */
function isUserOf(id: number, process: string): boolean {
  const [, ids = ''] = /^Uid:\s+(.*)$/m.exec(textOf(`/proc/${process}/status`)) ?? [];
  return ids.split(/\s+/).map(Number).includes(id);
}

/** One that has ended only waits to be fetched, unless a thread of it goes on. */
function runs(process: string): boolean {
  const threads = gone(() => readdirSync(`/proc/${process}/task`)) ?? [];
  return threads.some((thread) => /^State:\s+[^ZX]/m.test(textOf(`/proc/${process}/task/${thread}/status`)));
}

const textOf = (path: string): string => gone(() => readFileSync(path, 'utf8')) ?? '';

/** Processes end while they are looked at. */
function gone<Result>(look: () => Result): Result | null {
  try {
    return look();
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(String((error as { code?: unknown }).code))) return null;
    throw error;
  }
}
