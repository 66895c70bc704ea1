// Adds a key to requests of a tool that never gets to see it: a small proxy on this machine, for one address only.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Duplex } from 'node:stream';

export interface KeyProxyOptions {
  /** Where requests go, and nowhere else. */
  readonly baseUrl: string;
  /** Header that carries the key, and what stands before the key in it, for example `Bearer `. */
  readonly authentication: { readonly header: string; readonly prefix: string };
  readonly key: string;
  /** Requests after which it refuses. */
  readonly requestsMax: number;
}

export interface KeyProxy {
  /** Address for the tool, with a path that nobody else knows. */
  readonly url: string;
  /** What the tool gets in place of the key; worth nothing anywhere else. */
  readonly placeholder: string;
  readonly requests: () => number;
  close(): Promise<void>;
}

const bodyBytesMax = 32 * 1024 * 1024;

/** Headers by which a client says who it is, and those that are about one connection only. */
const stripped = new Set([
  ...['authorization', 'x-api-key', 'x-goog-api-key', 'api-key', 'proxy-authorization', 'cookie'],
  ...['host', 'connection', 'proxy-connection', 'keep-alive', 'transfer-encoding', 'te', 'upgrade', 'expect'],
]);

export async function openKeyProxy(options: KeyProxyOptions): Promise<KeyProxy> {
  const secret = randomUUID();
  let requests = 0;
  const server = createServer((incoming, answer) => {
    const path = pathBehind(incoming.url ?? '', secret);
    const large = Number(incoming.headers['content-length'] ?? 0) > bodyBytesMax;
    if (path !== null && !large) requests += 1;
    if (path === null) refuse(answer, 403, 'This proxy serves one coder only.');
    else if (large) refuse(answer, 413, 'The request is too large.');
    else if (requests > options.requestsMax) refuse(answer, 429, 'The task has used up its requests.');
    else forward(incoming, answer, { ...options, path });
  });
  // No tunnels: it knows one address.
  server.on('connect', (_, socket) => socket.destroy());
  server.on('upgrade', (_, socket) => refuseUpgrade(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('key-proxy: the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/${secret}`,
    placeholder: `placeholder-${secret}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The path below the secret one; `null` for anything that does not know it, and for addresses of other hosts. */
function pathBehind(target: string, secret: string): string | null {
  if (!target.startsWith(`/${secret}`)) return null;
  const rest = target.slice(secret.length + 1);
  return rest === '' || rest.startsWith('/') || rest.startsWith('?') ? rest : null;
}

function forward(
  incoming: IncomingMessage,
  answer: ServerResponse,
  { baseUrl, authentication, key, path }: KeyProxyOptions & { path: string },
): void {
  const base = new URL(baseUrl);
  const target = new URL(base.href);
  const [pathname = '', ...query] = path.split('?');
  target.pathname = `${base.pathname.replace(/\/$/, '')}${pathname}`;
  // `..` is resolved by then, so that it cannot lead out of the base.
  if (!target.pathname.startsWith(base.pathname.replace(/\/$/, ''))) {
    refuse(answer, 403, 'Outside of the base.');
    return;
  }
  target.search = query.length === 0 ? '' : `?${query.join('?')}`;
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !stripped.has(name)) headers[name] = value;
  }
  headers[authentication.header.toLowerCase()] = `${authentication.prefix}${key}`;
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  const outgoing = send(target, { method: incoming.method ?? 'GET', headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  outgoing.on('error', (error) => {
    if (answer.headersSent) answer.destroy();
    else refuse(answer, 502, `The endpoint does not answer: ${error.message}`);
  });
  let bytes = 0;
  incoming.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > bodyBytesMax) outgoing.destroy(new Error('the request is too large'));
  });
  answer.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

/** Codex asks for a WebSocket first: after this status it goes on over HTTP at once, after a lost connection only in the end. */
function refuseUpgrade(socket: Duplex): void {
  const body = JSON.stringify({ error: { message: 'This proxy speaks HTTP only.' } });
  // Whoever is gone already needs no answer.
  socket.on('error', () => socket.destroy());
  socket.end(
    'HTTP/1.1 426 Upgrade Required\r\nContent-Type: application/json\r\nConnection: close\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    // It is the server's no longer: a client that never hangs up would keep the server open.
    () => socket.destroy(),
  );
}

function refuse(answer: ServerResponse, status: number, message: string): void {
  answer.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  answer.end(JSON.stringify({ error: { message } }));
}
