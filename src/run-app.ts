// The running app: builds store, bus, clock and GitHub client from the settings, and connects them.
import { Probot } from 'probot';
import { createMemoryBus } from './bus/memory.ts';
import { createEngine } from './engine/engine.ts';
import { QuietOctokit } from './github/client.ts';
import { connectGitHub } from './github/connect.ts';
import { translate } from './github/webhooks.ts';
import { chimera } from './index.ts';
import type { Settings } from './settings.ts';
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
  const github = connectGitHub((installation) => (installation === null ? probot.auth() : probot.auth(installation)), {
    workflow: workflowPath,
    webUrl: settings.GITHUB_WEB_URL,
  });
  const ownLogin = await askOwnLogin(probot);
  const engine = createEngine({
    store,
    github,
    bus: createMemoryBus((error) => log.error({ err: error }, 'a listener failed')),
    translate: (delivery) => translate(delivery, ownLogin),
    prepare: async () => {},
    examine: async () => '',
    settings: {
      workflowPath,
      settleMs: settings.SETTLE_SECONDS * 1000,
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

/** Login of the app's bot, `<slug>[bot]`: what it did itself is no news. GitHub is asked until it answers. */
async function askOwnLogin(probot: Probot): Promise<string> {
  const octokit = await probot.auth();
  for (let tries = 1; ; tries += 1) {
    try {
      const { data } = await octokit.rest.apps.getAuthenticated();
      if (data === null) throw new Error('GitHub does not know this App');
      return `${data.slug}[bot]`;
    } catch (error) {
      const status = error instanceof Error && 'status' in error ? Number(error.status) : null;
      if (status !== null && status < 500 && status !== 429) {
        const hint = 'APP_ID, PRIVATE_KEY and GITHUB_API_URL must belong together.';
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
