// The proxy that adds the key: one address, one coder, and nothing of the key anywhere else.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type KeyProxy, type KeyProxyOptions, openKeyProxy } from '../../../action/src/confinement/key-proxy.ts';

const key = 'sk-the-real-one';
let endpoint: Server;
let options: KeyProxyOptions;
let proxy: KeyProxy;
let reply: (answer: ServerResponse) => void;
let seen: { url: string; headers: IncomingHttpHeaders; body: string }[];

beforeEach(async () => {
  seen = [];
  reply = (answer) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    answer.write('data: one\n\n');
    answer.end('data: two\n\n');
  };
  endpoint = createServer(async (incoming, answer) => {
    let body = '';
    for await (const part of incoming) body += part;
    seen.push({ url: incoming.url ?? '', headers: incoming.headers, body });
    reply(answer);
  }).listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  const { port } = endpoint.address() as { port: number };
  options = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    authentication: { header: 'Authorization', prefix: 'Bearer ' },
    key,
    requestsMax: 2,
    tokensMax: null,
  };
  proxy = await openKeyProxy(options);
});

afterEach(async () => {
  await proxy.close();
  endpoint.close();
});

const post = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${proxy.url}${path}`, { method: 'POST', body: '{"a":1}', headers });

test('a request reaches the endpoint with the key, and the answer streams back', async () => {
  const answer = await post('/chat/completions?x=1', {
    authorization: `Bearer ${proxy.placeholder}`,
    'x-api-key': 'mine',
  });
  expect(await answer.text()).toBe('data: one\n\ndata: two\n\n');
  expect(seen).toMatchObject([{ url: '/v1/chat/completions?x=1', body: '{"a":1}' }]);
  expect(seen[0]?.headers.authorization).toBe(`Bearer ${key}`);
  expect(seen[0]?.headers['x-api-key']).toBeUndefined();
});

describe('what it refuses', () => {
  test('a path that does not know the secret', async () => {
    const other = new URL(proxy.url);
    expect((await fetch(`${other.origin}/v1/models`)).status).toBe(403);
    expect((await fetch(`${proxy.url}x/models`)).status).toBe(403);
    expect(seen).toEqual([]);
  });

  test('a way out of the base', async () => {
    const { port } = new URL(proxy.url);
    const path = `${new URL(proxy.url).pathname}/../../../admin`;
    const answer = await new Promise<number | undefined>((resolve) => {
      request({ host: '127.0.0.1', port, path }, ({ statusCode }) => resolve(statusCode)).end();
    });
    expect(answer).toBe(403);
    expect(seen).toEqual([]);
  });

  test.each(['GET http://example.com/ HTTP/1.1', 'CONNECT example.com:443 HTTP/1.1'])('%s', async (line) => {
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    let said = '';
    socket.on('data', (part) => {
      said += part;
    });
    socket.write(`${line}\r\nHost: example.com\r\n\r\n`);
    await once(socket, 'close');
    expect(said).not.toMatch(/^HTTP\/1.1 2/);
    expect(seen).toEqual([]);
  });

  test('a WebSocket, with an answer after which clients go on over HTTP', async () => {
    const { port, pathname } = new URL(proxy.url);
    const socket = connect(Number(port), '127.0.0.1');
    let said = '';
    socket.on('data', (part) => {
      said += part;
    });
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: a2V5';
    socket.write(`GET ${pathname}/responses HTTP/1.1\r\nHost: 127.0.0.1\r\n${upgrade}\r\n\r\n`);
    const [failed] = (await once(socket, 'close')) as [boolean];
    const [head = '', body = ''] = said.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\n/);
    expect(head).toMatch(new RegExp(`^content-length: ${Buffer.byteLength(body)}$`, 'im'));
    expect(JSON.parse(body)).toEqual({ error: { message: expect.stringContaining('HTTP') } });
    expect(failed).toBe(false);
    expect(seen).toEqual([]);
    expect((await post('/responses')).status).toBe(200);
  });

  test('a WebSocket of a client that never hangs up, which does not keep it open', async () => {
    const { port, pathname } = new URL(proxy.url);
    const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
    socket.resume().write(`GET ${pathname} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await once(socket, 'end');
    await proxy.close();
    socket.destroy();
  });

  test('more requests than the task may make', async () => {
    await (await post('/a')).text();
    await (await post('/b')).text();
    expect((await post('/c')).status).toBe(429);
    expect(proxy.requests()).toBe(3);
    expect(seen).toHaveLength(2);
  });

  test('an endpoint that is gone, without a word of the key', async () => {
    endpoint.closeAllConnections();
    endpoint.close();
    const answer = await post('/a');
    expect(answer.status).toBe(502);
    expect(await answer.text()).not.toContain(key);
  });
});

describe('what is used', () => {
  const telling = (usage: unknown) => (answer: ServerResponse) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.end(JSON.stringify({ usage }));
  };
  const used = (inputTokens: number, outputTokens: number) => ({ inputTokens, outputTokens });

  test('is added up over the answers, which are asked for in a form that can be read', async () => {
    reply = telling({ input_tokens: 100, output_tokens: 20 });
    expect(await (await post('/a')).json()).toEqual({ usage: { input_tokens: 100, output_tokens: 20 } });
    await (await post('/b')).text();
    await proxy.settle();
    expect(proxy.used()).toEqual(used(200, 40));
    expect(seen[0]?.headers['accept-encoding']).toBe('identity');
  });

  test('ends what may be asked for when it reaches the limit', async () => {
    await proxy.close();
    proxy = await openKeyProxy({ ...options, tokensMax: 120 });
    reply = telling({ input_tokens: 100, output_tokens: 20 });
    await (await post('/a')).text();
    expect(proxy.refused()).toBe(false);
    const answer = await post('/b');
    expect(answer.status).toBe(429);
    expect(answer.headers.get('x-should-retry')).toBe('false');
    expect(await answer.json()).toEqual({
      error: { message: 'The task has used up its tokens.', type: 'usage_limit_reached' },
    });
    expect(proxy.refused()).toBe(true);
    expect(seen).toHaveLength(1);
  });

  test.each<[string, (answer: ServerResponse) => void, { inputTokens: number; outputTokens: number }]>([
    ['a refusal', (answer) => answer.writeHead(400).end(JSON.stringify({ usage: { input_tokens: 9 } })), used(0, 0)],
    ['an answer without usage', (answer) => answer.writeHead(200).end('{"data":[]}'), used(0, 0)],
    [
      'a stream without usage',
      (answer) => answer.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: 12'),
      used(2, 2),
    ],
    ['nonsense', (answer) => answer.writeHead(200).end('<html></html>'), used(2, 4)],
  ])('%s counts as what it is worth', async (_, one, worth) => {
    reply = one;
    await (await post('/a')).text();
    await proxy.settle();
    expect(proxy.used()).toEqual(worth);
  });

  test('is guessed when the coder breaks off, before the answer or in it', async () => {
    reply = () => undefined;
    const asked = post('/a').catch(() => 'broken off');
    while (seen.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await proxy.settle();
    expect(await asked).toBe('broken off');
    expect(proxy.used()).toEqual(used(2, 0));
    reply = (answer) => void answer.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n');
    const broken = (await post('/b')).body?.getReader();
    await broken?.read();
    await broken?.cancel();
    await proxy.settle();
    expect(proxy.used()).toEqual(used(4, 3));
  });

  test('is kept when the endpoint breaks off, and so does the answer', async () => {
    reply = (answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.write(`data: ${JSON.stringify({ message: { usage: { input_tokens: 100, output_tokens: 1 } } })}\n\n`, () =>
        answer.destroy(),
      );
    };
    await expect((await post('/a')).text()).rejects.toThrow();
    await proxy.settle();
    expect(proxy.used()).toEqual(used(100, 1));
  });
});
