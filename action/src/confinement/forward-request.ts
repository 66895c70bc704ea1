// Sends one request of a coder on to the endpoint, with the key, and reads from the answer what it has used.
import { type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type AnswerUsage, type UsageReader, usageReader } from './answer-usage.ts';

export interface ForwardOptions {
  /** Where requests go, and nowhere else. */
  readonly baseUrl: string;
  /** Header that carries the key, and what stands before the key in it, for example `Bearer `. */
  readonly authentication: { readonly header: string; readonly prefix: string };
  readonly key: string;
}

interface Forwarded extends ForwardOptions {
  /** Path and query below the base. */
  readonly path: string;
  /** Called once, when the answer has ended, however it has. */
  used(usage: AnswerUsage): void;
}

/** What is not told is guessed by its length. */
const bytesPerToken = 4;

export const bodyBytesMax = 32 * 1024 * 1024;

/** Headers by which a client says who it is, those that are about one connection only, and what would compress the answer. */
const stripped = new Set([
  ...['authorization', 'x-api-key', 'x-goog-api-key', 'api-key', 'proxy-authorization', 'cookie', 'accept-encoding'],
  ...['host', 'connection', 'proxy-connection', 'keep-alive', 'transfer-encoding', 'te', 'upgrade', 'expect'],
]);

export function forwardRequest(
  incoming: IncomingMessage,
  answer: ServerResponse,
  { baseUrl, authentication, key, path, used }: Forwarded,
): void {
  const target = targetOf(baseUrl, path);
  if (target === null) {
    refuse(answer, 403, { message: 'Outside of the base.' });
    return;
  }
  const headers: Record<string, string | string[]> = { 'accept-encoding': 'identity' };
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !stripped.has(name)) headers[name] = value;
  }
  headers[authentication.header.toLowerCase()] = `${authentication.prefix}${key}`;
  const passed: Passed = { sent: 0, received: 0, failed: false, reader: null };
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  const outgoing = send(target, { method: incoming.method ?? 'GET', headers }, (response) => {
    const { statusCode = 502 } = response;
    const reader = usageReader(response.headers);
    passed.failed = statusCode >= 400;
    passed.reader = reader;
    response.on('data', (part: Buffer) => {
      passed.received += part.length;
      reader.read(part);
    });
    // An endpoint that breaks off ends the answer as well, rather than let the coder wait.
    response.on('close', () => response.complete || answer.destroy());
    answer.writeHead(statusCode, response.headers);
    response.pipe(answer);
  });
  outgoing.on('error', (error) => {
    if (answer.headersSent) answer.destroy();
    else {
      passed.failed = true;
      refuse(answer, 502, { message: `The endpoint does not answer: ${error.message}` });
    }
  });
  incoming.on('data', (part: Buffer) => {
    passed.sent += part.length;
    if (passed.sent > bodyBytesMax) outgoing.destroy(new Error('the request is too large'));
  });
  answer.once('close', () => {
    used(usageOf(passed));
    outgoing.destroy();
  });
  incoming.pipe(outgoing);
}

interface Passed {
  /** Bytes of the request, and of the answer. */
  sent: number;
  received: number;
  /** Whether the endpoint has refused the request, or was not there. */
  failed: boolean;
  reader: UsageReader | null;
}

/** A coder that breaks an answer off before it tells its usage has still used something. */
function usageOf({ sent, received, failed, reader }: Passed): AnswerUsage {
  const told = failed ? 'none' : (reader?.end() ?? 'unread');
  if (told === 'none') return { inputTokens: 0, outputTokens: 0 };
  if (told !== 'unread') return told;
  return { inputTokens: Math.ceil(sent / bytesPerToken), outputTokens: Math.ceil(received / bytesPerToken) };
}

/** `null`: it would lead out of the base. `..` is resolved by then. */
function targetOf(baseUrl: string, path: string): URL | null {
  const base = new URL(baseUrl);
  const root = base.pathname.replace(/\/$/, '');
  const target = new URL(base.href);
  const [pathname = '', ...query] = path.split('?');
  target.pathname = `${root}${pathname}`;
  target.search = query.length === 0 ? '' : `?${query.join('?')}`;
  return target.pathname.startsWith(root) ? target : null;
}

export function refuse(
  answer: ServerResponse,
  status: number,
  error: { readonly message: string; readonly type?: string },
  headers: Readonly<Record<string, string>> = {},
): void {
  answer.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers });
  answer.end(JSON.stringify({ error }));
}
