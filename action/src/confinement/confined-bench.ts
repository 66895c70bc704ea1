// A copy of the checkout in which a coder works, or its code runs, as a user of its own. Nothing outside of it is that user's to write, and
// what the job keeps secret is not that user's to read.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Job, PhaseError } from '../job.ts';
import { startCommand } from '../shell/start-command.ts';
import type { Workbench } from '../shell/workbench.ts';
import { findMeans, type Means, type OtherUser, otherUser } from './other-user.ts';
import { sharedPlaces } from './shared-places.ts';

export interface ConfinedBench extends Workbench {
  /** Where files lie that the user may read and not change, the prompt for example. */
  readonly shown: string;
  /** The user's own home, which is thrown away at the end. */
  readonly home: string;
  /** Makes what the user has left readable to this process; nothing of the user's runs any more then. */
  settle(): void;
  /** Gives the copy back to the user, for another turn. */
  handOver(): void;
  close(): void;
}

/** Names of the environment that say nothing about anybody. */
const harmless = ['PATH', 'LANG', 'LANGUAGE', 'TERM', 'TZ', 'CI', 'COLORTERM', 'NO_COLOR', 'FORCE_COLOR'];

export interface ConfinedOptions {
  /** Names of further variables that the user gets. */
  readonly pass: readonly string[];
  readonly means?: Means;
}

/** Throws `not_isolated` where this process cannot become somebody else. */
export function openConfinedBench(job: Job, { pass, means = findMeans() }: ConfinedOptions): ConfinedBench {
  if (means.kind === 'none') {
    throw new PhaseError(
      'not_isolated',
      `What the coder writes or does cannot be run as a user of its own: ${means.reason}. Let the job run as root or with sudo without ` +
        'a password, or say `coder: { isolation: off }` in .github/chimera.yml, if the coder may see all that its job sees.',
    );
  }
  const unchanged = sharedPlaces(job.environment, realpathSync(tmpdir()));
  const user = otherUser(means, { unchanged });
  requireRunning(user, unchanged);
  // Not in the runner's own directories, which others cannot even enter.
  const place = mkdtempSync(join(tmpdir(), 'chimera-coder-'));
  chmodSync(place, 0o755);
  const [directory, home, shown] = ['repository', 'home', 'shown'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(home);
  mkdirSync(join(home, 'tmp'));
  mkdirSync(shown, { mode: 0o755 });
  copyCheckout(job.workspace, directory);
  hide(job);
  user.own(directory);
  user.own(home);
  const kept = (additions: Readonly<Record<string, string>> = {}): Record<string, string> => {
    const names = new Set([...harmless, ...pass]);
    const passed = Object.entries(job.environment).filter(([name]) => names.has(name) || name.startsWith('LC_'));
    const own = { HOME: home, TMPDIR: join(home, 'tmp'), USER: 'coder', LOGNAME: 'coder', SHELL: '/bin/bash' };
    return { ...(Object.fromEntries(passed) as Record<string, string>), ...own, ...additions };
  };
  return {
    directory,
    shown,
    home,
    environment: kept,
    start(command, { environment, directory: where = directory, ...rest }) {
      const words = typeof command === 'string' ? ['bash', '-eo', 'pipefail', '-c', command] : command;
      // `env` gets them as arguments; what starts it, sudo for example, needs a PATH.
      const outer = { PATH: job.environment.PATH ?? '/usr/local/bin:/usr/bin:/bin' };
      return startCommand(user.command(words, environment), { ...rest, directory: where, environment: outer });
    },
    async end() {
      user.endAll();
    },
    settle() {
      user.endAll();
      user.takeBack(directory);
    },
    handOver: () => user.own(directory),
    close() {
      user.endAll();
      user.remove(place);
    },
  };
}

/** A container may not let even root do it. What the coder could put there would run as the job's user next. */
function requireRunning(user: OtherUser, unchanged: readonly string[]): void {
  if (unchanged.length === 0) return;
  const [program = '', ...words] = user.command(['true'], {});
  const run = spawnSync(program, words, { encoding: 'utf8', env: { PATH: process.env.PATH } });
  if (run.status === 0) return;
  throw new PhaseError(
    'not_isolated',
    `Anybody may write to ${unchanged.join(', ')}, where the job has its programs, and it cannot be mounted read-only for the coder: ` +
      `${run.error?.message ?? run.stderr.trim()}. Take the right to write away from others (chmod -R o-w) before the job.`,
  );
}

/** With ignored files, which set-up steps have left there, and a git of its own that knows no remote and no credentials. */
function copyCheckout(from: string, to: string): void {
  const copy = spawnSync('cp', ['-a', '--reflink=auto', from, to], { encoding: 'utf8' });
  if (copy.status !== 0)
    throw new PhaseError('machinery', `The checkout cannot be copied for the coder: ${copy.stderr}`);
  writeFileSync(
    join(to, '.git', 'config'),
    '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n[user]\n\tname = coder\n\temail = coder@localhost\n',
  );
  rmSync(join(to, '.git', 'hooks'), { recursive: true, force: true });
}

/** The job's own directories: the result, its scratch, and the files through which steps talk to the runner. */
function hide(job: Job): void {
  for (const directory of [job.scratch, job.result.path]) chmodSync(directory, 0o700);
}
