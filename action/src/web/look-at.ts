// One look at a web address, with a limit on time and size; says in words what went wrong.

export type Look =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'silent'; readonly reason: string };

const bodyBytesMax = 64 * 1024;

/** Redirections are not followed: an answer is an answer. */
export async function lookAt(url: string, timeoutMs = 5_000): Promise<Look> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return { kind: 'answered', status: response.status, body: await readBody(response) };
  } catch (error) {
    return { kind: 'silent', reason: reasonOf(error, timeoutMs) };
  }
}

async function readBody(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= bodyBytesMax) break;
  }
  return Buffer.concat(parts).subarray(0, bodyBytesMax).toString('utf8');
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1_000} s`;
  const cause = error.cause;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause ? `${cause.code}: ${cause.message || error.message}` : cause.message;
}
