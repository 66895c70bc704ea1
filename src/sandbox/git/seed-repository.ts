/** Makes a bare repository with its first commit. */
import { mkdir, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signature } from '../world/commit.ts';
import { git } from './git.ts';
import { type TreeChange, writeBlob, writeCommit, writeTree } from './objects.ts';

export interface FirstCommit {
  readonly branch: string;
  readonly message: string;
  readonly author: Signature;
  readonly files: Readonly<Record<string, { readonly content: string | Buffer; readonly mode?: string }>>;
}

/** An empty bare repository that accepts pushes and anything a clone may ask for. */
export async function initBareRepository(directory: string, branch: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await git(directory, ['init', '--bare', '--quiet', `--initial-branch=${branch}`]);
  const settings = [
    ['http.receivepack', 'true'],
    ['uploadpack.allowAnySHA1InWant', 'true'],
    ['uploadpack.allowFilter', 'true'],
    ['core.logAllRefUpdates', 'false'],
    ['gc.auto', '0'],
    ['receive.autogc', 'false'],
  ] as const;
  for (const [name, value] of settings) await git(directory, ['config', name, value]);
}

/** @returns the SHA of the commit, which `refs/heads/<branch>` then points to. */
export async function writeFirstCommit(directory: string, first: FirstCommit): Promise<string> {
  const changes: TreeChange[] = [];
  for (const [path, file] of Object.entries(first.files)) {
    changes.push({ path, mode: file.mode ?? '100644', sha: await writeBlob(directory, file.content) });
  }
  const tree = await writeTree(directory, undefined, changes);
  const { author, message } = first;
  const commit = await writeCommit(directory, { tree, parents: [], message, author, committer: author });
  await git(directory, ['update-ref', `refs/heads/${first.branch}`, commit.sha]);
  return commit.sha;
}

const skipped = new Set(['.git', 'node_modules', 'dist', 'test-results', 'playwright-report']);

/** Reads the files under a directory, but for `.git`, `node_modules` and what tools leave behind. */
export async function readDirectory(
  directory: string,
  under = '',
): Promise<Record<string, { content: Buffer; mode: string }>> {
  const files: Record<string, { content: Buffer; mode: string }> = {};
  for (const entry of await readdir(join(directory, under), { withFileTypes: true })) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) Object.assign(files, await readDirectory(directory, path));
    } else if (entry.isSymbolicLink()) {
      files[path] = { content: Buffer.from(await readlink(join(directory, path))), mode: '120000' };
    } else if (entry.isFile()) {
      const executable = ((await stat(join(directory, path))).mode & 0o111) !== 0;
      files[path] = { content: await readFile(join(directory, path)), mode: executable ? '100755' : '100644' };
    }
  }
  return files;
}
