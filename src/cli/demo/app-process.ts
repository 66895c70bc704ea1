// The app as a user runs it: `src/start.ts` in a process of its own, with nothing but environment variables.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const startFile = fileURLToPath(new URL('../../start.ts', import.meta.url));

/** How long the app may take to answer, in milliseconds. */
const readyMsMax = 20_000;

export interface AppSettings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** The second App, which reviews where GitHub Actions may not. */
  readonly guardian: { readonly appId: number; readonly privateKey: string } | null;
  readonly gitHubUrl: string;
  readonly port: number;
  readonly databasePath: string;
  readonly logPath: string;
  readonly settleSeconds: number;
  readonly reconcileSeconds: number;
}

export interface AppProcess {
  readonly pid: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  /** `SIGTERM` lets it finish what is under way; `SIGKILL` does not. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts the app and resolves when it answers. Throws, with where to look, when it does not. */
export async function startApp(settings: AppSettings): Promise<AppProcess> {
  const log = openSync(settings.logPath, 'a');
  const child = spawn(process.execPath, [startFile], {
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      APP_ID: String(settings.appId),
      PRIVATE_KEY: settings.privateKey,
      WEBHOOK_SECRET: settings.webhookSecret,
      GUARDIAN_APP_ID: settings.guardian === null ? '' : String(settings.guardian.appId),
      GUARDIAN_PRIVATE_KEY: settings.guardian?.privateKey ?? '',
      GITHUB_API_URL: settings.gitHubUrl,
      PORT: String(settings.port),
      DATABASE_PATH: settings.databasePath,
      SETTLE_SECONDS: String(settings.settleSeconds),
      RECONCILE_SECONDS: String(settings.reconcileSeconds),
      LOG_LEVEL: 'info',
      NO_COLOR: '1',
    },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`demo: the app could not be started (${startFile})`);
  const ended = once(child, 'exit').then(() => undefined);
  await untilReady(child, settings);
  return {
    pid,
    ended,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}

async function untilReady(child: ChildProcess, { port, logPath }: AppSettings): Promise<void> {
  const deadline = Date.now() + readyMsMax;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`demo: the app ended with code ${child.exitCode}:\n${tail(logPath)}`);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`demo: the app did not answer within ${readyMsMax / 1000} s:\n${tail(logPath)}`);
}

/** The last lines of a log. */
function tail(path: string): string {
  return readFileSync(path, 'utf-8').trimEnd().split('\n').slice(-20).join('\n');
}

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('demo: the system gave no port');
  return address.port;
}
