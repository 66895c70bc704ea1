// The parts of a package.json that matter here; whatever else stands in it, nothing of it is believed to be well-formed.
import { z } from 'zod';
import type { Files } from '../set-up-github.ts';
import { type ScriptName, scriptNames } from './found.ts';

export interface PackageFile {
  readonly scripts: Readonly<Partial<Record<ScriptName, string>>>;
  /** Names of all scripts, for those that are known by name only. */
  readonly scriptNames: readonly string[];
  readonly dependencies: readonly string[];
  /** The field `packageManager`, for example `pnpm@9.1.0`. */
  readonly packageManager: string | null;
  readonly hasWorkspaces: boolean;
}

export type PackageReading =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly words: string }
  | { readonly kind: 'found'; readonly content: PackageFile };

/** Longest file that is read, in characters. */
export const charactersMax = 500_000;

const record = z.record(z.string(), z.unknown()).catch({});
const schema = z.object({
  scripts: record,
  dependencies: record,
  devDependencies: record,
  packageManager: z.string().max(100).nullable().catch(null),
  workspaces: z.unknown().optional(),
});

/** `listed`: whether the directory names the file, so that one that cannot be read is not taken for a missing one. */
export async function readPackageFile(files: Files, path: string, listed: boolean): Promise<PackageReading> {
  const text = await files.read(path);
  if (text === null) return listed ? unreadable(`${path} is too large, or no text.`) : { kind: 'missing' };
  if (text.length > charactersMax) return unreadable(`${path} has ${count(text)} characters, more than are read.`);
  const values = parseJson(text);
  const parsed = schema.safeParse(values);
  if (!parsed.success) return unreadable(`${path} is not a JSON object.`);
  const { scripts, dependencies, devDependencies, packageManager, workspaces } = parsed.data;
  return {
    kind: 'found',
    content: {
      scripts: Object.fromEntries(scriptNames.flatMap((name) => entry(scripts, name))),
      scriptNames: Object.keys(scripts).filter((name) => textOf(scripts, name) !== null),
      dependencies: Object.keys({ ...dependencies, ...devDependencies }),
      packageManager,
      hasWorkspaces: workspaces !== undefined && workspaces !== null,
    },
  };
}

const unreadable = (words: string): PackageReading => ({ kind: 'unreadable', words });

const count = (text: string): string => text.length.toLocaleString('en');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // Not JSON is told in words of our own: the parser's message quotes the text.
    return undefined;
  }
}

function entry(scripts: Readonly<Record<string, unknown>>, name: ScriptName): [ScriptName, string][] {
  const text = textOf(scripts, name);
  return text === null ? [] : [[name, text]];
}

function textOf(scripts: Readonly<Record<string, unknown>>, name: string): string | null {
  const text = Object.hasOwn(scripts, name) ? scripts[name] : null;
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, 1_000) : null;
}
