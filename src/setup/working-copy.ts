// The files of a working copy on disk, read within limits: what is no plain file inside of it is not read.
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Files } from './set-up-github.ts';

/** Largest file that is read, in bytes; the same as GitHub's API gives whole. */
const bytesMax = 1_000_000;

/** @param top the top directory of the working copy */
export function workingCopy(top: string): Files {
  return {
    async list(directory) {
      const path = await insideOf(top, directory);
      return path === null ? [] : await orElse([], () => readdir(path));
    },
    async read(relative) {
      const path = await insideOf(top, relative);
      return path === null ? null : await orElse(null, () => readText(path));
    },
  };
}

/** A link may lead out of the working copy; what lies there is none of its files. */
async function insideOf(top: string, relative: string): Promise<string | null> {
  return await orElse(null, async () => {
    const [root, path] = await Promise.all([realpath(top), realpath(join(top, relative))]);
    return path === root || path.startsWith(root + sep) ? path : null;
  });
}

async function readText(path: string): Promise<string | null> {
  // Asked before it is opened: opening a pipe waits for whoever writes into it.
  const { size } = await stat(path).then((found) => (found.isFile() ? found : { size: Number.POSITIVE_INFINITY }));
  if (size > bytesMax) return null;
  const file = await open(path, 'r');
  try {
    return await file.readFile('utf-8');
  } finally {
    await file.close();
  }
}

/** What is not there, not a directory or not ours to read counts as not there. */
async function orElse<Value>(fallback: Value, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'].includes(code ?? '')) return fallback;
    throw error;
  }
}
