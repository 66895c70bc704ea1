// Adds a key to requests of a tool that never gets to see it: a small proxy on this machine, for one address only.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnswerUsage } from './answer-usage.ts';
import { bodyBytesMax, type ForwardOptions, forwardRequest, refuse } from './forward-request.ts';

export interface KeyProxyOptions extends ForwardOptions {
  /** Requests after which it refuses. */
  readonly requestsMax: number;
  /** Tokens after which it refuses, by what the answers tell; `null`: no limit. */
  readonly tokensMax: number | null;
}

export interface KeyProxy {
  /** Address for the tool, with a path that nobody else knows. */
  readonly url: string;
  /** What the tool gets in place of the key; worth nothing anywhere else. */
  readonly placeholder: string;
  readonly requests: () => number;
  /** What all answers that have ended have used together. */
  used(): AnswerUsage;
  /** Whether it has refused a request because a limit was reached. */
  refused(): boolean;
  /** Ends what is still under way, so that it is counted. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openKeyProxy(options: KeyProxyOptions): Promise<KeyProxy> {
  const secret = randomUUID();
  const { requestsMax, tokensMax } = options;
  let requests = 0;
  let refused = false;
  let used: AnswerUsage = { inputTokens: 0, outputTokens: 0 };
  const underWay = new Set<ServerResponse>();
  const limit = (): string | null => {
    if (requests > requestsMax) return 'requests';
    return tokensMax !== null && used.inputTokens + used.outputTokens >= tokensMax ? 'tokens' : null;
  };
  const carry = (incoming: IncomingMessage, answer: ServerResponse, path: string): void => {
    underWay.add(answer);
    answer.once('close', () => underWay.delete(answer));
    const add = ({ inputTokens, outputTokens }: AnswerUsage): void => {
      used = { inputTokens: used.inputTokens + inputTokens, outputTokens: used.outputTokens + outputTokens };
    };
    forwardRequest(incoming, answer, { ...options, path, used: add });
  };
  const server = createServer((incoming, answer) => {
    const path = pathBehind(incoming.url ?? '', secret);
    const large = Number(incoming.headers['content-length'] ?? 0) > bodyBytesMax;
    if (path !== null && !large) requests += 1;
    const reached = limit();
    if (path === null) refuse(answer, 403, { message: 'This proxy serves one coder only.' });
    else if (large) refuse(answer, 413, { message: 'The request is too large.' });
    else if (reached === null) carry(incoming, answer, path);
    else {
      refused = true;
      // In the words by which clients know that it is no use to try again.
      const error = { message: `The task has used up its ${reached}.`, type: 'usage_limit_reached' };
      refuse(answer, 429, error, { 'x-should-retry': 'false' });
    }
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
    used: () => used,
    refused: () => refused,
    async settle() {
      const closed = [...underWay].map((answer) => new Promise((resolve) => answer.once('close', resolve)));
      server.closeAllConnections();
      await Promise.all(closed);
    },
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
