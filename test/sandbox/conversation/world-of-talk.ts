// A repository with people of every role and two apps that hear of everything; every exchange and delivery is checked.
import { createPrivateKey } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { type Exchange, type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Role } from '../../../src/sandbox/world/account.ts';
import { findRepository } from '../../../src/sandbox/world/find.ts';
import type { Repository } from '../../../src/sandbox/world/repository.ts';
import { client } from '../local-github.ts';
import { checkExchange } from '../openapi.ts';
import { checkDelivery } from '../webhook-schema.ts';

/** People by their role; `stranger` has none. */
export type Who = Exclude<Role, 'maintain'> | 'stranger' | 'helper' | 'other';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests are about
  readonly body: any;
  readonly headers: Headers;
}

export interface Heard {
  /** `event.action` */
  readonly name: string;
  /** Slug of the app that heard it. */
  readonly app: string;
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests are about
  readonly payload: any;
}

export interface TalkWorld {
  readonly sandbox: Sandbox;
  /** Sends a request; the path is below `/repos/octo-org/todo` unless it begins with `//`. */
  ask(who: Who, request: string, body?: unknown): Promise<Answer>;
  /** What the app `helper` heard since the last look, or what all apps heard. */
  heard(app?: 'helper' | 'all'): Heard[];
  repository(name?: string): Repository;
  /** Opens an issue and forgets what was heard of it. */
  issue(who: Who, title?: string): Promise<number>;
  /** A pull request of the writer's, with one commit of its own. */
  pull(branch: string): Promise<number>;
  /** Ends the sandbox; what departed from GitHub's descriptions. */
  close(): Promise<string[]>;
}

const events = [
  ...['issues', 'issue_comment', 'label', 'member', 'pull_request', 'pull_request_review', 'check_run', 'check_suite'],
  ...['push', 'workflow_dispatch'],
];
const permissions: Readonly<Record<string, 'read' | 'write'>> = {
  ...{ issues: 'write', pull_requests: 'write', checks: 'write', contents: 'write', administration: 'write' },
  actions: 'write',
};

export async function openTalk(files: Readonly<Record<string, string>> = {}): Promise<TalkWorld> {
  const exchanges: Exchange[] = [];
  const sandbox = await startSandbox({ onExchange: (exchange) => exchanges.push(exchange) });
  await sandbox.createOrganization('octo-org');
  await sandbox.createOrganization('other-org');
  const seeds = Object.entries({ 'a.txt': 'one\ntwo\nthree\n', ...files }).map(([path, content]) => [
    path,
    { content },
  ]);
  for (const name of ['todo', 'second']) {
    await sandbox.createRepository({ owner: 'octo-org', name, files: Object.fromEntries(seeds) });
  }
  await sandbox.createRepository({ owner: 'other-org', name: 'far', files: Object.fromEntries(seeds) });
  const tokens = new Map<Who, string>();
  for (const who of ['admin', 'write', 'triage', 'read', 'stranger'] as const) {
    tokens.set(who, (await sandbox.createUser(`${who}-person`)).token);
    if (who === 'stranger') continue;
    for (const name of ['todo', 'second']) sandbox.addCollaborator(`octo-org/${name}`, `${who}-person`, who);
  }
  for (const slug of ['helper', 'other'] as const) tokens.set(slug, await installationToken(sandbox, slug));
  return talkIn(sandbox, exchanges, tokens);
}

function talkIn(sandbox: Sandbox, exchanges: readonly Exchange[], tokens: ReadonlyMap<Who, string>): TalkWorld {
  let seen = 0;
  const heard: TalkWorld['heard'] = (app = 'helper') => {
    const all = [...sandbox.world.deliveries.values()].slice(seen);
    seen += all.length;
    return all
      .filter((delivery) => app === 'all' || delivery.app.slug === app)
      .map(({ event, action, app: { slug }, requestBody }) => ({
        name: action === null ? event : `${event}.${action}`,
        app: slug,
        payload: JSON.parse(requestBody),
      }));
  };
  const ask: TalkWorld['ask'] = async (who, request, body) => {
    const [method = '', path = ''] = request.split(' ');
    const place = path.startsWith('//') ? path.slice(1) : `/repos/octo-org/todo${path}`;
    const response = await fetch(`${sandbox.url}${place}`, {
      method,
      redirect: 'manual',
      headers: { accept: 'application/json', authorization: `Bearer ${tokens.get(who)}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  };
  return {
    sandbox,
    ask,
    heard,
    repository: (name = 'todo') => {
      const repository = findRepository(sandbox.world, 'octo-org', name);
      if (!repository) throw new Error(`There is no octo-org/${name}`);
      return repository;
    },
    issue: async (who, title = 'A wish') => {
      const { body } = await ask(who, 'POST /issues', { title, body: 'Please.' });
      heard();
      return body.number;
    },
    pull: async (branch) => {
      const { body: main } = await ask('write', 'GET /git/ref/heads/main');
      await ask('write', 'POST /git/refs', { ref: `refs/heads/${branch}`, sha: main.object.sha });
      const content = Buffer.from(`${branch}\n`).toString('base64');
      await ask('write', `PUT /contents/${branch}.txt`, { message: branch, branch, content });
      const { body } = await ask('write', 'POST /pulls', { title: branch, head: branch, base: 'main' });
      heard();
      return body.number;
    },
    close: async () => {
      await sandbox.settled();
      const sent = [...sandbox.world.deliveries.values()].filter(({ event }) => event !== 'ping');
      await sandbox.close();
      return [...new Set([...exchanges.flatMap(checkExchange), ...sent.flatMap(checkDelivery)])];
    },
  };
}

async function installationToken(sandbox: Sandbox, slug: string): Promise<string> {
  // Nobody answers there: what was sent is read from the sandbox's own record.
  const webhookUrl = 'http://127.0.0.1:9/';
  const app = await sandbox.registerApp({ slug, name: slug, owner: 'octo-org', permissions, webhookUrl, events });
  const installation = await sandbox.installApp(app.id, 'octo-org', 'all');
  const pem = createPrivateKey(app.privateKeyPem).export({ type: 'pkcs8', format: 'pem' }).toString();
  const jwt = new SignJWT().setProtectedHeader({ alg: 'RS256' }).setIssuer(String(app.id)).setIssuedAt();
  const signed = await jwt.setExpirationTime('5m').sign(await importPKCS8(pem, 'RS256'));
  const made = await client(sandbox.url, signed).apps.createInstallationAccessToken({ installation_id: installation });
  return made.data.token;
}
