// The running app: builds store, bus, clock and GitHub client from the settings, and connects them.
import { Probot } from 'probot';
import { createMemoryBus } from './bus/memory.ts';
import { createEngine } from './engine/engine.ts';
import type { EngineParts, Log } from './engine/parts.ts';
import { authenticateApp } from './github/authenticate-app.ts';
import { type Authenticate, QuietOctokit } from './github/client.ts';
import { connectGitHub } from './github/connect.ts';
import { connectGuardianApp } from './github/connect-guardian-app.ts';
import { connectDoctor, connectSetUp } from './github/connect-repository-care.ts';
import { CallFailure } from './github/github.ts';
import type { GuardianApp } from './github/guardian-app.ts';
import { translate } from './github/webhooks.ts';
import { chimera } from './index.ts';
import type { Settings } from './settings.ts';
import { aboutOf } from './setup/doctor/about.ts';
import { examine } from './setup/doctor/examine.ts';
import { asTable } from './setup/doctor/report.ts';
import { prepare } from './setup/prepare.ts';
import { type AppWishes, readAppWishes, readTemplates, type Templates } from './setup/project-files.ts';
import { openStore } from './store/open-store.ts';
import { receiveThrough } from './web/receive.ts';
import { startServer, webhookPath } from './web/server.ts';

const workflowPath = '.github/workflows/chimera-phase.yml';

/** Resolves when the app listens, with what stops it. */
export async function runApp(settings: Settings): Promise<() => Promise<void>> {
  const probot = new Probot({
    appId: settings.APP_ID,
    privateKey: settings.PRIVATE_KEY,
    secret: settings.WEBHOOK_SECRET,
    baseUrl: settings.GITHUB_API_URL,
    logLevel: settings.LOG_LEVEL,
    Octokit: QuietOctokit,
  });
  await probot.ready();
  const { log } = probot;
  const store = await openStore(settings.DATABASE_PATH);
  const authenticate: Authenticate = (installation) =>
    installation === null ? probot.auth() : probot.auth(installation);
  const github = connectGitHub(authenticate, {
    workflow: workflowPath,
    webUrl: settings.GITHUB_WEB_URL,
  });
  const { login: ownLogin, enterprise } = await askIdentity(authenticate, 'APP_ID, PRIVATE_KEY');
  const guardian = await secondApp(settings);
  const ownLogins = guardian === null ? [ownLogin] : [ownLogin, guardian.login];
  const [templates, wishes] = await Promise.all([readTemplates(), readAppWishes()]);
  const settleMs = settings.SETTLE_SECONDS * 1000;
  const engine = createEngine({
    store,
    github,
    bus: createMemoryBus((error) => log.error({ err: error }, 'a listener failed')),
    guardianApp: guardian?.app ?? null,
    translate: (delivery) => translate(delivery, ...ownLogins),
    ...repositoryCare(authenticate, {
      ...{ templates, wishes, queueMax: enterprise === null, log, settleMs },
      guardian: guardian?.authenticate ?? null,
    }),
    settings: {
      workflowPath,
      settleMs,
      effectsMax: 8,
      effectTriesMax: 12,
      deliveryTriesMax: 20,
      reconcileMs: settings.RECONCILE_SECONDS * 1000,
    },
    now: Date.now,
    log,
  });
  await probot.load(chimera((delivery) => engine.keep(delivery)));
  const { server, port } = await startServer({
    host: settings.HOST,
    port: settings.PORT,
    log,
    receive: receiveThrough(probot.webhooks),
  });
  engine.start();
  const stopProxy = await connectProxy(settings, `http://${settings.HOST}:${port}${webhookPath}`);
  log.info({ port, database: settings.DATABASE_PATH, github: settings.GITHUB_API_URL }, 'Chimera is listening');

  return async () => {
    await stopProxy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await engine.stop();
    await store.close();
  };
}

interface CareOptions {
  readonly templates: Templates;
  readonly wishes: AppWishes;
  readonly queueMax: boolean;
  readonly log: Log;
  readonly settleMs: number;
  /** Clients of the guardian App. */
  readonly guardian: Authenticate | null;
}

/** What is done for a repository as a whole: its set-up, and the doctor's visit. */
function repositoryCare(
  authenticate: Authenticate,
  { templates, wishes, queueMax, log, settleMs, guardian }: CareOptions,
): Pick<EngineParts, 'prepare' | 'examine'> {
  const setUp = connectSetUp(authenticate);
  return {
    async prepare(repository) {
      const preparation = await prepare(setUp, repository, { templates, queueMax });
      log.info({ repository: `${repository.owner}/${repository.name}`, preparation }, 'a repository was prepared');
      if (preparation.kind !== 'not_shown') return;
      throw new CallFailure('limited', preparation.words, { until: Date.now() + settleMs });
    },
    async examine(repository) {
      const github = connectDoctor(authenticate, repository, guardian);
      const about = aboutOf({
        github,
        repository,
        wishes,
        phaseTemplate: templates.phaseWorkflow,
        queueMax,
        now: Date.now(),
      });
      return `### What Chimera needs here\n\n${asTable(await examine(about))}`;
    },
  };
}

/** The guardian App with its login and its clients; `null` where none is configured. */
async function secondApp(
  settings: Settings,
): Promise<{ app: GuardianApp; login: string; authenticate: Authenticate } | null> {
  const { GUARDIAN_APP_ID: appId, GUARDIAN_PRIVATE_KEY: privateKey } = settings;
  if (appId === undefined || privateKey === undefined) return null;
  const { GITHUB_API_URL: baseUrl, LOG_LEVEL: logLevel } = settings;
  const authenticate = await authenticateApp({ appId, privateKey, baseUrl, logLevel });
  const { login } = await askIdentity(authenticate, 'GUARDIAN_APP_ID, GUARDIAN_PRIVATE_KEY');
  return { app: connectGuardianApp(authenticate, login), login, authenticate };
}

/**
 * Login of an app's bot, `<slug>[bot]`: what it did itself is no news; and the version of GitHub Enterprise Server,
 * `null` on github.com. GitHub is asked until it answers.
 */
async function askIdentity(
  authenticate: Authenticate,
  variables: string,
): Promise<{ login: string; enterprise: string | null }> {
  const octokit = await authenticate(null);
  for (let tries = 1; ; tries += 1) {
    try {
      const { data, headers } = await octokit.rest.apps.getAuthenticated();
      if (data === null) throw new Error('GitHub does not know this App');
      const version = headers['x-github-enterprise-version'];
      return { login: `${data.slug}[bot]`, enterprise: version === undefined ? null : String(version) };
    } catch (error) {
      const status = error instanceof Error && 'status' in error ? Number(error.status) : null;
      if (status !== null && status < 500 && status !== 429) {
        const hint = `${variables} and GITHUB_API_URL must belong together.`;
        throw new Error(`GitHub refused the App's credentials (${status}). ${hint}`, { cause: error });
      }
      if (tries >= 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 500 * 2 ** tries)));
    }
  }
}

/** Webhooks behind a firewall, for development: smee.io or a server like it. */
async function connectProxy(settings: Settings, target: string): Promise<() => Promise<void>> {
  if (settings.WEBHOOK_PROXY_URL === undefined) return async () => {};
  const { SmeeClient } = await import('smee-client');
  const smee = new SmeeClient({ source: settings.WEBHOOK_PROXY_URL, target });
  await smee.start();
  return () => smee.stop();
}
