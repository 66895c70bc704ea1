// What a test imports from its own repository: the fixtures that the repository's tests use. They are read from the base
// commit, never from the change under test, which could otherwise bend its own judge.
import { dirname, join, normalize } from 'node:path';
import { tryGit } from '../git/git.ts';
import { type Job, PhaseError } from '../job.ts';

export interface SupportFile {
  /** Path in the repository. */
  readonly path: string;
  readonly text: string;
}

const filesMax = 50;
const bytesMax = 512 * 1024;
const endings = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];

/** The modules that a text imports, as it writes them. */
export function importsOf(text: string): string[] {
  const found = text.matchAll(
    /^\s*(?:import\s+(?:[^'"`;]*?\bfrom\s*)?|import\s*(?=['"])|export\s[^'"`;=]*?\bfrom\s*)['"]([^'"\n]+)['"]|\brequire\(['"]([^'"\n]+)['"]\)/gm,
  );
  return [...new Set([...found].map(([, imported, required]) => imported ?? required ?? ''))];
}

export const isRelative = (module: string): boolean => /^\.\.?\//.test(module);

/**
 * All files of the base commit that a test needs, by its relative imports and theirs.
 * Throws `machinery` when one is not there, or they are too many.
 */
export async function supportFiles(job: Job, test: SupportFile): Promise<SupportFile[]> {
  const found = new Map<string, SupportFile>();
  const open: SupportFile[] = [test];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const module of importsOf(file.text).filter(isRelative)) {
      const needed = await readModule(job, join(dirname(file.path), module));
      if (needed === null) {
        throw new PhaseError(
          'machinery',
          `${file.path} imports "${module}", which the base commit ${job.request.base} does not have.`,
        );
      }
      if (found.has(needed.path)) continue;
      found.set(needed.path, needed);
      if (found.size > filesMax) {
        throw new PhaseError('machinery', `${test.path} imports more than ${filesMax} files of the repository.`);
      }
      open.push(needed);
    }
  }
  return [...found.values()];
}

/** As module resolution would find it; `null` when it is not in the base commit. */
async function readModule(job: Job, place: string): Promise<SupportFile | null> {
  if (normalize(place).startsWith('..')) return null;
  const written = place.replace(/\.(m|c)?jsx?$/, '.$1ts');
  for (const path of new Set([...endings.map((ending) => `${place}${ending}`), written])) {
    const read = await tryGit(job.workspace, ['cat-file', 'blob', `${job.request.base}:${path}`], { bytesMax });
    if (read.kind === 'done') return { path, text: read.output.toString('utf8') };
  }
  return null;
}
