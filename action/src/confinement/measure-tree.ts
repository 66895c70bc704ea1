// How large what a coder has left is, before git reads it: a sparse file of 10 GB costs nothing to make.
import { type Dirent, lstatSync, opendirSync } from 'node:fs';
import { join } from 'node:path';
import { git, tryGit } from '../git/git.ts';
import { PhaseError } from '../job.ts';

const entriesMax = 500_000;
/** Files up to this size are left to the limits of the change set. */
const fileBytesMax = 10 * 1024 * 1024;

export interface Tree {
  /** The job's own repository, whose git is trusted. */
  readonly repository: string;
  /** The files to measure. */
  readonly directory: string;
  readonly base: string;
  /** Further settings for git, which say what is ignored. */
  readonly settings: readonly string[];
}

/**
 * The folders below the top that hold a `.git`, whatever it is. Throws `coder_failed` when there are too many files, or one that is too
 * large and is not ignored.
 */
export async function measureTree({ repository, directory, base, settings }: Tree): Promise<readonly string[]> {
  const repositories: string[] = [];
  const large: { path: string; bytes: number }[] = [];
  let entries = 0;
  const walk = (folder: string): void => {
    for (const entry of entriesOf(join(directory, folder))) {
      entries += 1;
      if (entries > entriesMax) {
        throw new PhaseError(
          'coder_failed',
          `The coder has left more than ${entriesMax} files; that is no change to review.`,
        );
      }
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === '.git') {
        if (folder !== '') repositories.push(folder);
      } else if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) {
        // A name that is no UTF-8 is not found by the one that is read here; git refuses it later, unless it is ignored.
        const bytes = lstatSync(join(directory, path), { throwIfNoEntry: false })?.size ?? 0;
        if (bytes > fileBytesMax) large.push({ path, bytes });
      }
    }
  };
  walk('');
  const counted = await notIgnored({ repository, directory, base, settings }, large);
  if (counted.length === 0) return repositories;
  const named = counted
    .sort((one, other) => other.bytes - one.bytes)
    .slice(0, 5)
    .map(({ path, bytes }) => `${path} (${bytes})`);
  throw new PhaseError(
    'coder_failed',
    `The coder has left files that are too large to be carried, at most ${fileBytesMax} bytes each: ${named.join(', ')}. ` +
      'Are build products missing in .gitignore?',
  );
}

/** What git would look at: neither ignored, nor as large as it was in the commit. */
async function notIgnored(
  { repository, directory, base, settings }: Tree,
  files: readonly { path: string; bytes: number }[],
): Promise<{ path: string; bytes: number }[]> {
  const counted: { path: string; bytes: number }[] = [];
  for (const file of files) {
    const before = await tryGit(repository, ['cat-file', '-s', `${base}:${file.path}`]);
    if (before.kind === 'done' && Number(before.output.toString('utf8')) === file.bytes) continue;
    const words = ['--work-tree', directory, 'check-ignore', '--quiet', '--no-index', '--', file.path];
    const ignored = await tryGit(repository, [...settings, '--git-dir', await gitDirectory(repository), ...words]);
    if (ignored.kind === 'failed') counted.push(file);
  }
  return counted;
}

export async function gitDirectory(repository: string): Promise<string> {
  return (await git(repository, ['rev-parse', '--absolute-git-dir'])).toString('utf8').trim();
}

/** A folder that cannot be read holds nothing that could be carried. */
function entriesOf(folder: string): Dirent[] {
  const entries: Dirent[] = [];
  const opened = opendirSync(folder);
  try {
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) entries.push(entry);
  } finally {
    opened.closeSync();
  }
  return entries;
}
