/** Makes accounts, apps and installations. */
import { createHash, randomBytes } from 'node:crypto';
import type { Account, App, Conversion, Permissions } from '../world/account.ts';
import type { Installation } from '../world/installation.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** Throws when the login is taken. */
export function newAccount(world: World, login: string, kind: Account['kind'], name: string): Account {
  for (const account of world.accounts.values()) {
    if (account.login.toLowerCase() === login.toLowerCase()) throw new Error(`The login ${login} is taken`);
  }
  const id = world.nextId();
  const account: Account = {
    id,
    writtenMs: world.now(),
    login,
    name,
    kind,
    email: `${id}+${login}@users.noreply.github.com`,
  };
  world.accounts.set(id, account);
  world.changed({ kind: 'account', id });
  return account;
}

/** An app with its bot `<slug>[bot]`. */
export function newApp(
  world: World,
  seed: {
    readonly slug: string;
    readonly name: string;
    readonly owner: Account;
    readonly permissions: Permissions;
    readonly events: readonly string[];
    readonly publicKeyPem: string;
    readonly webhookUrl?: string | undefined;
    readonly webhookSecret?: string | undefined;
    readonly description?: string | undefined;
    readonly homepage?: string | undefined;
    readonly setupUrl?: string | undefined;
    readonly setupOnUpdate?: boolean | undefined;
    readonly public?: boolean | undefined;
    readonly conversion?: Conversion | undefined;
  },
): App {
  const bot = newAccount(world, `${seed.slug}[bot]`, 'Bot', seed.name);
  const id = world.nextId();
  const digest = createHash('sha256').update(`${seed.slug} ${id}`).digest('hex');
  const app: App = {
    ...seed,
    id,
    writtenMs: world.now(),
    bot,
    clientId: `Iv23li${digest.slice(0, 14)}`,
    webhookUrl: seed.webhookUrl,
    webhookSecret: seed.webhookSecret,
    description: seed.description ?? '',
    homepage: seed.homepage,
    setupUrl: seed.setupUrl,
    setupOnUpdate: seed.setupOnUpdate ?? false,
    public: seed.public ?? true,
    conversion: seed.conversion,
  };
  world.apps.set(id, app);
  return app;
}

export function newInstallation(
  world: World,
  app: App,
  account: Account,
  repositories: 'all' | Repository[],
): Installation {
  const id = world.nextId();
  const installation = { id, writtenMs: world.now(), app, account, repositories, suspended: undefined };
  world.installations.set(installation.id, installation);
  return installation;
}

/** A token's text. Prefixes are GitHub's: `ghp_` for a person, `ghs_` for installations and jobs. */
export function newTokenText(prefix: 'ghp_' | 'ghs_'): string {
  return prefix + randomBytes(27).toString('base64url').replaceAll(/[-_]/g, 'x');
}
