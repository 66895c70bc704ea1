// The App's manifest for GitHub, made from app.yml and the address that the page was opened at.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const appFile = z.object({
  name: z.string().min(1),
  url: z.url(),
  public: z.boolean(),
  description: z.string().optional(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  default_events: z.array(z.string()),
});

export type AppFile = z.infer<typeof appFile>;

/** @param path of app.yml. @throws with what is wrong in it */
export async function readAppFile(path: string): Promise<AppFile> {
  const parsed = appFile.safeParse(parse(await readFile(path, 'utf-8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} does not describe an App:\n${z.prettifyError(parsed.error)}`);
}

/**
 * GitHub's own form of a manifest. Source: "Registering a GitHub App from a manifest".
 * @param hookUrl where GitHub sends webhooks
 * @param redirectUrl where GitHub sends the person afterwards
 */
export function manifestOf(
  { name: _, ...app }: AppFile,
  { name, hookUrl, redirectUrl }: { readonly name: string; readonly hookUrl: string; readonly redirectUrl: string },
): object {
  return { name, ...app, hook_attributes: { url: hookUrl, active: true }, redirect_url: redirectUrl };
}
