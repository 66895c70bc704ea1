/** Finds records by the names that people and addresses use. Names of accounts and repositories ignore case. */
import type { Account, App } from './account.ts';
import type { Issue, Label } from './issue.ts';
import { isPull, type PullIssue } from './pull-request.ts';
import type { Repository } from './repository.ts';
import type { World } from './world.ts';

export function findAccount(world: World, login: string): Account | undefined {
  const wanted = login.toLowerCase();
  return [...world.accounts.values()].find((account) => account.login.toLowerCase() === wanted);
}

export function findApp(world: World, slug: string): App | undefined {
  return [...world.apps.values()].find((app) => app.slug === slug);
}

export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return [...world.repositories.values()].find(
    (repository) => `${repository.owner.login}/${repository.name}`.toLowerCase() === wanted,
  );
}

/** The repository that once had this name; a repository that has it now comes first. */
export function findMoved(world: World, owner: string, name: string): Repository | undefined {
  if (findRepository(world, owner, name)) return undefined;
  const wanted = `${owner}/${name}`.toLowerCase();
  return [...world.repositories.values()].findLast(({ formerNames }) =>
    formerNames.some((former) => former.toLowerCase() === wanted),
  );
}

export function findLabel(repository: Repository, name: string): Label | undefined {
  return repository.labels.get(name.toLowerCase());
}

/** Open and closed pull requests, newest first. */
export function pullsOf(repository: Repository): PullIssue[] {
  return issuesOf(repository).filter(isPull);
}

/** Issues and pull requests, newest first. */
export function issuesOf(repository: Repository): Issue[] {
  return [...repository.issues.values()].reverse();
}
