// Which Chromium to drive: the one that the environment names, one that is installed, else Playwright's own download.
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { type Environment, type Job, PhaseError } from '../job.ts';
import { commandEnvironment } from '../shell/command-environment.ts';
import { runCommand } from '../shell/run-command.ts';
import { tail } from '../text/cut.ts';

const usualPlaces = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Absolute path of an executable, or `null` for the browser that Playwright has downloaded. */
export async function findBrowser(job: Job, playwright: string): Promise<string | null> {
  const found = installedBrowser(job.environment);
  if (found !== null) return found;
  const command = [
    process.execPath,
    join(playwright, '@playwright', 'test', 'cli.js'),
    'install',
    '--with-deps',
    'chromium',
  ];
  const environment = commandEnvironment(job.environment);
  const run = await runCommand(job, command, {
    name: 'install-browser',
    environment,
    directory: job.scratch,
    leftovers: 'end',
  });
  if (run.status === 0) return null;
  throw new PhaseError(
    'machinery',
    'No browser: CHROME_PATH and CHROME_BIN name none, none is installed in the usual places, and Playwright could not ' +
      `install one (ended with ${run.status}):\n${tail(run.output, 2_000)}`,
  );
}

/** A named browser that is missing is an error, not a reason to take another one silently. */
function installedBrowser(environment: Environment): string | null {
  for (const name of ['CHROME_PATH', 'CHROME_BIN']) {
    const path = environment[name];
    if (path === undefined || path === '') continue;
    if (isExecutable(path)) return path;
    throw new PhaseError(
      'machinery',
      `${name} is "${path}", which is not an executable file; correct it or leave it out.`,
    );
  }
  return usualPlaces.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
