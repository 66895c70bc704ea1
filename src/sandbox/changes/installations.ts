/** The life of an installation: made, changed, suspended, taken away; and what its app hears of it. */
import { installationShape, simpleUser } from '../shapes/account.ts';
import { nodeId, type Shape } from '../shapes/link.ts';
import type { Site } from '../site.ts';
import type { Account, App } from '../world/account.ts';
import { type Installation, isInstalledOn, type Suspension } from '../world/installation.ts';
import { fullName, type Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { newInstallation } from './new-account.ts';

/** Throws when the app is installed on the account already. */
export function install(
  site: Site,
  app: App,
  account: Account,
  repositories: 'all' | readonly Repository[],
  by: Account = account,
): Installation {
  const { world } = site;
  if (installationOf(world, app, account)) throw new Error(`${app.name} is installed on ${account.login} already`);
  const installation = newInstallation(world, app, account, repositories === 'all' ? 'all' : [...repositories]);
  tell(site, installation, 'created', by);
  world.changed({ kind: 'account', id: account.id });
  return installation;
}

/** The one installation that an app may have on an account. */
export function installationOf(world: World, app: App, account: Account): Installation | undefined {
  return [...world.installations.values()].find((each) => each.app === app && each.account === account);
}

export function installedRepositories(world: World, installation: Installation): Repository[] {
  return [...world.repositories.values()].filter((repository) => isInstalledOn(installation, repository));
}

/** Gives the app other repositories; what it gains and what it loses are two events, as on GitHub. */
export function chooseRepositories(
  site: Site,
  installation: Installation,
  repositories: 'all' | readonly Repository[],
  by: Account,
): void {
  const before = installedRepositories(site.world, installation);
  installation.repositories = repositories === 'all' ? 'all' : [...repositories];
  const after = installedRepositories(site.world, installation);
  const added = after.filter((each) => !before.includes(each));
  const removed = before.filter((each) => !after.includes(each));
  if (added.length > 0) announceRepositories(site, installation, 'added', added, by);
  if (removed.length > 0) announceRepositories(site, installation, 'removed', removed, by);
  site.world.changed({ kind: 'account', id: installation.account.id });
}

/** The event `installation_repositories`. */
export function announceRepositories(
  site: Site,
  installation: Installation,
  action: 'added' | 'removed',
  repositories: readonly Repository[],
  by: Account,
): void {
  if (installation.suspended) return;
  const briefs = repositories.map(brief);
  const payload = {
    action,
    installation: installationShape(site.world, installation),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    repositories_added: action === 'added' ? briefs : [],
    repositories_removed: action === 'removed' ? briefs : [],
    requester: null,
    sender: simpleUser(site.world, by),
  };
  const { app } = installation;
  site.webhooks.send({ app, installation, repository: undefined, event: 'installation_repositories', action, payload });
}

/** @returns false when it is suspended already. */
export function suspend(site: Site, installation: Installation, by: Pick<Suspension, 'by' | 'byApp'>): boolean {
  if (installation.suspended) return false;
  installation.suspended = { ...by, atMs: site.world.now() };
  tell(site, installation, 'suspend', by.by);
  site.world.changed({ kind: 'account', id: installation.account.id });
  return true;
}

/** @returns false when it is not suspended. */
export function unsuspend(site: Site, installation: Installation, by: Account): boolean {
  if (!installation.suspended) return false;
  installation.suspended = undefined;
  tell(site, installation, 'unsuspend', by);
  site.world.changed({ kind: 'account', id: installation.account.id });
  return true;
}

/** The app is told, and then its tokens are worth nothing. */
export function uninstall(site: Site, installation: Installation, by: Account): void {
  const { world } = site;
  tell(site, installation, 'deleted', by);
  world.installations.delete(installation.id);
  for (const [text, token] of world.tokens) {
    if (token.kind === 'installation' && token.installation === installation) world.tokens.delete(text);
  }
  world.changed({ kind: 'account', id: installation.account.id });
}

function tell(
  site: Site,
  installation: Installation,
  action: 'created' | 'suspend' | 'unsuspend' | 'deleted',
  by: Account,
): void {
  const { world } = site;
  const payload = {
    action,
    installation: installationShape(world, installation),
    repositories: installedRepositories(world, installation).map(brief),
    sender: simpleUser(world, by),
  };
  const { app } = installation;
  site.webhooks.send({ app, installation, repository: undefined, event: 'installation', action, payload });
}

/** How these events name a repository. */
function brief(repository: Repository): Shape {
  const { id, name } = repository;
  const node_id = nodeId('Repository', id);
  return { id, node_id, name, full_name: fullName(repository), private: repository.private };
}
