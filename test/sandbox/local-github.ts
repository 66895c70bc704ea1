// A small local GitHub for stories: one repository, people on it, an app, and git clones to push from.
import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Octokit } from '@octokit/rest';
import { importPKCS8, SignJWT } from 'jose';
import { type Exchange, type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { findRepository } from '../../src/sandbox/world/find.ts';
import type { Repository } from '../../src/sandbox/world/repository.ts';
import { checkExchange } from './openapi.ts';

const run = promisify(execFile);

export const place = { owner: 'octo-org', repo: 'todo' };

/** Files by path. */
type Files = Readonly<Record<string, string>>;

export interface LocalGitHub {
  readonly sandbox: Sandbox;
  /** Admin of the repository. */
  readonly mona: Octokit;
  readonly monaToken: string;
  /** A directory that steps see as `$SCRATCH`. */
  readonly scratch: string;
  repository(): Repository;
  /** A client of the app's installation, with these permissions, for all its repositories or for some. */
  installation(
    permissions: Readonly<Record<string, 'read' | 'write'>>,
    repositories?: readonly string[],
  ): Promise<Octokit>;
  /** Commits files on a branch, which is made from the default branch when it is new, and pushes it as mona. */
  push(branch: string, files: Files): Promise<void>;
  /** `event.action` of every webhook to the app, in order. */
  webhooks(): string[];
  /** What in all exchanges so far departs from GitHub's description. */
  deviations(): string[];
  close(): Promise<void>;
}

export async function openGitHub(files: Files, options: SandboxOptions = {}): Promise<LocalGitHub> {
  const scratch = await mkdtemp(join(tmpdir(), 'chimera-scratch-'));
  const exchanges: Exchange[] = [];
  const sandbox = await startSandbox({
    ...options,
    runner: { environment: { SCRATCH: scratch }, ...options.runner },
    onExchange: (exchange) => exchanges.push(exchange),
  });
  await sandbox.createOrganization(place.owner);
  const { login, token } = await sandbox.createUser('mona');
  const seeds = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, { content }]));
  await sandbox.createRepository({ ...place, name: place.repo, files: seeds });
  sandbox.addCollaborator('octo-org/todo', login, 'admin');
  const installation = await installApp(sandbox);
  return {
    sandbox,
    mona: client(sandbox.url, token),
    monaToken: token,
    scratch,
    repository: () => {
      const repository = findRepository(sandbox.world, place.owner, place.repo);
      if (!repository) throw new Error('The story has lost its repository');
      return repository;
    },
    installation: async (permissions, repositories) => {
      const app = client(sandbox.url, await installation.jwt());
      const made = await app.apps.createInstallationAccessToken({
        ...{ installation_id: installation.id, permissions },
        ...(repositories ? { repositories: [...repositories] } : {}),
      });
      return client(sandbox.url, made.data.token);
    },
    push: (branch, changes) => push({ url: sandbox.url, token, scratch }, branch, changes),
    webhooks: () =>
      [...sandbox.world.deliveries.values()].map(({ event, action }) => (action ? `${event}.${action}` : event)),
    deviations: () => exchanges.flatMap(checkExchange),
    close: async () => {
      await sandbox.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** A client that says nothing and repeats nothing. */
export function client(baseUrl: string, auth: string): Octokit {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  return new Octokit({ baseUrl, auth, log: silent, retry: { enabled: false } });
}

/** The status and message with which a request was refused; throws when it was not. */
export async function refusal(request: Promise<unknown>): Promise<{ status: number; message: string }> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof Error && 'status' in error && 'response' in error)) throw error;
    const { data } = error.response as { data: { message: string } };
    return { status: Number(error.status), message: data.message };
  }
  throw new Error('The request was not refused');
}

async function installApp(sandbox: Sandbox): Promise<{ id: number; jwt(): Promise<string> }> {
  const app = await sandbox.registerApp({
    slug: 'helper',
    name: 'Helper',
    owner: place.owner,
    // Nobody answers there: what was sent is read from the sandbox's own record.
    webhookUrl: 'http://127.0.0.1:9/',
    permissions: { actions: 'write', contents: 'write', deployments: 'write', issues: 'write', metadata: 'read' },
    events: ['workflow_run', 'workflow_job', 'workflow_dispatch', 'deployment', 'deployment_status', 'push', 'issues'],
  });
  const id = await sandbox.installApp(app.id, place.owner, 'all');
  const key = await importPKCS8(
    createPrivateKey(app.privateKeyPem).export({ type: 'pkcs8', format: 'pem' }).toString(),
    'RS256',
  );
  const jwt = (): Promise<string> =>
    new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(String(app.id))
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key);
  return { id, jwt };
}

async function push(
  { url, token, scratch }: { url: string; token: string; scratch: string },
  branch: string,
  files: Files,
): Promise<void> {
  const clone = await mkdtemp(join(scratch, 'clone-'));
  const git = (...args: string[]): Promise<unknown> =>
    run('git', ['-c', 'user.name=mona', '-c', 'user.email=mona@example.com', '-C', clone, ...args]);
  const address = url.replace('http://', `http://mona:${token}@`);
  await run('git', ['clone', '--quiet', `${address}/${place.owner}/${place.repo}.git`, clone]);
  await git('checkout', '--quiet', '-B', branch, ...((await hasBranch(clone, branch)) ? [`origin/${branch}`] : []));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(clone, path)), { recursive: true });
    await writeFile(join(clone, path), content);
  }
  await git('add', '--all');
  await git('commit', '--quiet', '--allow-empty', '--message', `change of ${branch}`);
  await git('push', '--quiet', 'origin', branch);
}

async function hasBranch(clone: string, branch: string): Promise<boolean> {
  const { stdout } = await run('git', ['-C', clone, 'branch', '--remotes', '--list', `origin/${branch}`]);
  return stdout.trim() !== '';
}
