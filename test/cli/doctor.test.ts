// `chimera doctor` as a person runs it: a process of its own, with the app's settings in its environment.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readAppWishes, readPhaseTemplate } from '../../src/setup/project-files.ts';
import { openWorld, place, type World } from '../setup/world.ts';

const command = fileURLToPath(new URL('../../src/cli/chimera.ts', import.meta.url));
let world: World;
let settings: Record<string, string>;

beforeAll(async () => {
  const files = {
    '.github/workflows/chimera-phase.yml': await readPhaseTemplate(),
    '.github/chimera.yml': 'app: { start: a, url: "http://a" }\ncoder: { replay: a }\nstaging: { command: a }\n',
  };
  const wishes = await readAppWishes();
  world = await openWorld(files, {
    ...wishes,
    webhookUrl: 'http://127.0.0.1:9/',
    actionsMayApprove: true,
  });
  settings = {
    APP_ID: String(world.appId),
    PRIVATE_KEY: world.privateKey,
    WEBHOOK_SECRET: 'a secret of the test',
    GITHUB_API_URL: world.sandbox.url,
  };
  await world.mona.repos.createOrUpdateEnvironment({ ...place, environment_name: 'staging' });
});
afterAll(() => world.close());

async function doctor(args: readonly string[], environment: Record<string, string> = settings, cwd = process.cwd()) {
  const child = spawn(process.execPath, [command, 'doctor', ...args], {
    cwd,
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  return { status, stdout, stderr };
}

test('a line for each finding, with its fix; 1 when there are problems', async () => {
  const { status, stdout, stderr } = await doctor(['octo-org/todo']);
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^✓ App credentials {4}GitHub knows the app as "Chimera"\.$/m);
  expect(stdout).toMatch(/^✗ Label {14}There is no label "chimera"\. → Issues → Labels → New label\.$/m);
  expect(stdout).toMatch(/^\? Webhook {12}The webhook address is set, without encryption\. → Use https:/m);
  expect(stdout).toMatch(/problems? to be solved\. \d things? could not be found out\.\n$/);
});

test('0 when there are none, and one JSON object', async () => {
  await world.mona.issues.createLabel({ ...place, name: 'chimera' });
  world.sandbox.world.deliveries.clear();
  const { status, stdout } = await doctor(['octo-org/todo', '--json']);
  const { repository, findings } = JSON.parse(stdout);
  expect(findings.filter(({ state }: { state: string }) => state === 'problem')).toEqual([]);
  expect([status, repository, findings.length]).toEqual([0, 'octo-org/todo', 16]);
});

test.each<[string, string[], Record<string, string>, string]>([
  ['no repository', [], {}, "missing required argument 'owner/repo'"],
  ['what names none', ['todo'], {}, '"todo" is no repository; it is named as OWNER/REPO'],
  ['no settings', ['octo-org/todo'], {}, 'APP_ID: is the number of the GitHub App'],
])('%s ends with 2', async (_, args, environment, words) => {
  const { status, stdout, stderr } = await doctor(args, environment);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
});

test('a GitHub that does not answer ends with 2', async () => {
  const { status, stdout } = await doctor(['octo-org/todo'], { ...settings, GITHUB_API_URL: 'http://127.0.0.1:9' });
  expect(status).toBe(2);
  expect(stdout.match(/^\? /gm)).toHaveLength(16);
});

test('the credentials that the set-up page kept in .env are enough', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'chimera-doctor-'));
  try {
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
    await writeFile(join(directory, '.env'), lines.join(''));
    const { status, stdout } = await doctor(['octo-org/todo'], {}, directory);
    expect([status === 2, stdout]).toEqual([false, expect.stringContaining('✓ App credentials')]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
