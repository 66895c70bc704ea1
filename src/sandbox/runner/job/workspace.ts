// A job's own directories, as a GitHub runner lays them out; made fresh, removed afterwards.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run, RunnerMachine } from '../host.ts';

export type Workspace = {
  /** Holds all of the others. */
  root: string;
  /** GITHUB_WORKSPACE. */
  workspace: string;
  /** RUNNER_TEMP. */
  temporary: string;
  home: string;
  /** GITHUB_EVENT_PATH. */
  eventFile: string;
};

export async function makeWorkspace(run: Run, machine: RunnerMachine): Promise<Workspace> {
  await mkdir(machine.workDirectory, { recursive: true });
  await mkdir(machine.toolCache, { recursive: true });
  const root = await mkdtemp(join(machine.workDirectory, 'job-'));
  const { name } = run.repository;
  const workspace = join(root, name, name);
  const temporary = join(root, '_temp');
  const home = join(root, '_home');
  await Promise.all([workspace, join(temporary, '_github_workflow'), home].map((d) => mkdir(d, { recursive: true })));
  const eventFile = join(temporary, '_github_workflow', 'event.json');
  await writeFile(eventFile, JSON.stringify(run.event.payload, null, 2));
  return { root, workspace, temporary, home, eventFile };
}

export async function removeWorkspace(workspace: Workspace): Promise<void> {
  // Retried because a process that has just been killed may still have files open, or be writing its last one.
  await rm(workspace.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
