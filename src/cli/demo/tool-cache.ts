// What a hosted runner brings along: Playwright in its tool cache, and a browser.
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

const installedBrowsers = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser for the jobs: the one that is asked for, an installed one, or the one that comes with the project. */
export async function findBrowser(): Promise<string> {
  const named = [process.env.CHROME_PATH, process.env.CHROME_BIN].filter((path) => path !== undefined && path !== '');
  const found = [...named, ...installedBrowsers].find((path): path is string => path !== undefined && existsSync(path));
  if (found !== undefined) return found;
  const { default: chromium } = await import('@sparticuz/chromium');
  return await chromium.executablePath();
}

/** Lays out `directory` as a tool cache that holds the project's own copy of Playwright Test. */
export async function fillToolCache(directory: string): Promise<void> {
  const manifest = require.resolve('@playwright/test/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf-8')) as { version: string };
  const modules = dirname(dirname(dirname(manifest)));
  const place = join(directory, 'playwright-test', version, arch());
  await mkdir(place, { recursive: true });
  await symlink(modules, join(place, 'node_modules'), 'dir');
}
