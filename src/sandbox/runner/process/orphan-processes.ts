// Ends what a job has left running. Every process of a job inherits RUNNER_TRACKING_ID; who clears it is left alone,
// as on GitHub.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export const trackingVariable = 'RUNNER_TRACKING_ID';

export type OrphanProcess = { pid: number; name: string };

/** A process may fork while it is being ended: look again this many times. */
const roundsMax = 10;

/** Kills every process whose environment carries the tracking id, and returns those that it found. */
export async function endOrphans(trackingId: string): Promise<OrphanProcess[]> {
  const ended = new Map<number, OrphanProcess>();
  for (let round = 0; round < roundsMax; round++) {
    const found = await findOrphans(trackingId);
    if (found.length === 0) break;
    for (const orphan of found) {
      ended.set(orphan.pid, orphan);
      kill(orphan.pid);
    }
    await sleep(10);
  }
  return [...ended.values()];
}

async function findOrphans(trackingId: string): Promise<OrphanProcess[]> {
  return process.platform === 'linux' ? await findInProc(trackingId) : await findWithPs(trackingId);
}

async function findInProc(trackingId: string): Promise<OrphanProcess[]> {
  const wanted = `${trackingVariable}=${trackingId}\0`;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<OrphanProcess[]> => {
      const environment = await readOrNothing(`/proc/${pid}/environ`);
      if (!environment.includes(wanted)) return [];
      return [{ pid: Number(pid), name: (await readOrNothing(`/proc/${pid}/comm`)).trim() }];
    }),
  );
  return found.flat();
}

/** Empty for a process that has ended (its environment is gone) or that belongs to somebody else. */
async function readOrNothing(path: string): Promise<string> {
  return await readFile(path, 'latin1').catch(() => '');
}

async function findWithPs(trackingId: string): Promise<OrphanProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-Eww', '-ax', '-o', 'pid=,command=']);
  const lines = stdout.split('\n').filter((line) => line.includes(`${trackingVariable}=${trackingId}`));
  return lines.map((line) => {
    const [pid = '', name = ''] = line.trim().split(/\s+/);
    return { pid: Number(pid), name };
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
