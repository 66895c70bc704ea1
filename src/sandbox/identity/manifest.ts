/** Reads an app's manifest as strictly as GitHub, and says what is wrong in its words. */
import { z } from 'zod';
import type { Level } from '../world/account.ts';
import { appEvents, appPermissions } from './app-permissions.ts';

/** GitHub's limit on an app's name. */
export const nameMax = 34;

const webAddress = z.string().regex(/^https?:\/\/\S+$/);

const schema = z.object({
  name: z.string().optional(),
  url: webAddress,
  hook_attributes: z.object({ url: webAddress, active: z.boolean().optional() }).optional(),
  redirect_url: webAddress.optional(),
  callback_urls: z.array(webAddress).max(10).optional(),
  setup_url: webAddress.optional(),
  description: z.string().optional(),
  public: z.boolean().optional(),
  default_events: z.array(z.string()).default([]),
  default_permissions: z.record(z.string(), z.string()).default({}),
  request_oauth_on_install: z.boolean().optional(),
  setup_on_update: z.boolean().optional(),
});

export type Manifest = Omit<z.infer<typeof schema>, 'default_permissions'> & {
  readonly default_permissions: Readonly<Record<string, Level>>;
};

export type ReadManifest =
  | { readonly kind: 'good'; readonly manifest: Manifest }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** @param text the form's field `manifest`. */
export function readManifest(text: string | undefined): ReadManifest {
  const value = parse(text);
  if (value === undefined) return { kind: 'wrong', problems: ['The manifest is not a JSON object.'] };
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { kind: 'wrong', problems: parsed.error.issues.map((issue) => inWords(issue, value)) };
  const problems = [...wrongPermissions(parsed.data), ...wrongEvents(parsed.data)];
  if (problems.length > 0) return { kind: 'wrong', problems };
  // The levels were just looked at.
  return { kind: 'good', manifest: parsed.data as Manifest };
}

function parse(text: string | undefined): object | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** GitHub names a missing field without its parent: `url` may be that of `hook_attributes`. */
function inWords(issue: z.core.$ZodIssue, manifest: object): string {
  const found = issue.path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[name] : value,
    manifest,
  );
  if (found === undefined) return `"${String(issue.path.at(-1))}" wasn't supplied.`;
  const place = ['properties', ...issue.path.map(String)].join('/');
  const wanted = issue.code === 'invalid_type' ? article(issue.expected) : 'valid';
  return `For '${place}', ${JSON.stringify(found)} is not ${wanted}.`;
}

function article(type: string): string {
  return type === 'string' ? 'a string' : type === 'array' || type === 'object' ? `an ${type}` : `a ${type}`;
}

type Parsed = z.infer<typeof schema>;

function wrongPermissions({ default_permissions: permissions }: Parsed): string[] {
  return Object.entries(permissions).flatMap(([name, level]) => {
    const levels: readonly string[] | undefined = appPermissions[name];
    if (levels === undefined) return [`Default permission records resource is not included in the list (${name})`];
    return levels.includes(level)
      ? []
      : [`Default permission records action is not included in the list (${name}: ${level})`];
  });
}

function wrongEvents({
  default_events: events,
  default_permissions: permissions,
  hook_attributes: hook,
}: Parsed): string[] {
  if (events.length > 0 && hook === undefined) return ["Hook url can't be blank"];
  const unsupported = events.filter((name) => appEvents[name] === undefined);
  const granted = new Set(['metadata', ...Object.keys(permissions)]);
  const uncovered = events.filter((name) => appEvents[name]?.some((permission) => granted.has(permission)) === false);
  return [
    ...(unsupported.length > 0 ? [`Default events unsupported: ${unsupported.join(', ')}`] : []),
    ...(uncovered.length > 0 ? [`Default events are not supported by permissions: ${uncovered.join(', ')}`] : []),
  ];
}
