// Health before the commit, both within one limit, on real servers; addresses that may not be asked end it at once.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { PhaseError } from '../../../action/src/job.ts';
import { lookAt } from '../../../action/src/web/look-at.ts';
import { type ExpectedBuild, waitForBuild, waitForOtherBuild } from '../../../action/src/web/wait-for-build.ts';

const commit = 'c'.repeat(40);
const other = 'd'.repeat(40);
const servers: Server[] = [];
let asked: string[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  asked = [];
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A status, and a body or where a redirection leads; of several answers the next one each time, then the last. */
type Reply = readonly [status: number, text: string];

function pages(replies: Readonly<Record<string, readonly Reply[]>>): Promise<string> {
  const left = new Map(Object.entries(replies).map(([path, each]) => [path, [...each]]));
  return serve((request, response) => {
    const queue = left.get(request.url ?? '') ?? [[404, '']];
    const [status, text] = (queue.length > 1 ? queue.shift() : queue[0]) ?? [404, ''];
    if (status >= 300 && status < 400 && text !== '') response.setHeader('location', text);
    response.writeHead(status).end(text);
  });
}

const build = (url: string, changes: Partial<ExpectedBuild> = {}): ExpectedBuild => ({
  url,
  commitPath: '/version',
  commit,
  readySeconds: 1,
  health: { path: '/', status: null, text: null },
  privateAllowed: true,
  ...changes,
});

async function failureOf(wait: Promise<unknown>): Promise<PhaseError['failure']> {
  try {
    await wait;
  } catch (error) {
    if (error instanceof PhaseError) return error.failure;
    throw error;
  }
  throw new Error('It did not fail');
}

const version: Readonly<Record<string, readonly Reply[]>> = { '/version': [[200, `{"commit":"${commit}"}`]] };
const health = (changes: Partial<ExpectedBuild['health']>): ExpectedBuild['health'] => ({
  path: '/',
  status: null,
  text: null,
  ...changes,
});

describe('healthy', () => {
  test.each<[string, Record<string, readonly Reply[]>, Partial<ExpectedBuild>]>([
    ['any success', { '/': [[204, '']] }, {}],
    ['the status that is asked for', { '/': [[401, '']] }, { health: health({ status: 401 }) }],
    ['a path of its own', { '/up': [[200, 'ok']] }, { health: health({ path: '/up' }) }],
    ['a path with a query', { '/up?deep=1': [[200, 'ok']] }, { health: health({ path: '/up?deep=1' }) }],
    ['the text that is asked for', { '/': [[200, 'all is well']] }, { health: health({ text: 'is well' }) }],
    [
      'wrong, then right',
      {
        '/': [
          [503, ''],
          [200, 'starting'],
          [200, 'ready'],
        ],
      },
      { health: health({ text: 'ready' }) },
    ],
    ['a redirection to something healthy', { '/': [[302, '/home']], '/home': [[200, 'ok']] }, {}],
    ['a redirection without a place', { '/': [[302, '']] }, {}],
    [
      'a redirection that is asked for, wherever it leads',
      { '/': [[302, 'http://169.254.169.254/']] },
      { health: health({ status: 302 }) },
    ],
  ])('%s', async (_, replies, changes) => {
    await waitForBuild(build(await pages({ ...version, ...replies }), changes));
    expect(asked.at(-1)).toBe('/version');
  });

  test('without a path for the commit only the health is asked', async () => {
    await waitForBuild(build(await pages({ '/': [[200, 'ok']] }), { commitPath: null }));
    expect(asked).toEqual(['/']);
  });
});

describe('not healthy: what was expected, and what came', () => {
  test.each<[string, Record<string, readonly Reply[]>, Partial<ExpectedBuild['health']>, string[]]>([
    ['an error', { '/': [[500, '']] }, {}, ['answers with status 500', 'a status from 200 to 399 within 0.4 s']],
    ['another status', { '/': [[200, '']] }, { status: 204 }, ['answers with status 200', 'answer with status 204']],
    [
      'another text',
      { '/': [[200, '<h1>Welcome\n to nginx</h1>']] },
      { text: 'Todos' },
      ['without that text', 'it begins: <h1>Welcome to nginx</h1>', 'and the text "Todos"'],
    ],
    ['a text on an error page', { '/': [[500, 'Todos']] }, { text: 'Todos' }, ['answers with status 500']],
    ['a redirection to nothing', { '/': [[302, '/gone']] }, {}, ['answers with status 404']],
    ['a redirection in a circle', { '/': [[302, '/']] }, {}, ['more than 5 redirections']],
  ])('%s', async (_, replies, expected, words) => {
    const url = await pages({ ...version, ...replies });
    const failure = await failureOf(waitForBuild(build(url, { readySeconds: 0.4, health: health(expected) })));
    expect(failure.class).toBe('unreachable');
    for (const part of words) expect(failure.message).toContain(part);
    expect(asked).not.toContain('/version');
  });

  test.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['never ends its answer', (_, response) => void response.writeHead(200).write('…')],
  ])('a server that %s costs the limit, and no more', async (_, listener) => {
    const url = await serve(listener);
    const started = Date.now();
    const failure = await failureOf(waitForBuild(build(url)));
    expect(Date.now() - started).toBeLessThan(1_500);
    expect(failure).toEqual({ class: 'unreachable', message: expect.stringContaining('no answer within 1 s') });
  });

  test('nobody there, under no name', async () => {
    const url = await pages({});
    servers.at(-1)?.close();
    expect((await failureOf(waitForBuild(build(url, { readySeconds: 0.2 })))).message).toContain('ECONNREFUSED');
    const failure = await failureOf(waitForBuild(build('http://chimera-test.invalid/', { readySeconds: 0.2 })));
    expect(failure).toEqual({ class: 'unreachable', message: expect.stringContaining('does not answer') });
  });
});

describe('the commit', () => {
  test.each<[string, string, string]>([
    ['of another build', `{"commit":"${other}"}`, `says ${other}`],
    ['that is none', 'hello', 'names no commit'],
    ['in a flood', JSON.stringify({ commit: 'x'.repeat(9_000) }), `says ${'x'.repeat(100)}, and`],
  ])('%s', async (_, body, words) => {
    const url = await pages({ '/': [[200, '']], '/version': [[200, body]] });
    const failure = await failureOf(waitForBuild(build(url, { readySeconds: 0.4 })));
    expect(failure).toEqual({ class: 'commit_mismatch', message: expect.stringContaining(words) });
  });

  test('may come late, and after another one', async () => {
    const url = await pages({
      '/': [[200, '']],
      '/version': [
        [404, ''],
        [200, other],
        [200, `build ${commit}`],
      ],
    });
    await waitForBuild(build(url));
    expect(asked).toEqual(['/', '/version', '/version', '/version']);
  });

  test('is asked once even when the health has taken all the time', async () => {
    const started = Date.now();
    const url = await serve((request, response) => {
      if (request.url === '/version') setTimeout(() => response.end(commit), 300);
      else response.writeHead(Date.now() - started < 850 ? 503 : 200).end();
    });
    await waitForBuild(build(url));
  });
});

describe('a build that is to be gone', () => {
  test.each<[string, Record<string, readonly Reply[]>, string | null]>([
    [
      'is replaced by another',
      {
        '/': [[200, '']],
        '/version': [
          [200, commit],
          [200, other],
        ],
      },
      null,
    ],
    ['is replaced by one that names no commit', { '/': [[200, '']], '/version': [[200, 'hello']] }, null],
    ['stays', { '/': [[200, '']], '/version': [[200, commit]] }, `still says ${commit}`],
    ['leaves an error behind', { '/': [[500, '']], '/version': [[200, other]] }, 'answers with status 500'],
    ['leaves nothing that could say so', { '/': [[200, '']], '/version': [[503, '']] }, 'answers with status 503'],
  ])('%s', async (_, replies, words) => {
    const wait = waitForOtherBuild(build(await pages(replies), { readySeconds: 0.4 }));
    if (words === null) await wait;
    else expect((await failureOf(wait)).message).toContain(words);
  });
});

describe('an address that may not be asked', () => {
  test.each<[string, string, Partial<ExpectedBuild>, string]>([
    ['the URL itself', 'http://127.0.0.1:9/', { privateAllowed: false }, 'is a loopback address'],
    ['a name of it', 'http://localhost:9/', { privateAllowed: false }, 'leads to .*loopback address'],
    ['metadata, although private ones are allowed', 'http://169.254.169.254/latest', {}, 'metadata'],
    ['credentials in it', 'http://a:b@127.0.0.1:9/', {}, 'user name or a password'],
  ])('%s', async (_, url, changes, words) => {
    const started = Date.now();
    const failure = await failureOf(waitForBuild(build(url, { readySeconds: 20, ...changes })));
    expect(failure).toEqual({ class: 'address_refused', message: expect.stringMatching(words) });
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  test.each(['http://169.254.169.254/latest/meta-data/', 'http://[::ffff:a9fe:a9fe]/', 'file:///etc/passwd'])(
    'behind redirections: %s',
    async (target) => {
      const url = await pages({ '/': [[302, '/next']], '/next': [[307, target]] });
      const failure = await failureOf(waitForBuild(build(url, { readySeconds: 20 })));
      expect(failure).toEqual({ class: 'address_refused', message: expect.stringContaining('redirects to') });
      expect(asked).toEqual(['/', '/next']);
    },
  );
});

describe('one look', () => {
  test('goes to the address that was checked, not to what the name means a moment later', async () => {
    const url = new URL(await pages({ '/': [[200, 'checked']] }));
    url.hostname = 'rebinding.example';
    let lookups = 0;
    const look = await lookAt(url.href, {
      timeoutMs: 2_000,
      policy: { privateAllowed: true },
      lookup: async () => [{ address: lookups++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }],
    });
    expect([look, lookups]).toEqual([{ kind: 'answered', status: 200, body: 'checked' }, 1]);
  });

  test('ends in time when the name cannot be resolved in time', async () => {
    const started = Date.now();
    const look = await lookAt('http://slow.example/', {
      timeoutMs: 200,
      policy: { privateAllowed: true },
      lookup: () => new Promise<never>(() => {}),
    });
    expect(look).toEqual({ kind: 'silent', reason: 'no answer within 0.2 s' });
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  test('follows no redirection unless told to, and reads no more than a mebibyte', async () => {
    const url = await pages({ '/': [[302, '/big']], '/big': [[200, 'x'.repeat(3_000_000)]] });
    expect(await lookAt(url)).toEqual({ kind: 'answered', status: 302, body: '/big' });
    const big = await lookAt(`${url}/big`);
    expect(big.kind === 'answered' && big.body.length).toBe(1024 * 1024);
  });
});
