// A deployment counts when its address answers with the very commit; everything else is an error with its class.
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { runWork } from '../../action/src/run-work.ts';
import type { Work } from '../../src/contract/request.ts';
import type { ResultVerdict } from '../../src/contract/result.ts';
import { phaseJob, phaseRequest } from './phase-job.ts';
import { freePort, todoRepository } from './todo-repository.ts';

const repository = todoRepository();
const head = repository.git('rev-parse', 'HEAD');
let server: Server;
let url = '';
let answers: Record<string, [number, string]> = {};
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const [status, body] = answers[request.url ?? ''] ?? [404, ''];
    response.writeHead(status).end(body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${port}`;
});

afterEach(() => {
  asked = [];
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  repository.remove();
});

async function deploy(changes: Partial<Extract<Work, { command: 'deploy' }>>): Promise<ResultVerdict> {
  const work: Work = {
    command: 'deploy',
    run: 'true',
    environment: 'staging',
    url: null,
    commitPath: '/version',
    readySeconds: 1,
    health: { path: '/', status: null, text: null },
    privateAllowed: true,
    validation: null,
    ...changes,
  };
  const job = phaseJob(phaseRequest(work, { head, base: head }), repository.directory);
  const result = await runWork(job);
  job.remove();
  return result;
}

const good = (body = JSON.stringify({ commit: head })): typeof answers => ({
  '/': [200, 'hello'],
  '/version': [200, body],
});

describe('where the address comes from', () => {
  test.each<[string, () => Partial<Extract<Work, { command: 'deploy' }>>]>([
    [
      'written by the command',
      () => ({
        run: `echo "url=${url}" > "$CHIMERA_OUTPUT"; echo http://127.0.0.1:1/other`,
        url: 'http://127.0.0.1:1',
      }),
    ],
    ['fixed by the request', () => ({ run: 'echo http://127.0.0.1:1/other', url })],
    ['printed last', () => ({ run: `echo see http://127.0.0.1:1/other; echo "Deployed: <${url}>."` })],
  ])('%s', async (_, changes) => {
    answers = good();
    expect(await deploy(changes())).toEqual({
      verdict: 'succeeded',
      output: { command: 'deploy', url, commit: head, green: null },
    });
  });
});

test('the command hears the commit and the environment', async () => {
  answers = good();
  const run = `[ "$CHIMERA_COMMIT" = ${head} ] && [ "$CHIMERA_ENVIRONMENT" = staging ]`;
  expect(await deploy({ run, url })).toMatchObject({ verdict: 'succeeded' });
});

test('the commit may stand in a text, and below a path', async () => {
  answers = { '/app': [302, ''], '/app/version': [200, `build ${head}\n`] };
  expect(await deploy({ url: `${url}/app` })).toMatchObject({ verdict: 'succeeded' });
  expect(asked).toEqual(['/app', '/app/version']);
});

test('a place that cannot tell its commit only has to be healthy', async () => {
  answers = { '/up': [200, 'all is well'] };
  const health = { path: '/up', status: 200, text: 'well' };
  expect(await deploy({ url, commitPath: null, health })).toMatchObject({ verdict: 'succeeded' });
  expect(asked).toEqual(['/up']);
});

describe('no deployment', () => {
  test.each<[string, typeof answers, Partial<Extract<Work, { command: 'deploy' }>>, string, string]>([
    ['a command that fails', good(), { run: 'echo no rights; exit 1' }, 'command_failed', 'no rights'],
    ['no address', good(), { run: 'echo done' }, 'command_failed', 'CHIMERA_OUTPUT'],
    [
      'an address that is none',
      good(),
      { run: 'echo url=javascript:alert > "$CHIMERA_OUTPUT"' },
      'command_failed',
      'javascript:alert',
    ],
    ['nobody there', good(), { url: 'http://127.0.0.1:1' }, 'unreachable', 'does not answer'],
    ['a page that fails', { '/': [500, ''] }, {}, 'unreachable', 'status 500'],
    [
      'a page that is not healthy',
      good(),
      { health: { path: '/', status: 200, text: 'Todos' } },
      'unreachable',
      'Todos',
    ],
    ['a private address', good(), { privateAllowed: false }, 'address_refused', 'is a loopback address'],
    [
      'metadata, told by the command',
      good(),
      { run: 'echo url=http://169.254.169.254/latest > "$CHIMERA_OUTPUT"' },
      'address_refused',
      'metadata',
    ],
    ['another commit', good(`{"commit":"${'b'.repeat(40)}"}`), {}, 'commit_mismatch', 'b'.repeat(40)],
    ['no commit', good('hello'), {}, 'commit_mismatch', 'names no commit'],
    ['a null commit', good('{"commit":null}'), {}, 'commit_mismatch', 'null'],
  ])('%s', async (_, answer, changes, kind, words) => {
    answers = answer;
    expect(await deploy({ ...(changes.run === undefined ? { url } : {}), ...changes })).toMatchObject({
      verdict: 'errored',
      failure: { class: kind, message: expect.stringContaining(words) },
    });
  });
});
