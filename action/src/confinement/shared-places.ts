// Where the job finds its programs, and anybody may change them: on GitHub's hosted runners /opt, with the browser and the tool cache,
// and /usr/share. Source: images/ubuntu/scripts/build/configure-system.sh of actions/runner-images.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute } from 'node:path';
import type { Environment } from '../job.ts';

const usual = ['/opt', '/usr/share', '/usr/local'];

/**
 * Real paths of the directories with programs that anybody may write to, and of those around them, sorted. Without any in which `place`
 * lies, for there the user is to write.
 */
export function sharedPlaces(environment: Environment, place: string): readonly string[] {
  const named = [...usual, environment.RUNNER_TOOL_CACHE ?? '', ...(environment.PATH ?? '').split(delimiter)];
  const found = named.filter((name) => isAbsolute(name) && existsSync(name)).map((name) => realpathSync(name));
  const open = [
    ...found.filter((one) => mayBeWritten(one, { sticky: true })),
    // In a sticky one, like /tmp, nobody can put another in the place of what is somebody else's.
    ...found.flatMap(around).filter((one) => mayBeWritten(one, { sticky: false })),
  ];
  return [...new Set(open)].filter((one) => !isAround(one, place)).sort();
}

function around(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...around(parent)];
}

const isAround = (path: string, other: string): boolean => path === other || around(other).includes(path);

function mayBeWritten(path: string, { sticky }: { readonly sticky: boolean }): boolean {
  const found = statSync(path);
  return found.isDirectory() && (found.mode & 0o002) !== 0 && (sticky || (found.mode & 0o1000) === 0);
}

/** Before the words of a command, as root: it then sees these places as they are, and cannot change them. The job's own view stays. */
export function readingOnly(places: readonly string[]): readonly string[] {
  if (places.length === 0) return [];
  const script =
    'while [ "$1" != -- ]; do mount --rbind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 125; shift; done; shift; exec "$@"';
  return ['unshare', '--mount', 'bash', '-c', script, 'bash', ...places, '--'];
}
