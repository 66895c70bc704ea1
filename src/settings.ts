// The app's own settings, from environment variables; all problems are told at once.
import { z } from 'zod';

const seconds = (fallback: number) => z.coerce.number().positive().default(fallback);

/** What the app is by: all of them, or none yet. */
const credentials = {
  APP_ID: z.coerce.number({ error: 'is the number of the GitHub App' }).int().positive(),
  PRIVATE_KEY: z
    .string({ error: "is the App's private key (PEM; line breaks may be written as \\n)" })
    .transform((key) => key.replaceAll('\\n', '\n'))
    .refine((key) => key.includes('PRIVATE KEY-----'), 'is not a private key in PEM form'),
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

const schema = z.object({
  ...credentials,
  ...server,
  DATABASE_PATH: z.string().min(1).default('.chimera/chimera.sqlite'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  /** How long GitHub's reads may lag behind its writes. */
  SETTLE_SECONDS: seconds(60),
  /** Pause between two comparisons with GitHub. */
  RECONCILE_SECONDS: seconds(60),
});

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
  const parsed = schema.safeParse(filled);
  if (parsed.success) return { ...parsed.data, GITHUB_WEB_URL: webUrlOf(parsed.data) };
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Chimera cannot start; these environment variables are missing or wrong:\n${lines.join('\n')}`);
}

function webUrlOf({ GITHUB_WEB_URL, GITHUB_API_URL }: z.infer<typeof serverSchema>): string {
  if (GITHUB_WEB_URL !== undefined) return GITHUB_WEB_URL.replace(/\/+$/, '');
  if (GITHUB_API_URL === 'https://api.github.com') return 'https://github.com';
  return GITHUB_API_URL.replace(/\/(api\/v3)?\/*$/, '');
}
