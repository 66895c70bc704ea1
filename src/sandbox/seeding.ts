/** What a test or the demo sets up by calling instead of by clicking: people, repositories, apps, weather. */
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { createRepository } from './changes/create-repository.ts';
import { newAccount, newApp, newInstallation, newTokenText } from './changes/new-account.ts';
import { changeRef } from './changes/refs-changed.ts';
import { refTarget } from './git/refs.ts';
import { readDirectory } from './git/seed-repository.ts';
import type { AppSeed, RepositorySeed, Sandbox } from './sandbox-options.ts';
import { appShape, installationShape, simpleUser } from './shapes/account.ts';
import { nodeId } from './shapes/link.ts';
import type { Site } from './site.ts';
import type { Account } from './world/account.ts';
import { findAccount, findRepository } from './world/find.ts';
import { fullName, type Repository } from './world/repository.ts';

const keyPair = promisify(generateKeyPair);

type Seeding = Pick<
  Sandbox,
  | 'createUser'
  | 'createOrganization'
  | 'createRepository'
  | 'addCollaborator'
  | 'registerApp'
  | 'installApp'
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
    registerApp: (seed) => registerApp(site, seed),
    installApp: async (appId, owner, repositories) => installApp(site, appId, owner, repositories),
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

async function registerApp(site: Site, seed: AppSeed): ReturnType<Sandbox['registerApp']> {
  const keys = await keyPair('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const app = newApp(site.world, {
    slug: seed.slug,
    name: seed.name,
    owner: accountNamed(site, seed.owner),
    permissions: { metadata: 'read', ...seed.permissions },
    events: seed.events,
    publicKeyPem: keys.publicKey,
    webhookUrl: seed.webhookUrl,
    webhookSecret: seed.webhookSecret,
  });
  const hook = { type: 'App', id: app.id, name: 'web', active: true, events: app.events, config: {} };
  const payload = { zen: 'Approachable is better than simple.', hook_id: app.id, hook, app: appShape(site.world, app) };
  site.webhooks.send({ app, installation: undefined, repository: undefined, event: 'ping', action: null, payload });
  return { id: app.id, slug: app.slug, clientId: app.clientId, privateKeyPem: keys.privateKey };
}

function installApp(site: Site, appId: number, owner: string, names: readonly string[] | 'all'): number {
  const { world } = site;
  const app = appWithId(site, appId);
  const account = accountNamed(site, owner);
  const repositories = names === 'all' ? 'all' : names.map((name) => repositoryNamed(site, `${owner}/${name}`));
  const installation = newInstallation(world, app, account, repositories);
  const covered = [...world.repositories.values()].filter(
    (each) => each.owner === account && (repositories === 'all' || repositories.includes(each)),
  );
  const payload = {
    action: 'created',
    installation: installationShape(world, installation),
    repositories: covered.map((repository) => ({
      id: repository.id,
      node_id: nodeId('Repository', repository.id),
      name: repository.name,
      full_name: fullName(repository),
      private: repository.private,
    })),
    requester: null,
    sender: simpleUser(world, account),
  };
  site.webhooks.send({ app, installation, repository: undefined, event: 'installation', action: 'created', payload });
  return installation.id;
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
