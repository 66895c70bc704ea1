/** Makes a repository with its first commit: for seeding, and for `POST …/repos`. */
import { join } from 'node:path';
import { takeOverRefs, withRefs } from '../git/refs.ts';
import { type FirstCommit, initBareRepository, writeFirstCommit } from '../git/seed-repository.ts';
import { simpleUser } from '../shapes/account.ts';
import type { Site } from '../site.ts';
import { announce } from '../webhooks/announce.ts';
import type { Account } from '../world/account.ts';
import { findRepository } from '../world/find.ts';
import type { Repository } from '../world/repository.ts';
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
  const directory = join(site.directory, 'repositories', owner.login, `${name}.git`);
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
    if (installation.repositories !== 'all' || installation.account !== owner) continue;
    announce(site, {
      event: 'installation_repositories',
      action: 'added',
      repository,
      doer,
      onlyApp: installation.app,
      payload: { repository_selection: 'all', requester: simpleUser(world, owner) },
    });
  }
  return repository;
}
