/** Lays the files of an action's repository out in a directory, once for each commit. */
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../../git/git.ts';
import { resolveCommit } from '../../git/refs.ts';
import type { ResolvedAction } from '../../runner/host.ts';
import type { Site } from '../../site.ts';
import { findRepository } from '../../world/find.ts';
import type { Repository } from '../../world/repository.ts';

/** A private repository's actions are there for the repositories of the same owner only. */
export async function resolveAction(
  site: Site,
  user: Repository,
  owner: string,
  name: string,
  ref: string,
): Promise<ResolvedAction> {
  const repository = findRepository(site.world, owner, name);
  if (!repository || (repository.private && repository.owner !== user.owner)) {
    return { kind: 'missing', what: 'repository' };
  }
  const sha = await resolveCommit(repository, ref);
  if (sha === undefined) return { kind: 'missing', what: 'ref' };
  const folder = join(site.directory, 'actions');
  const directory = join(folder, `${repository.id}-${sha}`);
  if (await exists(directory)) return { kind: 'found', directory, sha };
  await mkdir(folder, { recursive: true });
  const making = await mkdtemp(join(folder, 'making-'));
  const files = join(making, 'files');
  await mkdir(files);
  // The repository is bare, so git is told which directory to lay the files out in.
  const environment = { GIT_DIR: repository.directory, GIT_WORK_TREE: files, GIT_INDEX_FILE: join(making, '.index') };
  await git(files, ['read-tree', sha], { environment });
  await git(files, ['checkout-index', '--all'], { environment });
  // Two jobs may get here at once; the files are the same, whoever is first.
  await rename(files, directory).catch(async (error: unknown) => {
    if (!(await exists(directory))) throw error;
  });
  await rm(making, { recursive: true, force: true });
  return { kind: 'found', directory, sha };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
