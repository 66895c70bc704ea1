/** Holds a push against what its actor may do: workflow files without the permission `workflows`, protected branches. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Actor } from '../identity/actor.ts';
import { satisfies } from '../identity/permission.ts';
import { pushRules } from '../protection/push-rules.ts';
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

/**
 * Environment that makes `git receive-pack` ask the hook for each ref; empty when the actor may push whatever they like.
 * @param directory where the hook may lie.
 */
export async function guardedPush(
  directory: string,
  repository: Repository,
  actor: Actor,
): Promise<Record<string, string>> {
  const rules = pushRules(actor, repository);
  const free = mayChangeWorkflows(actor);
  if (free && Object.keys(rules).length === 0) return {};
  const hooks = join(directory, 'hooks');
  const hook = join(hooks, 'proc-receive');
  const program = fileURLToPath(new URL('./proc-receive.ts', import.meta.url));
  await mkdir(hooks, { recursive: true });
  await writeFile(hook, `#!/bin/sh\nexec '${process.execPath}' --no-warnings '${program}'\n`);
  await chmod(hook, 0o755);
  return {
    ...{ GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: hooks },
    ...{ GIT_CONFIG_KEY_1: 'receive.procReceiveRefs', GIT_CONFIG_VALUE_1: 'refs' },
    ...(free ? {} : { SANDBOX_DEFAULT_BRANCH: repository.defaultBranch }),
    SANDBOX_PUSH_RULES: JSON.stringify(rules),
  };
}
