// The machine that jobs run on, as the laptop is: its tools, but nothing of the environment that started the sandbox.
import { cpus } from 'node:os';
import { delimiter, join } from 'node:path';
import type { RunnerMachine } from './host.ts';

/** GitHub's own waits between SIGINT, SIGTERM and SIGKILL. */
const killAfterMs = { terminate: 7500, kill: 2500 };

/**
 * `searchPath`: the PATH to take over, without the directories that npm puts before it for its scripts. `environment`:
 * the few variables that jobs shall see (CHROME_PATH). `workDirectory` should be a fresh directory of the sandbox.
 */
export function makeMachine(options: {
  searchPath: string;
  workDirectory: string;
  environment?: Record<string, string>;
  name?: string;
}): RunnerMachine {
  const path = options.searchPath.split(delimiter).filter((part) => part !== '' && !isNpmOwn(part));
  return {
    name: options.name ?? `sandbox-${cpus().length}-core`,
    labels: ['ubuntu-latest', 'ubuntu-24.04', 'ubuntu-22.04', 'self-hosted', 'linux', 'x64', 'arm64', 'sandbox'],
    workDirectory: options.workDirectory,
    toolCache: join(options.workDirectory, '_tool'),
    path: path.join(delimiter) || ['/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    environment: { ...options.environment },
    killAfterMs,
    minuteMs: 60_000,
  };
}

function isNpmOwn(directory: string): boolean {
  return directory.endsWith(join('node_modules', '.bin')) || directory.endsWith('node-gyp-bin');
}
