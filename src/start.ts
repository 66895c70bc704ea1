// The composition root: the only file that reads the environment. Without an App, it serves the page that makes one.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runApp } from './run-app.ts';
import { startSetUp } from './set-up-page/set-up.ts';
import { hasNoCredentials, readServerSettings, readSettings } from './settings.ts';
import { webhookPath } from './web/server.ts';

const envPath = resolve('.env');

/** What SIGINT and SIGTERM end, once there is something. */
let stop: () => Promise<void> = async () => {};

async function start(): Promise<void> {
  // An empty variable counts as none; else it would hide the one in the file.
  for (const [name, value] of Object.entries(process.env)) if (value === '') delete process.env[name];
  if (existsSync(envPath)) process.loadEnvFile(envPath);
  if (hasNoCredentials(process.env)) await setUp();
  else stop = await runApp(readSettings(process.env));
}

/** The app starts as soon as it is registered, on the same port. */
async function setUp(): Promise<void> {
  const settings = readServerSettings(process.env);
  const server = await startSetUp({
    appFilePath: fileURLToPath(new URL('../app.yml', import.meta.url)),
    envPath,
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
  stop = await runApp(readSettings({ ...process.env, ...credentials, PORT: String(port) }));
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
