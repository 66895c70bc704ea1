// What the other user leaves running: nothing, however fast it starts anew, and where something stays it is said.
import { spawn } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findMeans, otherUser } from '../../../action/src/confinement/other-user.ts';

const means = findMeans();
// In CI there is root; elsewhere a machine may offer no way to become somebody else.
const possible = means.kind !== 'none' || process.env.CHIMERA_TEST_DATABASE_URL !== undefined ? test : test.skip;
const user = otherUser(means.kind === 'none' ? { kind: 'root' } : means);

let place: string;
let heart: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'chimera-user-'));
  heart = join(place, 'heart');
  writeFileSync(heart, '');
  chmodSync(place, 0o755);
  chmodSync(heart, 0o666);
});

afterEach(() => {
  user.endAll();
  user.remove(place);
});

/** Each of these lives for a moment only, and writes into `heart` that there is still one of them. */
const chain = `
  use POSIX ();
  sub beat { open(my $heart, '>>', $ARGV[0]); print $heart 'x'; close($heart); }
  while (1) { fork() and POSIX::_exit(0); beat(); select(undef, undef, undef, 0.001); }`;

/** One process that ends every other one of its user, again and again. */
const killer = `
  while (1) { open(my $heart, '>>', $ARGV[0]); print $heart 'x'; close($heart); kill('KILL', -1); }`;

async function run(program: string): Promise<void> {
  const [command = '', ...words] = user.command(['perl', '-e', program, heart], { PATH: process.env.PATH ?? '' });
  spawn(command, words, { stdio: 'ignore', detached: true }).unref();
  for (const end = Date.now() + 10_000; statSync(heart).size < 100 && Date.now() < end; ) await pause(20);
  expect(statSync(heart).size).toBeGreaterThanOrEqual(100);
}

describe('after endAll', () => {
  possible.each([
    ['a chain of processes, each of which starts the next and ends', chain],
    ['one that ends whoever is sent to end it', killer],
  ])('nothing is left of %s', async (_, program) => {
    await run(program);
    user.endAll();
    const beats = statSync(heart).size;
    await pause(500);
    expect(statSync(heart).size).toBe(beats);
  });
});

/** A `sudo` that is asked to end processes, says that it did, and did not. */
const idleSudo = '#!/bin/bash\ncase "$*" in *kill*) exit 0;; esac\nshift 2\nexec "$@"\n';

possible(
  'what cannot be ended is said, and not taken for ended',
  async () => {
    writeFileSync(join(place, 'sudo'), idleSudo, { mode: 0o755 });
    await run('while (1) { open(my $heart, ">>", $ARGV[0]); print $heart "x"; close($heart); }');
    const path = process.env.PATH;
    process.env.PATH = `${place}${delimiter}${path}`;
    try {
      expect(() => otherUser({ kind: 'sudo' }).endAll()).toThrow(/Processes of the user \d+, .* go on running/);
    } finally {
      process.env.PATH = path;
    }
  },
  60_000,
);

possible('what is taken back is nobody else’s to write, and a link in it touches nothing outside', () => {
  const outside = join(place, 'outside');
  writeFileSync(outside, '', { mode: 0o666 });
  chmodSync(outside, 0o666);
  const left = join(place, 'left');
  mkdirSync(left);
  mkdirSync(join(left, 'open'));
  writeFileSync(join(left, 'open', 'file'), '');
  for (const path of [join(left, 'open'), join(left, 'open', 'file')]) chmodSync(path, 0o777);
  symlinkSync(outside, join(left, 'link'));
  symlinkSync('nowhere', join(left, 'open', 'broken'));
  user.own(left);
  user.takeBack(left);
  const modes = [join(left, 'open'), join(left, 'open', 'file'), outside].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o755, 0o755, 0o666]);
  expect(statSync(join(left, 'open')).uid).toBe(process.getuid?.());
});

possible('what it has left is not taken back with a file of somebody else’s in it', () => {
  const outside = join(place, 'outside');
  writeFileSync(outside, '');
  chmodSync(outside, 0o666);
  const left = join(place, 'left');
  mkdirSync(left);
  user.own(left);
  // A machine may let users link to files that they may not read (fs.protected_hardlinks).
  linkSync(outside, join(left, 'theirs'));
  expect(() => user.takeBack(left)).toThrow(/left\/theirs is a file of somebody else/);
  expect(statSync(outside).mode & 0o777).toBe(0o666);
});
