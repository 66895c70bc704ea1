// Which files an artifact's `path:` means, and what they are called in it: relative to the least common directory.
import { globSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, matchesGlob, relative, resolve, sep } from 'node:path';

export type ArtifactFiles = { root: string; files: { name: string; path: string }[] };

/** `patterns`: one a line; `!` excludes; a directory means all that is in it. Hidden: a name that begins with a dot. */
export async function findFiles(patterns: string, workspace: string, withHidden: boolean): Promise<ArtifactFiles> {
  const lines = patterns.split('\n').map((line) => line.trim());
  const wanted = lines.filter((line) => line !== '' && !line.startsWith('!') && !line.startsWith('#'));
  const excluded = lines.filter((line) => line.startsWith('!')).map((line) => resolve(workspace, line.slice(1)));
  const found = new Set<string>();
  const bases: string[] = [];
  for (const pattern of wanted.map((line) => resolve(workspace, line))) {
    const base = staticBase(pattern);
    bases.push(base);
    for (const path of isGlob(pattern) ? globSync(pattern) : [pattern]) {
      for (const file of await filesUnder(path)) {
        if (withHidden || !isHidden(base, file)) found.add(file);
      }
    }
  }
  const files = [...found]
    .filter((file) => !excluded.some((one) => matchesGlob(file, one) || isInside(one, file)))
    .sort();
  const root = rootOf(bases, files);
  return { root, files: files.map((path) => ({ path, name: relative(root, path).split(sep).join('/') })) };
}

function isGlob(pattern: string): boolean {
  return /[*?[\]{}]/.test(pattern);
}

/** The pattern up to its first wildcard, as upload-artifact searches from there. */
function staticBase(pattern: string): string {
  if (!isGlob(pattern)) return pattern;
  const parts = pattern.split(sep);
  return parts.slice(0, parts.findIndex(isGlob)).join(sep) || sep;
}

async function filesUnder(path: string): Promise<string[]> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  if (!stat.isDirectory()) return [];
  const entries = await readdir(path);
  return (await Promise.all(entries.map((entry) => filesUnder(join(path, entry))))).flat();
}

function isHidden(base: string, file: string): boolean {
  return [basename(base), ...relative(base, file).split(sep)].some((part) => part.startsWith('.') && part !== '.');
}

function isInside(directory: string, file: string): boolean {
  return file.startsWith(`${directory}${sep}`);
}

/** One search path: itself, or its directory when it is a file. Several: what they have in common. */
function rootOf(bases: string[], files: string[]): string {
  const directories = bases.map((base) => (files.includes(base) ? dirname(base) : base).split(sep));
  const [first = [], ...others] = directories;
  let common = first;
  for (const other of others) common = common.slice(0, commonLength(common, other));
  return common.join(sep) || sep;
}

function commonLength(left: string[], right: string[]): number {
  const difference = left.findIndex((part, index) => part !== right[index]);
  return difference < 0 ? left.length : difference;
}
