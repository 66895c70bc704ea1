/** What becomes of a repository: renamed, archived, given away, deleted; and what apps hear of it. */
import { rm } from 'node:fs/promises';
import { git } from '../git/git.ts';
import { withRefs } from '../git/refs.ts';
import { organizationSimple, simpleUser } from '../shapes/account.ts';
import type { Shape } from '../shapes/link.ts';
import type { Doer, Site } from '../site.ts';
import { announce } from '../webhooks/announce.ts';
import type { Account } from '../world/account.ts';
import { type Installation, isInstalledOn } from '../world/installation.ts';
import { fullName, type Repository } from '../world/repository.ts';
import { announceRepositories } from './installations.ts';

/** The old name leads to the repository until another one takes it. */
export function rename(site: Site, repository: Repository, name: string, doer: Doer): void {
  const from = repository.name;
  repository.formerNames.push(fullName(repository));
  repository.name = name;
  tell(site, repository, 'renamed', doer, { changes: { repository: { name: { from } } } });
}

export function setArchived(site: Site, repository: Repository, archived: boolean, doer: Doer): void {
  repository.archived = archived;
  tell(site, repository, archived ? 'archived' : 'unarchived', doer);
}

export async function setDefaultBranch(site: Site, repository: Repository, branch: string, doer: Doer): Promise<void> {
  const from = repository.defaultBranch;
  await withRefs(repository, () => git(repository.directory, ['symbolic-ref', 'HEAD', `refs/heads/${branch}`]));
  repository.defaultBranch = branch;
  await site.runs.refreshWorkflows(repository);
  tell(site, repository, 'edited', doer, { changes: { default_branch: { from } } });
}

export function setDescription(site: Site, repository: Repository, description: string, doer: Doer): void {
  const from = repository.description === '' ? null : repository.description;
  repository.description = description;
  tell(site, repository, 'edited', doer, { changes: { description: { from } } });
}

/**
 * Gives the repository to another account. Only the new owner's apps hear `repository.transferred`; the old owner's
 * hear that they have lost it. Source: "Webhook events and payloads", `repository`.
 */
export function transfer(
  site: Site,
  repository: Repository,
  { owner, name }: { readonly owner: Account; readonly name: string },
  doer: Doer,
): void {
  const { world } = site;
  const from = repository.owner;
  const losers = installationsOf(site, repository);
  repository.formerNames.push(fullName(repository));
  repository.owner = owner;
  repository.name = name;
  for (const installation of losers) forget(site, installation, repository, doer.account);
  for (const installation of installationsOf(site, repository)) {
    announceRepositories(site, installation, 'added', [repository], doer.account);
  }
  const was =
    from.kind === 'Organization'
      ? { organization: organizationSimple(world, from) }
      : { user: simpleUser(world, from) };
  tell(site, repository, 'transferred', doer, { changes: { owner: { from: was } } });
}

/** Its runs are stopped, and its commits are gone. */
export async function deleteRepository(site: Site, repository: Repository, doer: Doer): Promise<void> {
  const { world } = site;
  for (const run of repository.workflowRuns.values()) site.runs.cancel(run, { force: true });
  tell(site, repository, 'deleted', doer);
  const losers = installationsOf(site, repository);
  world.repositories.delete(repository.id);
  for (const installation of losers) forget(site, installation, repository, doer.account);
  await withRefs(repository, () => rm(repository.directory, { recursive: true, force: true, maxRetries: 5 }));
}

function installationsOf({ world }: Site, repository: Repository): Installation[] {
  return [...world.installations.values()].filter((installation) => isInstalledOn(installation, repository));
}

function forget(site: Site, installation: Installation, repository: Repository, by: Account): void {
  const { repositories } = installation;
  if (repositories !== 'all') installation.repositories = repositories.filter((each) => each !== repository);
  announceRepositories(site, installation, 'removed', [repository], by);
}

function tell(site: Site, repository: Repository, action: string, doer: Doer, payload: Shape = {}): void {
  announce(site, { event: 'repository', action, repository, doer, payload });
  site.world.changed({ kind: 'repository', repository });
}
