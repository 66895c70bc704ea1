// `chimera sandbox`: a GitHub on your laptop, empty but for one person to play with.
import { startSandbox } from '../sandbox/sandbox.ts';
import { findBrowser } from './demo/tool-cache.ts';

export interface SandboxCommandOptions {
  readonly port: number;
  readonly directory?: string;
  readonly readLag: number;
  readonly weather?: string;
}

/** Runs until Ctrl-C; resolves with the exit code. */
export async function runSandbox(options: SandboxCommandOptions): Promise<number> {
  const weather = { ...readWeather(options.weather), ...(options.readLag > 0 ? { readLagMs: options.readLag } : {}) };
  const sandbox = await startSandbox({
    port: options.port,
    weather,
    runner: { environment: { CHROME_PATH: await findBrowser() } },
    ...(options.directory === undefined ? {} : { directory: options.directory }),
  });
  const { login, token } = await sandbox.createUser('mona', { name: 'Mona Lisa' });
  console.log(`The sandbox is at ${sandbox.url}

  pages     ${sandbox.url}
  REST API  ${sandbox.url} and ${sandbox.url}/api/v3
  git       ${sandbox.url}/OWNER/REPOSITORY.git
  you are   ${login}, with the token ${token}

Make a repository:

  curl -H "Authorization: Bearer ${token}" -d '{"name":"hello","auto_init":true}' ${sandbox.url}/user/repos

It all goes away when you press Ctrl-C.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await sandbox.close();
  return 0;
}

function readWeather(text: string | undefined): object {
  if (text === undefined) return {};
  try {
    const weather: unknown = JSON.parse(text);
    if (typeof weather === 'object' && weather !== null && !Array.isArray(weather)) return weather;
  } catch (error) {
    throw new Error(`--weather is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new Error('--weather must be a JSON object, for example \'{"readLagMs":300}\'');
}
