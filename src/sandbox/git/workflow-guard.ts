/** Keeps apps and jobs without the permission `workflows` from changing workflow files. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Actor } from '../identity/actor.ts';
import { satisfies } from '../identity/permission.ts';
import type { Repository } from '../world/repository.ts';
import { git } from './git.ts';
import { refTarget } from './refs.ts';
import { foreignWorkflows } from './workflow-changes.ts';

/** People may by their role, apps by the permission; a job's token can never have it. */
export function mayChangeWorkflows(actor: Actor): boolean {
  if (actor.kind === 'job') return false;
  return actor.kind !== 'installation' || satisfies(actor.permissions, [{ workflows: 'write' }]);
}

/** Whether the actor may let the ref point there. */
export async function mayBringIn(
  actor: Actor,
  repository: Repository,
  update: { readonly before: string | null; readonly after: string },
): Promise<boolean> {
  if (mayChangeWorkflows(actor)) return true;
  const main = refTarget(repository, `refs/heads/${repository.defaultBranch}`);
  const run = (args: readonly string[]): Promise<string> => git(repository.directory, args);
  return (await foreignWorkflows(run, { main, ...update })).length === 0;
}

/** Environment that makes `git receive-pack` ask the hook for each ref. @param directory where the hook may lie. */
export async function guardedPush(directory: string, repository: Repository): Promise<Record<string, string>> {
  const hooks = join(directory, 'hooks');
  const hook = join(hooks, 'proc-receive');
  const program = fileURLToPath(new URL('./proc-receive.ts', import.meta.url));
  await mkdir(hooks, { recursive: true });
  await writeFile(hook, `#!/bin/sh\nexec '${process.execPath}' --no-warnings '${program}'\n`);
  await chmod(hook, 0o755);
  return {
    ...{ GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: hooks },
    ...{ GIT_CONFIG_KEY_1: 'receive.procReceiveRefs', GIT_CONFIG_VALUE_1: 'refs' },
    SANDBOX_DEFAULT_BRANCH: repository.defaultBranch,
  };
}
