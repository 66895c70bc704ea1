// The environment of this process: its variables, and below them those of the file `.env` in its directory.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the set-up page writes the App's credentials. */
export const envPath = (): string => resolve('.env');

/** Variables that are set outrank the file; an empty one counts as none, else it would hide the one in the file. */
export function readEnvironment(): NodeJS.ProcessEnv {
  for (const [name, value] of Object.entries(process.env)) if (value === '') delete process.env[name];
  if (existsSync(envPath())) process.loadEnvFile(envPath());
  return process.env;
}
