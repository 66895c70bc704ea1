// Repositories come, go and move, and their tasks with them.
import type { Repository } from '../../core/task.ts';
import type { Signal } from '../../github/signal.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';
import { openTasksOf } from '../request/request-task.ts';

/** Who adds more at once has installed the app on everything, and does not want a pull request everywhere. */
const preparedMax = 20;

/** Each repository gets one pull request that prepares it, once for each installation. */
export async function prepareRepositories(
  { github, store, log }: EngineParts,
  { installation, repositories }: Extract<Signal, { kind: 'repositories_added' }>,
): Promise<void> {
  await store.setSuspended(installation, null);
  if (repositories.length > preparedMax) {
    log.info({ installation, repositories: repositories.length }, 'too many repositories at once to prepare each');
    return;
  }
  for (const name of repositories) {
    const repository = await github.findRepository(installation, name);
    if (repository === null) {
      log.warn({ installation, repository: name }, 'an added repository is not visible');
      continue;
    }
    const key = `set_up:${installation}:${repository.id}`;
    await store.addEffect(key, { kind: 'set_up', key, repository });
  }
}

/** Another name, owner or default branch: the tasks go on under it. */
export async function moveRepository(parts: EngineParts, repository: Repository): Promise<void> {
  for (const task of await openTasksOf(parts, repository)) {
    await applyEvent(parts, task.id, { kind: 'repository_moved', repository, at: parts.now() });
  }
}

/** Nothing can be said or done there any more, so the tasks end without a word. */
export async function leaveRepositories(
  parts: EngineParts,
  reason: string,
  isLeft: (repository: Repository) => boolean,
): Promise<void> {
  for (const task of await parts.store.openTasks()) {
    if (isLeft(task.repository)) await applyEvent(parts, task.id, { kind: 'abandoned', reason, at: parts.now() });
  }
}
