// `npm start` in an empty directory, as a process of its own, with a GitHub that is the sandbox.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const startFile = fileURLToPath(new URL('../../src/start.ts', import.meta.url));

export interface FreshApp {
  readonly directory: string;
  /** What it has written so far. */
  output(): string;
  env(): Promise<string>;
  /** Waits until the output matches. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Starts it once more in the same directory. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

export async function startFreshApp(gitHubUrl: string, environment: Record<string, string> = {}): Promise<FreshApp> {
  const directory = await mkdtemp(join(tmpdir(), 'chimera-fresh-'));
  let output = '';
  const start = () => {
    const child = spawn(process.execPath, [startFile], {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, GITHUB_API_URL: gitHubUrl, PORT: '0', NO_COLOR: '1', ...environment },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    return { child, ended: once(child, 'exit') };
  };
  let running = start();
  const stop = async (): Promise<void> => {
    running.child.kill('SIGTERM');
    await running.ended;
  };
  return {
    directory,
    output: () => output,
    env: () => readFile(join(directory, '.env'), 'utf-8'),
    says: async (pattern) => {
      for (let look = 0; look < 400; look += 1) {
        const found = pattern.exec(output);
        if (found) return found;
        if (running.child.exitCode !== null) break;
        await sleep(50);
      }
      throw new Error(`The app did not say ${pattern}:\n${output}`);
    },
    restart: async () => {
      await stop();
      output = '';
      running = start();
    },
    end: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
