// Keeps the App's credentials in `.env`, for this start and all later ones; nobody but the owner may read the file.
import { access, constants, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseEnv } from 'node:util';

/** The three variables without which the app does not start. */
export interface Credentials {
  readonly APP_ID: string;
  /** PEM. */
  readonly PRIVATE_KEY: string;
  readonly WEBHOOK_SECRET: string;
}

/**
 * Adds the credentials; every other line stays as it is, and so does a variable that stands there without a value.
 * @throws when one of them has a value already, or the file cannot be written: then nothing has changed
 */
export async function keepCredentials(path: string, credentials: Credentials): Promise<void> {
  const before = await readOrEmpty(path);
  const known = parseEnv(before);
  const taken = Object.keys(credentials).filter((name) => (known[name] ?? '') !== '');
  if (taken.length > 0) {
    throw new Error(`${path} has ${taken.join(', ')} already. Take the lines out to register another App.`);
  }
  // An empty line of the same name would win over ours when it came later.
  const empty = new RegExp(`^\\s*(?:export\\s+)?(?:${Object.keys(credentials).join('|')})\\s*=.*(?:\\n|$)`, 'gm');
  const others = before.replace(empty, '');
  const lines = Object.entries(credentials).map(([name, value]) => `${name}="${value.trim().replaceAll('\n', '\\n')}"`);
  const gap = others === '' || others.endsWith('\n') ? '' : '\n';
  // Written beside it and moved into place: a crash leaves the old file or the new one, never half of it.
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, `${others}${gap}${lines.join('\n')}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** Why the file could not be written; `null` when it could. */
export async function whyNotWritable(path: string): Promise<string | null> {
  const directory = dirname(resolve(path));
  try {
    await access(directory, constants.W_OK);
    return null;
  } catch (error) {
    return `Files cannot be made in ${directory}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf-8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return '';
    throw error;
  }
}
