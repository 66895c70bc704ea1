// How the repository's own tests begin: where they take `test` from. A new test that begins in the same way opens the pages
// as theirs do, logged in for example.
import { dirname, extname, join, relative } from 'node:path';
import type { TestImports } from '../../../src/scenario/write-test.ts';
import { git, tryGit } from '../git/git.ts';
import { type Job, PhaseError } from '../job.ts';
import { importsOf, isRelative, supportFiles } from '../playwright/support-files.ts';

const testsMax = 50;
const importsTest = /import\s*\{([^}]*)\}\s*from\s*['"](\.\.?\/[^'"\n]+)['"]/g;

/**
 * The module that most tests of the folder import `test` from; `null` when they import it from Playwright, or need packages
 * that are not there where tests are run.
 */
export async function findFixtures(job: Job, testPath: string): Promise<TestImports | null> {
  const folder = dirname(dirname(testPath));
  const modules = await modulesOf(job, folder);
  const [place] =
    [...Map.groupBy(modules, (module) => module)].sort(([, one], [, other]) => other.length - one.length)[0] ?? [];
  if (place === undefined) return null;
  const module = relativeTo(dirname(testPath), place);
  const probe = { path: testPath, text: `import { test } from '${module}';\n` };
  try {
    const files = await supportFiles(job, probe);
    const foreign = files.flatMap(({ text }) => importsOf(text)).filter((name) => !isRelative(name) && !isThere(name));
    const [fixtures] = files;
    if (fixtures === undefined || foreign.length > 0 || !exportsName(fixtures.text, 'test')) {
      job.print(`── The tests' own fixtures (${place}) are not used: ${foreign.join(', ') || 'they export no test'}\n`);
      return null;
    }
    return { test: module, expect: exportsName(fixtures.text, 'expect') ? module : null };
  } catch (error) {
    if (!(error instanceof PhaseError)) throw error;
    job.print(`── The tests' own fixtures (${place}) are not used: ${error.message}\n`);
    return null;
  }
}

/** Where the tests of a folder import `test` from, one entry each, as paths in the repository without an ending. */
async function modulesOf(job: Job, folder: string): Promise<string[]> {
  const { base } = job.request;
  const listed = await git(job.workspace, ['ls-tree', '-r', '-z', '--name-only', base, '--', folder]);
  const tests = listed
    .toString('utf8')
    .split('\0')
    .filter((path) => /\.(?:spec|test|e2e)\.[cm]?[jt]sx?$/.test(path) && !path.startsWith(`${folder}/chimera/`))
    .slice(0, testsMax);
  const found: string[] = [];
  for (const path of tests) {
    const read = await tryGit(job.workspace, ['cat-file', 'blob', `${base}:${path}`], { bytesMax: 512 * 1024 });
    if (read.kind === 'failed') continue;
    for (const [, names = '', module = ''] of read.output.toString('utf8').matchAll(importsTest)) {
      if (/(?:^|,)\s*test\s*(?:,|$)/.test(names)) found.push(withoutEnding(join(dirname(path), module)));
    }
  }
  return found;
}

const withoutEnding = (path: string): string =>
  /^\.[cm]?[jt]sx?$/.test(extname(path)) ? path.slice(0, -extname(path).length) : path;

function relativeTo(directory: string, place: string): string {
  const path = relative(directory, place);
  return path.startsWith('.') ? path : `./${path}`;
}

/** What can be imported where tests are run: outside of the checkout, with Playwright alone. */
const isThere = (module: string): boolean => module === '@playwright/test' || module.startsWith('node:');

const exportsName = (text: string, name: string): boolean =>
  new RegExp(
    `export\\s+(?:const|let|function|async function)\\s+${name}\\b|export\\s*\\{[^}]*\\b${name}\\b[^}]*\\}`,
  ).test(text);
