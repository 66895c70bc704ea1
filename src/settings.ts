// The app's own settings, from environment variables; all problems are told at once.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const seconds = (fallback: number) => z.coerce.number().positive().default(fallback);

const appNumber = (words: string) => z.coerce.number({ error: words }).int().positive();
const key = (words: string) =>
  z
    .string({ error: words })
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine((text) => text.includes('PRIVATE KEY-----'), 'is not a private key in PEM form');

/** What the app is by: all of them, or none yet. */
const credentials = {
  APP_ID: appNumber('is the number of the GitHub App'),
  PRIVATE_KEY: key("is the App's private key (PEM; line breaks may be written as \\n)"),
  WEBHOOK_SECRET: z
    .string({ error: "is the App's webhook secret; without one, anybody could send events" })
    .min(8, 'must be at least 8 characters long'),
};

/** What holds for the set-up page as well. */
const server = {
  GITHUB_API_URL: z.url().default('https://api.github.com'),
  /** Address of the pages; for GitHub Enterprise Server the one before `/api/v3`. */
  GITHUB_WEB_URL: z.url().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  WEBHOOK_PROXY_URL: z.url().optional(),
};

/** A second App, which reviews where GitHub Actions may not: both of them, or none. */
const guardianApp = {
  GUARDIAN_APP_ID: appNumber('is the number of the guardian App').optional(),
  GUARDIAN_PRIVATE_KEY: key("is the guardian App's private key (PEM)").optional(),
};

const allSettings = z.object({
  ...credentials,
  ...guardianApp,
  ...server,
  DATABASE_PATH: z.string().min(1).default('.chimera/chimera.sqlite'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  /** How long GitHub's reads may lag behind its writes. */
  SETTLE_SECONDS: seconds(60),
  /** Pause between two comparisons with GitHub. */
  RECONCILE_SECONDS: seconds(60),
});

const together = (path: keyof typeof guardianApp, error: string) => ({ path: [path], error, when: () => true });

const schema = allSettings
  .refine(
    ({ GUARDIAN_APP_ID: id, GUARDIAN_PRIVATE_KEY: key }) => key !== undefined || id === undefined,
    together(
      'GUARDIAN_PRIVATE_KEY',
      'belongs to GUARDIAN_APP_ID: set both of them (or GUARDIAN_PRIVATE_KEY_PATH), or none',
    ),
  )
  .refine(
    ({ GUARDIAN_APP_ID: id, GUARDIAN_PRIVATE_KEY: key }) => id !== undefined || key === undefined,
    together('GUARDIAN_APP_ID', 'belongs to GUARDIAN_PRIVATE_KEY: set both of them, or none'),
  )
  .refine(
    ({ GUARDIAN_APP_ID: id, APP_ID: own }) => id === undefined || id !== own,
    together(
      'GUARDIAN_APP_ID',
      'is APP_ID itself; GitHub lets nobody approve their own pull request, so it must be another App',
    ),
  );

const serverSchema = z.object(server);

type WithWebUrl<Read> = Omit<Read, 'GITHUB_WEB_URL'> & { readonly GITHUB_WEB_URL: string };
type Environment = Readonly<Record<string, string | undefined>>;

export type Settings = WithWebUrl<z.infer<typeof schema>>;

/** @throws with one line for each variable that is missing or wrong */
export function readSettings(environment: Environment): Settings {
  return read(schema, environment);
}

/** Those that the set-up page needs. @throws like `readSettings` */
export function readServerSettings(environment: Environment): WithWebUrl<z.infer<typeof serverSchema>> {
  return read(serverSchema, environment);
}

/** No App has been set up: not one of its variables has a value. */
export function hasNoCredentials(environment: Environment): boolean {
  return Object.keys(credentials).every((name) => (environment[name] ?? '') === '');
}

function read<Read extends z.infer<typeof serverSchema>>(
  schema: z.ZodType<Read>,
  environment: Environment,
): WithWebUrl<Read> {
  const filled = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const { keys, unread } = keysFromFiles(filled);
  const parsed = schema.safeParse({ ...filled, ...keys });
  if (parsed.success && unread.size === 0) return { ...parsed.data, GITHUB_WEB_URL: webUrlOf(parsed.data) };
  // That a key is missing says less than why its file could not be read.
  const issues = (parsed.error?.issues ?? []).filter(({ path }) => !unread.has(String(path[0])));
  const lines = [...unread.values(), ...issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)];
  throw new Error(`Chimera cannot start; these environment variables are missing or wrong:\n${lines.join('\n')}`);
}

/** A key may lie in a file of its own, which the variable with `_PATH` names; the variable itself outranks it. */
function keysFromFiles(filled: Environment): { keys: Record<string, string>; unread: Map<string, string> } {
  const keys: Record<string, string> = {};
  const unread = new Map<string, string>();
  for (const name of ['PRIVATE_KEY', 'GUARDIAN_PRIVATE_KEY']) {
    const path = filled[`${name}_PATH`];
    if (path === undefined || filled[name] !== undefined) continue;
    try {
      keys[name] = readFileSync(path, 'utf-8');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      unread.set(name, `  ${name}_PATH: cannot be read: ${reason}`);
    }
  }
  return { keys, unread };
}

function webUrlOf({ GITHUB_WEB_URL, GITHUB_API_URL }: z.infer<typeof serverSchema>): string {
  if (GITHUB_WEB_URL !== undefined) return GITHUB_WEB_URL.replace(/\/+$/, '');
  if (GITHUB_API_URL === 'https://api.github.com') return 'https://github.com';
  return GITHUB_API_URL.replace(/\/(api\/v3)?\/*$/, '');
}
