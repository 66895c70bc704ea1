/** What a test or the demo sets up by calling instead of by clicking: people, repositories, apps, weather. */
import { createRepository } from './changes/create-repository.ts';
import {
  chooseRepositories,
  install,
  installedRepositories,
  suspend,
  uninstall,
  unsuspend,
} from './changes/installations.ts';
import { newAccount, newTokenText } from './changes/new-account.ts';
import { changeRef } from './changes/refs-changed.ts';
import { registerApp } from './changes/register-app.ts';
import { refTarget } from './git/refs.ts';
import { readDirectory } from './git/seed-repository.ts';
import type { AppSeed, RepositorySeed, Sandbox } from './sandbox-options.ts';
import type { Site } from './site.ts';
import type { Account } from './world/account.ts';
import { findAccount, findRepository } from './world/find.ts';
import type { Installation } from './world/installation.ts';
import type { Repository } from './world/repository.ts';

type Seeding = Pick<
  Sandbox,
  | 'createUser'
  | 'createOrganization'
  | 'createRepository'
  | 'addCollaborator'
  | 'registerApp'
  | 'installApp'
  | 'changeInstallation'
  | 'suspendInstallation'
  | 'unsuspendInstallation'
  | 'uninstall'
  | 'setWebhook'
  | 'setWeather'
  | 'tag'
>;

export function seeding(site: Site): Seeding {
  const { world } = site;
  return {
    createUser: async (login, options = {}) => {
      const account = newAccount(world, login, 'User', options.name ?? login);
      const token = newTokenText('ghp_');
      world.tokens.set(token, { kind: 'user', token, account });
      return { login, id: account.id, token };
    },
    createOrganization: async (login) => ({ login, id: newAccount(world, login, 'Organization', login).id }),
    createRepository: (seed) => seedRepository(site, seed),
    addCollaborator: (repository, login, role) => {
      repositoryNamed(site, repository).collaborators.set(accountNamed(site, login).id, role);
    },
    registerApp: (seed) => register(site, seed),
    installApp: async (appId, owner, names) =>
      install(site, appWithId(site, appId), accountNamed(site, owner), named(site, owner, names)).id,
    changeInstallation: (id, change) => changeSelection(site, id, change),
    suspendInstallation: (id) => {
      const installation = installationWithId(site, id);
      suspend(site, installation, { by: installation.account, byApp: false });
    },
    unsuspendInstallation: (id) => {
      const installation = installationWithId(site, id);
      unsuspend(site, installation, installation.account);
    },
    uninstall: (id) => {
      const installation = installationWithId(site, id);
      uninstall(site, installation, installation.account);
    },
    setWebhook: (appId, url, secret) => {
      const app = appWithId(site, appId);
      app.webhookUrl = url;
      if (secret !== undefined) app.webhookSecret = secret;
    },
    setWeather: (change) => site.weather.change(change),
    tag: async (name, tag, commit) => {
      const repository = repositoryNamed(site, name);
      const target = commit ?? refTarget(repository, `refs/heads/${repository.defaultBranch}`);
      if (target === undefined) throw new Error(`${name} has no commit to tag as ${tag}`);
      const ref = `refs/tags/${tag}`;
      const update = { ref, before: refTarget(repository, ref) ?? null, after: target };
      await changeRef(site, repository, update, { account: repository.owner, viaApp: undefined, quiet: true });
    },
  };
}

async function seedRepository(site: Site, seed: RepositorySeed): Promise<Repository> {
  const copied = seed.directory === undefined ? {} : await readDirectory(seed.directory);
  const repository = await createRepository(site, {
    owner: accountNamed(site, seed.owner),
    name: seed.name,
    private: seed.private ?? false,
    description: seed.description ?? '',
    defaultBranch: seed.defaultBranch ?? 'main',
    message: seed.message ?? 'Initial commit',
    files: { ...copied, ...seed.files },
  });
  repository.settings.actionsMayApprove = seed.actionsMayApprove ?? false;
  for (const [name, value] of Object.entries(seed.variables ?? {})) repository.variables.set(name.toUpperCase(), value);
  for (const [name, value] of Object.entries(seed.secrets ?? {})) repository.secrets.set(name.toUpperCase(), value);
  return repository;
}

async function register(site: Site, seed: AppSeed): ReturnType<Sandbox['registerApp']> {
  const plan = { ...seed, owner: accountNamed(site, seed.owner) };
  const { app, privateKeyPem } = await registerApp(site, plan, 'pkcs8');
  return { id: app.id, slug: app.slug, clientId: app.clientId, privateKeyPem };
}

/** `all`, or the repositories of an account by their names. */
function named(site: Site, owner: string, names: readonly string[] | 'all'): 'all' | Repository[] {
  return names === 'all' ? 'all' : names.map((name) => repositoryNamed(site, `${owner}/${name}`));
}

function changeSelection(
  site: Site,
  id: number,
  { add = [], remove = [] }: Parameters<Sandbox['changeInstallation']>[1],
): void {
  const installation = installationWithId(site, id);
  const { account } = installation;
  const chosen = new Set(installedRepositories(site.world, installation));
  for (const name of add) chosen.add(repositoryNamed(site, `${account.login}/${name}`));
  for (const name of remove) chosen.delete(repositoryNamed(site, `${account.login}/${name}`));
  chooseRepositories(site, installation, [...chosen], account);
}

function accountNamed({ world }: Site, login: string): Account {
  const account = findAccount(world, login);
  if (!account) throw new Error(`There is no account ${login}; make it with createUser or createOrganization first`);
  return account;
}

function repositoryNamed({ world }: Site, name: string): Repository {
  const [owner = '', rest = ''] = name.split('/');
  const repository = findRepository(world, owner, rest);
  if (!repository) throw new Error(`There is no repository ${name}; it is named as owner/name, like octo-org/todo`);
  return repository;
}

function appWithId({ world }: Site, id: number): NonNullable<ReturnType<typeof world.apps.get>> {
  const app = world.apps.get(id);
  if (!app) throw new Error(`There is no app ${id}; registerApp gives the ids of apps`);
  return app;
}

function installationWithId({ world }: Site, id: number): Installation {
  const installation = world.installations.get(id);
  if (!installation) throw new Error(`There is no installation ${id}; installApp gives the ids of installations`);
  return installation;
}
