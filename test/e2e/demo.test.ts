// The demo as a person runs it: the command, its last line, its exit code, and what it leaves behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const command = fileURLToPath(new URL('../../src/cli/chimera.ts', import.meta.url));

function demo(...args: string[]) {
  // A group of its own, so that an interruption reaches everybody in it, as Ctrl-C does.
  const child = spawn(process.execPath, [command, 'demo', ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  return { child, closed, output: () => output };
}

test('`demo --json` completes, and its last line says how', async () => {
  const { closed, output } = demo('--json');
  const [code] = await closed;
  const report = JSON.parse(output().trimEnd().split('\n').at(-1) ?? '');
  expect([code, report.status, report.validation]).toEqual([0, 'completed', 'succeeded']);
  expect(report.pullRequest.user).toBe('chimera[bot]');
  expect(report.checkRun).toMatchObject({ conclusion: 'success', title: expect.stringContaining('7/7') });
  expect(report.reviews).toEqual([
    { state: 'DISMISSED', user: 'github-actions[bot]', comments: expect.any(Number) },
    { state: 'APPROVED', user: 'github-actions[bot]', comments: 0 },
  ]);
  expect(report.reviews[0].comments).toBeGreaterThan(0);
  expect(Math.max(...report.phases.map((phase: { round: number }) => phase.round))).toBe(2);
  const { redOnBase, greenOnHead, greenOnStaging } = report.evidence;
  expect([greenOnHead.commit, greenOnStaging.commit]).toEqual([report.pullRequest.head, report.pullRequest.head]);
  expect(redOnBase.commit).not.toBe(greenOnHead.commit);
  expect(report.requests.total).toBeGreaterThan(report.requests.contentCreating);
}, 450_000);

test('a coder that changes nothing does not complete, and the exit code says so', async () => {
  const { closed, output } = demo('--json', '--coder', 'cat > /dev/null');
  const [code] = await closed;
  const report = JSON.parse(output().trimEnd().split('\n').at(-1) ?? '');
  expect([code, report.status]).toEqual([1, 'failed']);
  expect(output()).toMatch(/errored: .*chang/i);
}, 450_000);

test('an interruption leaves no process behind', async () => {
  const { child, closed, output } = demo();
  while (!output().includes('Test generation')) await new Promise((resolve) => setTimeout(resolve, 50));
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect((await closed)[0]).toBe(130);
  expect(processesOfGroup(child.pid ?? 0)).toEqual([]);
}, 180_000);

/** Command lines of the processes in a group, from /proc; elsewhere than on Linux none is seen. */
function processesOfGroup(group: number): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf-8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return Number(fields[2]) === group && fields[0] !== 'Z' ? [readFileSync(`/proc/${pid}/cmdline`, 'utf-8')] : [];
      } catch (error) {
        // It ended while we looked.
        if (/ENOENT|ESRCH/.test(String(error))) return [];
        throw error;
      }
    });
}
