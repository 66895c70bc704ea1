// `chimera init` as a person runs it: a process of its own, in a real git repository.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/core/config/parse-config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ours = [
  '.github/chimera.yml',
  '.github/workflows/chimera-phase.yml',
  '.github/workflows/chimera.yml',
  '.github/ISSUE_TEMPLATE/chimera.yml',
];

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chimera-init-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function init(args: readonly string[] = [], cwd = directory) {
  const command = [join(root, 'src/cli/chimera.ts'), 'init', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8', timeout: 30_000 });
  expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  return { status, stdout, stderr };
}

const git = (...args: string[]) => spawnSync('git', ['-C', directory, ...args], { encoding: 'utf8' });
const read = (path: string): string => readFileSync(join(directory, path), 'utf8');

function write(path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

describe('in a working copy', () => {
  beforeEach(() => {
    git('init', '--quiet');
    write('package.json', JSON.stringify({ scripts: { start: 'node server.js --port 3456' } }));
    write('package-lock.json', '{}');
  });

  test('writes what is missing, and says what is next', () => {
    const { status, stdout, stderr } = init();
    expect([status, stderr]).toEqual([0, '']);
    for (const path of ours) expect(stdout).toMatch(new RegExp(`^ {2}written {4}${path.replaceAll('.', '\\.')} `, 'm'));
    expect(stdout).toContain('Next:\n  1. Look at .github/chimera.yml');
    expect(parseConfig(read('.github/chimera.yml'))).toMatchObject({
      ok: true,
      config: { app: { install: 'npm ci', start: 'npm run start', url: 'http://localhost:3456' } },
    });
    const project = (path: string): string => readFileSync(join(root, path), 'utf8');
    for (const path of ours.slice(1)) expect(read(path)).toBe(project(path));
    const { stdout: status2 } = git('status', '--short', '--untracked-files=all', '.github');
    expect(status2.trim().split('\n')).toHaveLength(4);
  });

  test('keeps what is there, and a second time everything', () => {
    write('.github/chimera.yml', 'label: mine\n');
    const first = JSON.parse(init(['--json']).stdout);
    expect(first.files.map((file: { state: string }) => file.state)).toEqual(['kept', 'written', 'written', 'written']);
    expect(read('.github/chimera.yml')).toBe('label: mine\n');
    const again = JSON.parse(init(['--json']).stdout);
    expect(again.files.map((file: { state: string }) => file.state)).toEqual(['kept', 'kept', 'kept', 'kept']);
  });

  test('a dry run shows all and writes nothing', () => {
    const { status, stdout } = init(['--dry-run']);
    expect(status).toBe(0);
    expect(stdout).toContain('would be written  .github/chimera.yml');
    expect(stdout).toContain('  install: npm ci # found: package-lock.json');
    expect(existsSync(join(directory, '.github'))).toBe(false);
  });

  test('from a folder below, the files go to the top', () => {
    mkdirSync(join(directory, 'a/b'), { recursive: true });
    expect(init([], join(directory, 'a/b')).status).toBe(0);
    expect(init(['--directory', 'a'], directory).status).toBe(0);
    for (const path of ours) expect(existsSync(join(directory, path))).toBe(true);
    expect(readdirSync(join(directory, 'a'))).toEqual(['b']);
  });

  test('for a server without queues', () => {
    init(['--no-queue-max']);
    expect(read('.github/workflows/chimera-phase.yml')).not.toMatch(/^ *queue:/m);
  });
});

describe('what it does not do', () => {
  test.each<[string, () => string[], string]>([
    ['outside of a working copy', () => [], '. is not in a git working copy. Clone the repository'],
    ['in a folder that is none', () => ['--directory', 'nowhere'], 'nowhere is not in a git working copy'],
  ])('work %s', (_, args, words) => {
    const { status, stdout, stderr } = init(args());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('follow a link out of the working copy', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'chimera-elsewhere-'));
    try {
      git('init', '--quiet');
      symlinkSync(elsewhere, join(directory, '.github'));
      writeFileSync(join(elsewhere, 'package.json'), '{"scripts":{"start":"secret"}}');
      symlinkSync(join(elsewhere, 'package.json'), join(directory, 'package.json'));
      const { status, stdout, stderr } = init();
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('.github/chimera.yml leads out of the working copy; nothing was written.');
      expect(readdirSync(elsewhere)).toEqual(['package.json']);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  test('wait for a pipe, or read what is too large', () => {
    git('init', '--quiet');
    spawnSync('sh', ['-c', 'mkfifo package.json'], { cwd: directory });
    write('playwright.config.ts', 'x'.repeat(2_000_000));
    const { status, stdout } = init();
    expect(status).toBe(0);
    expect(stdout).toContain('Unclear:\n  1. package.json is too large, or no text.');
  });

  test('write to the terminal what could steer it', () => {
    git('init', '--quiet');
    write('.github/workflows/deploy\u001b[31m.yml', 'a: [');
    const { stdout } = init(['--dry-run']);
    expect(stdout).toContain('could not be read');
    expect(stdout).not.toContain('\u001b');
  });
});
