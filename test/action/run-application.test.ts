// The application of the checkout: started, waited for, always ended with its children.
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { PhaseError } from '../../action/src/job.ts';
import { type Application, ApplicationDown, runApplication } from '../../action/src/shell/run-application.ts';
import { lookAt } from '../../action/src/web/look-at.ts';
import { carefree, type PhaseJob, phaseJob, phaseRequest } from './phase-job.ts';
import { freePort, type TodoRepository, todoRepository } from './todo-repository.ts';

let repository: TodoRepository;
let job: PhaseJob;
let application: Application;

beforeEach(async () => {
  repository = todoRepository();
  application = {
    install: null,
    start: 'node server.mjs',
    url: `http://127.0.0.1:${await freePort()}`,
    readySeconds: 15,
  };
  const work = {
    command: 'deploy',
    run: 'x',
    environment: 'x',
    url: null,
    commitPath: '/',
    readySeconds: 1,
    ...carefree.build,
    validation: null,
  } as const;
  job = phaseJob(phaseRequest(work), repository.directory);
});

afterEach(() => {
  repository.remove();
  job.remove();
});

async function failureOf(changes: Partial<Application>, look = async () => 'seen'): Promise<unknown> {
  return runApplication(job, { ...application, ...changes }, look).catch((error: unknown) => error);
}

test('answers while it is looked at, and not afterwards, also when it was started in the background of a shell', async () => {
  const start = '(node server.mjs &) ; sleep 600';
  const look = await runApplication(job, { ...application, start }, () => lookAt(application.url));
  expect(look).toMatchObject({ kind: 'answered', status: 200 });
  expect(await lookAt(application.url)).toMatchObject({ kind: 'silent' });
});

test('ends it also when looking fails', async () => {
  expect(await failureOf({}, () => Promise.reject(new Error('no')))).toMatchObject({ message: 'no' });
  expect(await lookAt(application.url)).toMatchObject({ kind: 'silent' });
});

test('a taken port is an error of its own: somebody else would be tested', async () => {
  const other = createServer().listen(Number(new URL(application.url).port), '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const failure = await failureOf({ readySeconds: 1 });
  other.close();
  expect(failure).toMatchObject({
    failure: { class: 'command_failed', message: expect.stringContaining('already listens') },
  });
  expect(failure).not.toBeInstanceOf(ApplicationDown);
});

test.each<[string, Partial<Application>, string, boolean]>([
  ['an install that fails', { install: 'echo no network; exit 7' }, 'no network', false],
  ['a start that ends', { start: 'echo broken; exit 1' }, 'broken', true],
  ['a start that never answers', { start: 'echo waiting; sleep 600', readySeconds: 1 }, 'waiting', true],
])('%s', async (_, changes, words, down) => {
  const failure = await failureOf(changes);
  expect(failure).toMatchObject({ failure: { class: 'command_failed', message: expect.stringContaining(words) } });
  expect(failure instanceof ApplicationDown).toBe(down);
});

test('one that goes down while it is tested explains the failed test', async () => {
  const look = async (): Promise<string> => {
    await fetch(`${application.url}/version`).catch(() => undefined);
    while ((await lookAt(application.url)).kind === 'answered') await new Promise((resolve) => setTimeout(resolve, 20));
    throw new PhaseError('unreachable', 'connection refused');
  };
  repository.commit({
    'server.mjs': `import { createServer } from 'node:http';
createServer((q, s) => { if (q.url === '/version') process.exit(3); s.end(); }).listen(process.env.PORT, '127.0.0.1');`,
  });
  expect(await failureOf({}, look)).toBeInstanceOf(ApplicationDown);
});
