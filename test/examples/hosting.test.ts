/** The example's hosting: it runs the commit that it was given, keeps its address, and leaves nothing behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  applyRound,
  commitAll,
  createCheckout,
  examples,
  git,
  removeCheckout,
  type Started,
  startProgram,
  stopProgram,
} from './todo-checkout.ts';

let directory: string;
let first: string;
let second: string;
let hosting: Started;

beforeAll(() => {
  directory = createCheckout();
  first = git(directory, 'rev-parse', 'HEAD');
  second = applyRound(directory, 1);
});
afterAll(() => removeCheckout(directory));
beforeEach(async () => {
  hosting = await startProgram(join(examples, 'hosting/host.js'));
});
afterEach(() => stopProgram(hosting));

describe('the hosting', () => {
  test('runs what was deployed, and keeps the address when a new commit replaces it', async () => {
    const before = await deploy(first);
    expect(before).toMatchObject({ code: 0, output: expect.stringMatching(/^url=http:/) });
    expect(await commitAt(urlOf(before))).toBe(first);
    const after = await deploy(second);
    expect(urlOf(after)).toBe(urlOf(before));
    expect(await commitAt(urlOf(after))).toBe(second);
    expect(await (await fetch(urlOf(after))).text()).toContain('Clear completed');
    const { sites } = (await (await fetch(`${hosting.url}/status`)).json()) as { sites: unknown[] };
    expect(sites).toEqual([{ name: 'todo-staging', url: urlOf(after), commit: second, running: true }]);
  });

  test('nothing is deployed when another commit is checked out than the one that was asked for', async () => {
    const refused = await deploy(first, { CHIMERA_COMMIT: second });
    expect(refused).toMatchObject({ code: 1, output: '' });
    expect(refused.printed).toContain(`${first} is checked out, but ${second} was to be deployed`);
    expect(await (await fetch(`${hosting.url}/status`)).json()).toEqual({ sites: [] });
  });

  test('a build that does not start is refused with what it printed, and the old one stays', async () => {
    const good = await deploy(first);
    git(directory, 'checkout', '--quiet', '-B', 'broken', first);
    writeFileSync(join(directory, 'server.js'), 'throw new Error("no database");\n');
    const refused = await deploy(commitAll(directory, 'Broken'));
    git(directory, 'checkout', '--quiet', 'main');
    expect(refused.code).toBe(1);
    expect(refused.printed).toContain('no database');
    expect(await commitAt(urlOf(good))).toBe(first);
  });

  test.each([
    [`/deploy?name=../x&commit=${'a'.repeat(40)}`, 400],
    ['/deploy?name=x&commit=main', 400],
    ['/elsewhere', 404],
  ])('POST %s answers %i', async (path, status) => {
    expect((await fetch(hosting.url + path, { method: 'POST', body: 'x' })).status).toBe(status);
  });

  test.each([
    ['is asked to end', () => stopProgram(hosting, 'SIGTERM')],
    ['is killed', () => stopProgram(hosting, 'SIGKILL')],
    ['loses its parent', closeInput],
  ])('when it %s, no build goes on', async (_case, end) => {
    await deploy(first);
    const builds = buildsOf(hosting);
    expect(builds).toHaveLength(1);
    await end();
    // The test's own time limit ends this loop when a build stays.
    while (builds.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

async function deploy(
  commit: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number; printed: string; output: string }> {
  git(directory, 'checkout', '--quiet', '--detach', commit);
  const outputFile = join(directory, '.git/output');
  writeFileSync(outputFile, '');
  const child = spawn(process.execPath, ['scripts/deploy.js', hosting.url, 'staging'], {
    cwd: directory,
    env: { ...process.env, CHIMERA_COMMIT: commit, CHIMERA_OUTPUT: outputFile, ...environment },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, printed, output: readFileSync(outputFile, 'utf8') };
}

function urlOf({ output }: { output: string }): string {
  return output.trim().replace(/^url=/, '');
}

async function commitAt(url: string): Promise<unknown> {
  return ((await (await fetch(`${url}/version`)).json()) as { commit: unknown }).commit;
}

async function closeInput(): Promise<void> {
  const ended = once(hosting.process, 'exit');
  hosting.process.stdin?.end();
  await ended;
}

/** Children of the hosting, by /proc (Linux). */
function buildsOf({ process: { pid } }: Started): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false; // no such process
  }
}
