// The stage: a local GitHub with the example repository and the app installed on it, as a user would set it up.
import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Octokit } from '@octokit/rest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Exchange, type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { type AppProcess, type AppSettings, freePort, startApp } from './app-process.ts';
import { type Hosting, startHosting } from './hosting.ts';
import { fillToolCache, findBrowser } from './tool-cache.ts';

const run = promisify(execFile);

const project = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const repository = { owner: 'octo-org', repo: 'todo' };
export const label = 'chimera';

/** What a user copies from this project into a repository. */
const copiedFiles = [
  '.github/workflows/chimera-phase.yml',
  '.github/workflows/chimera.yml',
  '.github/ISSUE_TEMPLATE/chimera.yml',
];

export interface StageOptions {
  /** Port of the local GitHub; 0 for any free one. */
  readonly port: number;
  /** Command line of a coding agent; `null` for the recorded one. */
  readonly coder: string | null;
  readonly settleSeconds: number;
  readonly reconcileSeconds: number;
  readonly weather?: NonNullable<Parameters<typeof startSandbox>[0]>['weather'];
  readonly onExchange?: (exchange: Exchange) => void;
  /** Whether GitHub Actions may approve; if not, a second App is registered and installed that may. Default: it may. */
  readonly actionsMayApprove?: boolean;
  /** Changes the repository's files before the first commit. */
  readonly prepare?: (files: string) => Promise<void>;
}

export interface Stage {
  readonly sandbox: Sandbox;
  readonly hosting: Hosting;
  readonly directory: string;
  readonly databasePath: string;
  readonly logPath: string;
  readonly targetUrl: string;
  readonly appPort: number;
  readonly webhookSecret: string;
  /** A person with admin rights, and their client. */
  readonly mona: Octokit;
  /** A person who may triage and no more. */
  readonly hubot: Octokit;
  /** A client of somebody who has nothing to do with the repository. */
  stranger(login: string): Promise<Octokit>;
  app(): AppProcess;
  startApp(): Promise<void>;
  /** Files the example's issue, or another text; resolves with its number. */
  fileIssue(issue?: { title: string; body: string }): Promise<number>;
  close(options?: { keep: boolean }): Promise<void>;
}

const manifestSchema = z.object({
  name: z.string(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});

export async function setStage(options: StageOptions): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'chimera-demo-'));
  const endings: (() => Promise<void>)[] = [];
  const close = async ({ keep }: { keep: boolean } = { keep: false }): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end();
    if (!keep) await rm(directory, { recursive: true, force: true });
  };
  try {
    return { ...(await build(options, directory, endings)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  options: StageOptions,
  directory: string,
  endings: (() => Promise<void>)[],
): Promise<Omit<Stage, 'close'>> {
  const toolCache = join(directory, 'tool-cache');
  const [hosting, browser] = await Promise.all([startHosting(), findBrowser(), fillToolCache(toolCache)]);
  endings.push(() => hosting.end());
  const sandbox = await startSandbox({
    port: options.port,
    directory: join(directory, 'github'),
    runner: { environment: { CHROME_PATH: browser }, toolCache, jobsMax: 2 },
    ...(options.weather === undefined ? {} : { weather: options.weather }),
    ...(options.onExchange === undefined ? {} : { onExchange: options.onExchange }),
  });
  endings.push(() => sandbox.close());

  await sandbox.createOrganization('chimera-app');
  await sandbox.createOrganization(repository.owner);
  const mona = await sandbox.createUser('mona', { name: 'Mona Lisa' });
  const hubot = await sandbox.createUser('hubot', { name: 'Hubot' });
  await publishAction(sandbox);
  const targetUrl = await publishExample({ sandbox, hosting, directory, options });
  const name = `${repository.owner}/${repository.repo}`;
  sandbox.addCollaborator(name, mona.login, 'admin');
  sandbox.addCollaborator(name, hubot.login, 'triage');

  const appPort = await freePort();
  const webhookSecret = 'a secret of the demonstration';
  const settings = await installApp(sandbox, { appPort, webhookSecret });
  const guardian = options.actionsMayApprove === false ? await installGuardianApp(sandbox) : null;
  const databasePath = join(directory, 'chimera.sqlite');
  const logPath = join(directory, 'app.log');
  const start = (): Promise<AppProcess> =>
    startApp({
      ...settings,
      guardian,
      webhookSecret,
      gitHubUrl: sandbox.url,
      port: appPort,
      databasePath,
      logPath,
      settleSeconds: options.settleSeconds,
      reconcileSeconds: options.reconcileSeconds,
    });
  let app = await start();
  endings.push(() => app.end('SIGTERM'));
  const client = (token: string) => new Octokit({ auth: token, baseUrl: sandbox.url, log: quiet });
  const monaClient = client(mona.token);
  await monaClient.issues.createLabel({ ...repository, name: label, color: '5319e7' });
  return {
    sandbox,
    hosting,
    directory,
    databasePath,
    logPath,
    targetUrl,
    appPort,
    webhookSecret,
    mona: monaClient,
    hubot: client(hubot.token),
    stranger: async (login) => client((await sandbox.createUser(login)).token),
    app: () => app,
    async startApp() {
      app = await start();
    },
    async fileIssue(issue) {
      const text = issue ?? { title: 'Clear completed todos', body: await exampleIssue(targetUrl) };
      const { data } = await monaClient.issues.create({ ...repository, ...text });
      return data.number;
    },
  };
}

const quiet = { debug() {}, info() {}, warn: console.warn, error: console.error };

/** The text of the example's issue, as its form renders it. */
async function exampleIssue(targetUrl: string): Promise<string> {
  return (await readFile(project('docs/examples/todo-issue.md'), 'utf-8')).replaceAll('{{TARGET_URL}}', targetUrl);
}

/** The action lies in a repository of its own, at the tag that the phase workflow names. */
export async function publishAction(sandbox: Sandbox): Promise<void> {
  const file = async (path: string) => ({ content: await readFile(project(path)) });
  await sandbox.createRepository({
    owner: 'chimera-app',
    name: 'chimera',
    description: 'The Chimera action',
    files: {
      'action/action.yml': await file('action/action.yml'),
      'action/dist/index.js': await file('action/dist/index.js'),
    },
  });
  await sandbox.tag('chimera-app/chimera', 'v1');
}

/** The example repository with the files that a user adds; its first commit is deployed as the page to look at. */
async function publishExample(stage: {
  sandbox: Sandbox;
  hosting: Hosting;
  directory: string;
  options: StageOptions;
}): Promise<string> {
  const { sandbox, hosting, directory, options } = stage;
  const files = join(directory, 'todo');
  await cp(project('docs/examples/todo'), files, { recursive: true });
  await cp(project('docs/examples/todo-recording'), join(files, '.chimera/recording'), { recursive: true });
  for (const copied of copiedFiles) await cp(project(copied), join(files, copied));
  const configPath = join(files, '.github/chimera.yml');
  // Jobs share this machine's ports with whatever else runs here; GitHub's runners have theirs to themselves.
  const config = (await readFile(configPath, 'utf-8'))
    .replaceAll('{{HOST_URL}}', hosting.url)
    .replaceAll('4173', String(await freePort()));
  await writeFile(configPath, options.coder === null ? config : withCoder(config, options.coder));
  await options.prepare?.(files);
  await sandbox.createRepository({
    ...repository,
    name: repository.repo,
    description: 'A small todo list',
    directory: files,
    message: 'feat: a todo list',
    actionsMayApprove: options.actionsMayApprove ?? true,
  });
  return await deployExample({ sandbox, hosting, directory });
}

/** Deploys the first commit with the example's own script, from a clone, as its owners would. */
async function deployExample(stage: { sandbox: Sandbox; hosting: Hosting; directory: string }): Promise<string> {
  const clone = join(stage.directory, 'clone');
  const address = `${stage.sandbox.url}/${repository.owner}/${repository.repo}.git`;
  await run('git', ['clone', '--quiet', address, clone]);
  const { stdout } = await run(process.execPath, [join(clone, 'scripts/deploy.js'), stage.hosting.url, 'main']);
  const url = /https?:\/\/\S+/.exec(stdout)?.[0];
  if (url === undefined) throw new Error(`demo: the example's deploy script told no address: ${stdout}`);
  return url;
}

/** It runs as whoever started the demonstration, with their log-in: it is their machine, and their own coder. */
function withCoder(config: string, command: string): string {
  const section = `coder:\n  command: ${JSON.stringify(command)}\n  isolation: off\n`;
  return config.replace(/^coder:\n(?: {2}.*\n)+/m, () => section);
}

/** Registers the app from `app.yml` and installs it on the example repository. */
async function installApp(
  sandbox: Sandbox,
  { appPort, webhookSecret }: { appPort: number; webhookSecret: string },
): Promise<Pick<AppSettings, 'appId' | 'privateKey'>> {
  const manifest = manifestSchema.parse(parse(await readFile(project('app.yml'), 'utf-8')));
  const app = await sandbox.registerApp({
    slug: 'chimera',
    name: manifest.name,
    owner: 'chimera-app',
    webhookUrl: `http://127.0.0.1:${appPort}/api/github/webhooks`,
    webhookSecret,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  });
  await sandbox.installApp(app.id, repository.owner, [repository.repo]);
  return credentialsOf(app);
}

/** As docs/getting-started.md says: one permission, no webhook. */
async function installGuardianApp(sandbox: Sandbox): Promise<Pick<AppSettings, 'appId' | 'privateKey'>> {
  const app = await sandbox.registerApp({
    slug: 'chimera-guardian',
    name: 'Chimera Guardian',
    owner: repository.owner,
    permissions: { pull_requests: 'write' },
    events: [],
  });
  await sandbox.installApp(app.id, repository.owner, [repository.repo]);
  return credentialsOf(app);
}

const credentialsOf = ({ id, privateKeyPem }: { id: number; privateKeyPem: string }) => ({
  appId: id,
  privateKey: createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'pem' }).toString(),
});
