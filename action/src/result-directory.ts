// The directory that becomes the artifact: result.json and the evidence. It holds a valid result from its first
// moment on, so that even a killed job leaves one that says so.
import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type PhaseResult, phaseResultSchema, resultFile } from '../../src/contract/result.ts';

export interface ResultDirectory {
  readonly path: string;
  /** Writes `result.json` as a whole; throws when the result does not fit the contract. Synchronous, for signal handlers. */
  write(result: PhaseResult): void;
  /** Keeps a text as evidence and returns its path in the artifact. `name` may have folders: `red/output.txt`. */
  keepText(name: string, text: string): string;
  /** Keeps a copy of a file as evidence and returns its path in the artifact. */
  keepFile(name: string, source: string): string;
}

/** Makes the directory, empty. */
export function openResultDirectory(path: string): ResultDirectory {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return {
    path,
    write(result) {
      const text = `${JSON.stringify(phaseResultSchema.parse(result), null, 2)}\n`;
      writeWhole(join(path, resultFile), text);
    },
    keepText(name, text) {
      const kept = evidencePath(path, name);
      writeFileSync(join(path, kept), text);
      return kept;
    },
    keepFile(name, source) {
      const kept = evidencePath(path, name);
      copyFileSync(source, join(path, kept));
      return kept;
    },
  };
}

/** Writes beside the file and renames, so that nobody ever reads a half-written one. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

/** The contract allows letters, digits and `._/-` in evidence paths; anything else becomes a dash. */
function evidencePath(directory: string, name: string): string {
  const kept = `evidence/${name.replaceAll(/[^A-Za-z0-9._/-]+/g, '-')}`;
  mkdirSync(dirname(join(directory, kept)), { recursive: true });
  return kept;
}
