// The clients of an App that only asks and acts, and hears of nothing: no webhook comes in by it.
import { Probot } from 'probot';
import { type Authenticate, QuietOctokit } from './client.ts';

export interface AppCredentials {
  readonly appId: number;
  readonly privateKey: string;
  readonly baseUrl: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
}

export async function authenticateApp(credentials: AppCredentials): Promise<Authenticate> {
  const probot = new Probot({ ...credentials, secret: 'no webhook comes in here', Octokit: QuietOctokit });
  await probot.ready();
  return (installation) => (installation === null ? probot.auth() : probot.auth(installation));
}
