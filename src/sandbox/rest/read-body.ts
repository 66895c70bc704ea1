/** Reads and checks the body of a request; what is wrong comes back in GitHub's words. */
import type { z } from 'zod';
import { ApiError, unprocessable } from './reply.ts';

/** @returns undefined for an empty body. */
export async function parseJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiError(400, 'Problems parsing JSON');
    throw error;
  }
}

/** Throws 422 when the body does not fit the schema. */
export function checkBody(schema: z.ZodType, body: unknown): unknown {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const place = issue.path.map(String);
    const missing = issue.code === 'invalid_type' && valueAt(body, place) === undefined;
    if (missing) return `"${place.at(-1) ?? ''}" wasn't supplied.`;
    return `For '${['properties', ...place].join('/')}', ${issue.message}.`;
  });
  throw unprocessable(`Invalid request.\n\n${lines.join('\n')}`);
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  let value = body;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
