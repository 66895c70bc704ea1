// Where @playwright/test comes from: the runner's tool cache, else npm. Not from the checkout, whose packages the
// change under test may have altered: the judge must not be chosen by the judged.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Job, PhaseError } from '../job.ts';
import { commandEnvironment } from '../shell/command-environment.ts';
import { runCommand } from '../shell/run-command.ts';
import { tail } from '../text/cut.ts';

/** Installed when the tool cache holds no version. */
const playwrightVersion = '1.65.1';

/** Absolute path of a `node_modules` with @playwright/test in it. */
export async function findPlaywright(job: Job): Promise<string> {
  const cache = join(job.environment.RUNNER_TOOL_CACHE ?? job.scratch, 'playwright-test');
  const cached = newestIn(cache);
  if (cached !== null) return cached;
  const directory = join(cache, playwrightVersion, process.arch);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  const words = [
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    `@playwright/test@${playwrightVersion}`,
  ];
  const environment = commandEnvironment(job.environment, { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' });
  const run = await runCommand(job, words, { name: 'install-playwright', environment, directory, leftovers: 'end' });
  const installed = join(directory, 'node_modules');
  if (run.status === 0 && hasPlaywright(installed)) return installed;
  throw new PhaseError(
    'machinery',
    `@playwright/test ${playwrightVersion} could not be installed (npm ended with ${run.status}):\n${tail(run.output, 2_000)}`,
  );
}

/** Layout of the tool cache: NAME/VERSION/ARCHITECTURE. */
function newestIn(cache: string): string | null {
  if (!existsSync(cache)) return null;
  const versions = readdirSync(cache).sort((left, right) => right.localeCompare(left, 'en', { numeric: true }));
  for (const version of versions) {
    const modules = join(cache, version, process.arch, 'node_modules');
    if (hasPlaywright(modules)) return modules;
  }
  return null;
}

function hasPlaywright(modules: string): boolean {
  return existsSync(join(modules, '@playwright', 'test', 'package.json'));
}
