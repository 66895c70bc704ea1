// A local GitHub with the app on it, and the real edge that speaks to it.
import { createPrivateKey } from 'node:crypto';
import type { Octokit } from '@octokit/rest';
import { Probot } from 'probot';
import type { Repository } from '../../src/core/task.ts';
import { type Authenticate, QuietOctokit } from '../../src/github/client.ts';
import { type Exchange, type RepositorySeed, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { client } from '../sandbox/local-github.ts';
import { checkExchange } from '../sandbox/openapi.ts';
import type { Table } from './files-of.ts';

export const place = { owner: 'octo-org', repo: 'todo' };

export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

export interface World {
  readonly sandbox: Sandbox;
  readonly mona: Octokit;
  readonly authenticate: Authenticate;
  readonly appId: number;
  readonly privateKey: string;
  readonly installation: number;
  repository(name?: string): Promise<Repository>;
  /** What in all exchanges so far departs from GitHub's description. */
  deviations(): string[];
  close(): Promise<void>;
}

export async function openWorld(
  files: Table,
  options: { permissions: Permissions; events: readonly string[]; webhookUrl?: string } & Partial<RepositorySeed>,
): Promise<World> {
  const { permissions, events, webhookUrl, ...seed } = options;
  const exchanges: Exchange[] = [];
  const sandbox = await startSandbox({ onExchange: (exchange) => exchanges.push(exchange) });
  await sandbox.createOrganization(place.owner);
  const { login, token } = await sandbox.createUser('mona');
  const seeds = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, { content }]));
  await sandbox.createRepository({ owner: place.owner, name: place.repo, files: seeds, ...seed });
  sandbox.addCollaborator('octo-org/todo', login, 'admin');
  const app = await sandbox.registerApp({
    ...{ slug: 'chimera', name: 'Chimera', owner: place.owner, permissions, events },
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  });
  const installation = await sandbox.installApp(app.id, place.owner, 'all');
  const privateKey = createPrivateKey(app.privateKeyPem).export({ type: 'pkcs8', format: 'pem' }).toString();
  const probot = new Probot({
    ...{ appId: app.id, privateKey, secret: 'a secret', baseUrl: sandbox.url },
    ...{ logLevel: 'fatal', Octokit: QuietOctokit },
  });
  await probot.ready();
  const mona = client(sandbox.url, token);
  return {
    ...{ sandbox, mona, installation, privateKey, appId: app.id },
    authenticate: (id) => (id === null ? probot.auth() : probot.auth(id)),
    async repository(name = place.repo) {
      const { data } = await mona.repos.get({ owner: place.owner, repo: name });
      const { id, default_branch: defaultBranch } = data;
      return { id, owner: place.owner, name, installationId: installation, defaultBranch };
    },
    deviations: () => exchanges.flatMap(checkExchange),
    close: () => sandbox.close(),
  };
}
