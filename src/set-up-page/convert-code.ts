// Changes the code that GitHub sends along into the new App's credentials. It works once, within an hour.
import { z } from 'zod';
import type { Credentials } from './env-file.ts';

const conversion = z.object({
  id: z.number(),
  name: z.string(),
  html_url: z.url(),
  pem: z.string().includes('PRIVATE KEY-----'),
  webhook_secret: z.string().min(8),
});

/** GitHub answers within this time, in milliseconds, or not at all. */
const answerMs = 30_000;

export type Converted =
  | { readonly kind: 'registered'; readonly name: string; readonly page: string; readonly credentials: Credentials }
  /** GitHub does not know the code: it was used before, or is too old. */
  | { readonly kind: 'unknown code' }
  | { readonly kind: 'failed'; readonly reason: string };

/** @param apiUrl of GitHub, without a slash at its end */
export async function convertCode(apiUrl: string, code: string): Promise<Converted> {
  const url = `${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`;
  try {
    const headers = { accept: 'application/vnd.github+json', 'user-agent': 'chimera' };
    const answer = await fetch(url, { method: 'POST', headers, signal: AbortSignal.timeout(answerMs) });
    if (answer.status === 404 || answer.status === 422) return { kind: 'unknown code' };
    if (answer.status !== 201) return { kind: 'failed', reason: `GitHub answered ${answer.status}.` };
    const parsed = conversion.safeParse(await answer.json());
    // What came may hold secrets: only the names of the fields are told.
    const fields = parsed.error?.issues.map((issue) => issue.path.join('.')).join(', ');
    if (!parsed.success) return { kind: 'failed', reason: `GitHub's answer lacks ${fields}.` };
    const { id, name, html_url: page, pem, webhook_secret: secret } = parsed.data;
    const credentials = { APP_ID: String(id), PRIVATE_KEY: pem, WEBHOOK_SECRET: secret };
    return { kind: 'registered', name, page, credentials };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', reason: `GitHub did not answer at ${apiUrl}: ${reason}${cause}` };
  }
}
