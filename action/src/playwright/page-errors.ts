// What went wrong on the page while a test ran: errors on its console, and requests that failed. Read from the trace, whose
// text comes from the page and may be as long and as hostile as it likes.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { oneLine } from '../text/cut.ts';

const errorsMax = 20;
const traceBytesMax = 50 * 1024 * 1024;
const partBytesMax = 20 * 1024 * 1024;

const entrySchema = z.union([
  z.looseObject({ type: z.literal('console'), messageType: z.literal('error'), text: z.string() }),
  z.looseObject({
    type: z.literal('event'),
    method: z.literal('pageError'),
    params: z.looseObject({ error: z.looseObject({ error: z.looseObject({ message: z.string() }).optional() }) }),
  }),
  z.looseObject({
    type: z.literal('resource-snapshot'),
    snapshot: z.looseObject({
      request: z.looseObject({ method: z.string(), url: z.string() }),
      response: z.looseObject({ status: z.number() }),
    }),
  }),
]);

/** At most 20 lines, each once; empty when there is no trace, or it is too large to look at. */
export function pageErrors(traces: readonly (string | null)[]): string[] {
  const found = new Set<string>();
  for (const path of traces) {
    if (path === null || !existsSync(path) || statSync(path).size > traceBytesMax) continue;
    for (const error of errorsIn(path)) {
      found.add(error);
      if (found.size >= errorsMax) return [...found];
    }
  }
  return [...found];
}

function* errorsIn(path: string): Generator<string> {
  const parts = unzipSync(readFileSync(path), {
    filter: ({ name, originalSize }) => /\.(?:trace|network)$/.test(name) && originalSize <= partBytesMax,
  });
  for (const bytes of Object.values(parts)) {
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      const error = errorOf(line);
      if (error !== null) yield oneLine(error, 1_000);
    }
  }
}

function errorOf(line: string): string | null {
  if (!/"(?:console|event|resource-snapshot)"/.test(line)) return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // A line that was cut when the browser went away.
    return null;
  }
  const entry = entrySchema.safeParse(value).data;
  if (entry === undefined) return null;
  if (entry.type === 'console') return /favicon\.ico/.test(line) ? null : `console: ${entry.text}`;
  if (entry.type === 'event') return `page: ${entry.params.error.error?.message ?? 'an error'}`;
  const { request, response } = entry.snapshot;
  const failed = response.status >= 400 || response.status <= 0;
  return failed && !/\/favicon\.ico$/.test(request.url)
    ? `request: ${request.method} ${request.url} → ${response.status}`
    : null;
}
