// Looks before it writes: opens the pages that a test would open, and reads what a screen reader would say of them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readSnapshot, type SeenElement } from '../../../src/scenario/page/snapshot.ts';
import type { Surroundings, TestImports } from '../../../src/scenario/write-test.ts';
import type { Job } from '../job.ts';
import { runPlaywright } from '../playwright/run-playwright.ts';

const pagesMax = 5;
const snapshotsSchema = z.array(z.strictObject({ path: z.string(), snapshot: z.string() }));

export interface PagesToSee {
  readonly baseUrl: string;
  /** Relative to `baseUrl`; the first five are opened. */
  readonly paths: readonly string[];
  /** Folder of the test in the repository; its imports are relative to it. */
  readonly folder: string;
  /** Where the repository's tests take `test` from. */
  readonly imports: TestImports | null;
}

/**
 * What is on these pages, before anything was done there, and the imports with which they could be opened. A page that does
 * not open has nothing: the red run says so with better words.
 */
export async function lookAtPages(job: Job, pages: PagesToSee): Promise<Surroundings> {
  const seen = await look(job, pages);
  if (seen !== null || pages.imports === null) return { seen: seen ?? [], imports: pages.imports };
  job.print(`── With the tests' own fixtures (${pages.imports.test}) no page opens: they are not used\n`);
  return { seen: (await look(job, { ...pages, imports: null })) ?? [], imports: null };
}

/** `null` when not one page opened. */
async function look(job: Job, { baseUrl, paths, folder, imports }: PagesToSee): Promise<SeenElement[] | null> {
  const name = imports === null ? 'look' : 'look-with-fixtures';
  const file = join(job.scratch, `${name}.json`);
  await runPlaywright(job, {
    name,
    path: join(folder, 'look.spec.ts'),
    text: lookText(paths.slice(0, pagesMax), file, imports?.test ?? '@playwright/test'),
    baseUrl,
    patienceMs: 2_500,
    trace: 'off',
    times: 1,
    order: 'one-by-one',
  });
  if (!existsSync(file)) return null;
  const pages = snapshotsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const [index, { path, snapshot }] of pages.entries()) {
    job.result.keepText(`look/page-${index + 1}.yml`, `# ${path}\n${snapshot.slice(0, 200_000)}\n`);
  }
  return pages.flatMap(({ snapshot }) => readSnapshot(snapshot));
}

/** A page that a script builds is read when it has stopped changing. */
const lookText = (
  paths: readonly string[],
  file: string,
  module: string,
): string => `import { writeFileSync } from 'node:fs';
import { test } from ${JSON.stringify(module)};

test('look', async ({ page }) => {
  const pages = [];
  for (const path of ${JSON.stringify(paths)}) {
    await page.goto(path);
    let snapshot = '';
    for (let look = 0; look < 10; look += 1) {
      const now = await page.locator('body').ariaSnapshot();
      if (now === snapshot && now !== '') break;
      snapshot = now;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    pages.push({ path, snapshot });
    writeFileSync(${JSON.stringify(file)}, JSON.stringify(pages));
  }
});
`;
