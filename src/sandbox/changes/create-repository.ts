/** Makes a repository with its first commit: for seeding, and for `POST …/repos`. */
import { join } from 'node:path';
import { takeOverRefs, withRefs } from '../git/refs.ts';
import { type FirstCommit, initBareRepository, writeFirstCommit } from '../git/seed-repository.ts';
import type { Site } from '../site.ts';
import { announce } from '../webhooks/announce.ts';
import type { Account } from '../world/account.ts';
import { findRepository } from '../world/find.ts';
import { isInstalledOn } from '../world/installation.ts';
import type { Repository } from '../world/repository.ts';
import { announceRepositories } from './installations.ts';
import { newRepository } from './new-repository.ts';

export interface RepositoryPlan {
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly description: string;
  readonly defaultBranch: string;
  readonly message: string;
  /** Undefined: an empty repository, without a commit. */
  readonly files: FirstCommit['files'] | undefined;
}

/** Throws when the name is taken. The first commit starts no workflow, as if it had come with a template. */
export async function createRepository(site: Site, plan: RepositoryPlan): Promise<Repository> {
  const { world } = site;
  const { owner, name, defaultBranch } = plan;
  if (findRepository(world, owner.login, name)) throw new Error(`${owner.login}/${name} exists already`);
  const directory = freeDirectory(site, join(site.directory, 'repositories', owner.login, name));
  await initBareRepository(directory, defaultBranch);
  if (plan.files) {
    const author = { name: owner.name, email: owner.email, date: new Date(world.now()).toISOString() };
    await writeFirstCommit(directory, { branch: defaultBranch, message: plan.message, author, files: plan.files });
  }
  const { files: _files, message: _message, ...record } = plan;
  const repository = newRepository(world, { ...record, directory });
  await withRefs(repository, () => takeOverRefs(repository, world.now()));
  await site.runs.refreshWorkflows(repository);
  const doer = { account: owner, viaApp: undefined, quiet: true };
  announce(site, { event: 'repository', action: 'created', repository, doer, payload: {} });
  for (const installation of world.installations.values()) {
    if (isInstalledOn(installation, repository)) announceRepositories(site, installation, 'added', [repository], owner);
  }
  return repository;
}

/** A repository that was renamed or given away keeps its directory, under its first name. */
function freeDirectory({ world }: Site, path: string): string {
  const taken = [...world.repositories.values()].some(({ directory }) => directory === `${path}.git`);
  return taken ? `${path}-${world.nextId()}.git` : `${path}.git`;
}
