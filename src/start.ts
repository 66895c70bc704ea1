// Where the app starts. Without an App on GitHub, it serves the page that registers one.
import { fileURLToPath } from 'node:url';
import { envPath, readEnvironment } from './environment.ts';
import { runApp } from './run-app.ts';
import { startSetUp } from './set-up-page/set-up.ts';
import { hasNoCredentials, readServerSettings, readSettings } from './settings.ts';
import { webhookPath } from './web/server.ts';

/** What SIGINT and SIGTERM end, once there is something. */
let stop: () => Promise<void> = async () => {};

async function start(): Promise<void> {
  const environment = readEnvironment();
  if (hasNoCredentials(environment)) await setUp(environment);
  else stop = await runApp(readSettings(environment));
}

/** The app starts as soon as it is registered, on the same port. */
async function setUp(environment: NodeJS.ProcessEnv): Promise<void> {
  const settings = readServerSettings(environment);
  const server = await startSetUp({
    appFilePath: fileURLToPath(new URL('../app.yml', import.meta.url)),
    envPath: envPath(),
    webhookPath,
    host: settings.HOST,
    port: settings.PORT,
    webUrl: settings.GITHUB_WEB_URL,
    apiUrl: settings.GITHUB_API_URL.replace(/\/+$/, ''),
    proxyUrl: settings.WEBHOOK_PROXY_URL,
    log: {
      info: (message) => console.log(message),
      warn: (fields, message) => console.warn(message, fields),
    },
  });
  stop = () => server.close();
  const { credentials, port } = await server.registered;
  stop = await runApp(readSettings({ ...environment, ...credentials, PORT: String(port) }));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
