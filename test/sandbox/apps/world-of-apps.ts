// A sandbox with two owners and an app, clients for all of them, and a look at every exchange and delivery.
import { createPrivateKey } from 'node:crypto';
import type { Octokit } from '@octokit/rest';
import { importPKCS8, SignJWT } from 'jose';
import { type Exchange, type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Delivery } from '../../../src/sandbox/world/delivery.ts';
import { client } from '../local-github.ts';
import { checkExchange } from '../openapi.ts';
import { checkDelivery } from '../webhook-schema.ts';

export const place = { owner: 'octo-org', repo: 'todo' };

export interface AppsWorld {
  readonly sandbox: Sandbox;
  readonly mona: Octokit;
  readonly monaToken: string;
  readonly appId: number;
  readonly installation: number;
  /** The app with its JWT. */
  app(): Promise<Octokit>;
  /** A token of the installation. */
  token(permissions?: Readonly<Record<string, 'read' | 'write'>>): Promise<string>;
  /** `event.action` of every webhook since the last look. */
  heard(): string[];
  last(name: string): Delivery & { readonly payload: Record<string, never> };
  /** Ends the sandbox; what departed from GitHub's descriptions. */
  close(): Promise<string[]>;
}

const permissions: Readonly<Record<string, 'read' | 'write'>> = {
  ...{ actions: 'write', administration: 'write', contents: 'write', issues: 'write', secrets: 'read' },
  ...{ environments: 'read', pull_requests: 'write' },
};

export async function openAppsWorld(files: Readonly<Record<string, string>> = { 'a.txt': 'a\n' }): Promise<AppsWorld> {
  const exchanges: Exchange[] = [];
  const sandbox = await startSandbox({ onExchange: (exchange) => exchanges.push(exchange) });
  await sandbox.createOrganization(place.owner);
  await sandbox.createOrganization('other-org');
  const { token: monaToken } = await sandbox.createUser('mona');
  const seeds = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, { content }]));
  for (const name of ['todo', 'second']) {
    await sandbox.createRepository({ owner: place.owner, name, files: seeds });
    sandbox.addCollaborator(`octo-org/${name}`, 'mona', 'admin');
  }
  const registered = await sandbox.registerApp({
    ...{ slug: 'helper', name: 'Helper', owner: 'octo-org', permissions },
    // Nobody answers there: what was sent is read from the sandbox's own record.
    webhookUrl: 'http://127.0.0.1:9/',
    events: ['repository', 'issues', 'push'],
  });
  const installation = await sandbox.installApp(registered.id, place.owner, ['todo']);
  const pem = createPrivateKey(registered.privateKeyPem).export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = await importPKCS8(pem, 'RS256');
  const app = async (): Promise<Octokit> => {
    const jwt = new SignJWT().setProtectedHeader({ alg: 'RS256' }).setIssuer(String(registered.id));
    return client(sandbox.url, await jwt.setIssuedAt().setExpirationTime('5m').sign(key));
  };
  let seen = 0;
  const deliveries = (): Delivery[] => [...sandbox.world.deliveries.values()];
  const nameOf = ({ event, action }: Delivery): string => (action ? `${event}.${action}` : event);
  return {
    ...{ sandbox, monaToken, installation, app, appId: registered.id, mona: client(sandbox.url, monaToken) },
    token: async (wanted) => {
      const asked = { installation_id: installation, ...(wanted ? { permissions: wanted } : {}) };
      return (await (await app()).apps.createInstallationAccessToken(asked)).data.token;
    },
    heard: () => {
      const names = deliveries().slice(seen).map(nameOf);
      seen = deliveries().length;
      return names;
    },
    last: (name) => {
      const found = deliveries().findLast((delivery) => nameOf(delivery) === name);
      if (!found) throw new Error(`No webhook ${name} was sent, only ${deliveries().map(nameOf).join(', ')}`);
      return { ...found, payload: JSON.parse(found.requestBody) as Record<string, never> };
    },
    close: async () => {
      await sandbox.settled();
      const sent = deliveries().filter(({ event }) => event !== 'ping');
      await sandbox.close();
      return [...exchanges.flatMap(checkExchange), ...sent.flatMap(checkDelivery)];
    },
  };
}
