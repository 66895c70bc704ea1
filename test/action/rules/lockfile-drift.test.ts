// Manifests and lock files that do not fit, and lock files that were touched by hand.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { expect, test } from '@jest/globals';
import { lockfileDrift } from '../../../action/src/review-pr/rules/dependencies/lockfile-drift.ts';
import { change, type Files, places } from './change.ts';

const manifest = (dependencies: Record<string, string>, more: Record<string, unknown> = {}): string =>
  `${JSON.stringify({ name: 'a', dependencies, ...more }, null, 2)}\n`;

interface Entry {
  version: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
}

const entry = (name: string, version = '1.0.0'): Entry => ({
  version,
  resolved: `https://registry.npmjs.org/${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`,
  integrity: `sha512-${name}${version}==`,
});
const lock = (asked: Record<string, string>, packages: Record<string, Entry>): string => {
  const entries = Object.entries(packages).map(([name, one]) => [`node_modules/${name}`, one]);
  return `${JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies: asked }, ...Object.fromEntries(entries) } }, null, 1)}\n`;
};
const one = { express: '^1.0.0' };
const two = { express: '^1.0.0', zod: '^1.0.0' };
const wasLocked = lock(one, { express: entry('express') });
const nowLocked = lock(two, { express: entry('express'), zod: entry('zod') });
const touched = (change: Partial<Entry>): Files => ({
  'package-lock.json': [wasLocked, lock(one, { express: { ...entry('express'), ...change } })],
});
const yarn = (resolved: string, integrity = 'sha512-abc=='): string =>
  `# yarn lockfile v1\n\nexpress@^1.0.0:\n  version "1.0.0"\n  resolved "${resolved}"\n  integrity ${integrity}\n`;

interface Sources {
  source: string;
  dist: string;
  reference: string;
}

const archived = (repository: string, reference: string): Sources => ({
  source: `https://github.com/${repository}.git`,
  dist: `https://api.github.com/repos/${repository}/zipball/${reference}`,
  reference,
});
const composer = (packages: Record<string, Sources & { version?: string }>): string =>
  `${JSON.stringify(
    {
      packages: Object.entries(packages).map(([name, { source, dist, reference, version = '3.0.0' }]) => ({
        name,
        version,
        source: { type: 'git', url: source, reference },
        dist: { type: 'zip', url: dist, reference, shasum: '' },
        license: ['MIT'],
      })),
      'packages-dev': [],
    },
    null,
    1,
  )}\n`;
const log = archived('php-fig/log', 'aaa');
const monolog = archived('Seldaek/monolog', 'bbb');
const composerLocked = (packages: Record<string, Sources & { version?: string }>): Files => ({
  'composer.json': [
    '{"require": {"psr/log": "^3.0"}}\n',
    '{"require": {"psr/log": "^3.0", "monolog/monolog": "^3.0"}}\n',
  ],
  'composer.lock': [composer({ 'psr/log': log }), composer(packages)],
});
const corporate = (host: string, changes: Partial<Entry> = {}): string =>
  lock(one, { express: { ...entry('express'), resolved: `https://${host}/express/-/express-1.0.0.tgz`, ...changes } });

test.each<[string, Files, string[], string[]]>([
  ['composer', composerLocked({ 'psr/log': log, 'monolog/monolog': monolog }), [], []],
  [
    'composer, from GitLab and Bitbucket',
    composerLocked({
      'psr/log': log,
      'a/b': {
        source: 'https://gitlab.com/a/group/b.git',
        dist: 'https://gitlab.com/api/v4/projects/a%2Fgroup%2Fb/repository/archive.zip?sha=ccc',
        reference: 'ccc',
      },
      'c/d': {
        source: 'https://bitbucket.org/c/d.git',
        dist: 'https://bitbucket.org/c/d/get/ddd.zip',
        reference: 'ddd',
      },
    }),
    [],
    [],
  ],
  [
    'composer, the archive of another repository',
    composerLocked({ 'psr/log': log, 'monolog/monolog': { ...monolog, dist: archived('evil/monolog', 'bbb').dist } }),
    [],
    ['critical composer.lock:31'],
  ],
  [
    'composer, an archive from another host',
    composerLocked({ 'psr/log': log, 'monolog/monolog': { ...monolog, dist: 'https://evil.example/monolog.zip' } }),
    [],
    ['critical composer.lock:31'],
  ],
  [
    'composer, another commit of the same version',
    composerLocked({ 'psr/log': archived('php-fig/log', 'ccc'), 'monolog/monolog': monolog }),
    [],
    ['critical composer.lock:9'],
  ],
  [
    'composer, a newer commit of a branch',
    {
      'composer.lock': [
        composer({ 'psr/log': { ...log, version: 'dev-main' } }),
        composer({ 'psr/log': { ...archived('php-fig/log', 'ccc'), version: 'dev-main' } }),
      ],
    },
    [],
    [],
  ],
  [
    'composer, another repository than before',
    {
      'composer.lock': [
        composer({ 'psr/log': log }),
        composer({ 'psr/log': { ...archived('evil/log', 'ccc'), version: '3.0.1' } }),
      ],
    },
    [],
    ['major composer.lock:8'],
  ],
  [
    'composer, a repository that the manifest names',
    {
      'composer.json':
        '{"repositories": [{"type": "composer", "url": "https://satis.corp.example"}], "require": {"corp/a": "^1"}}\n',
      'composer.lock': composer({
        'corp/a': {
          source: 'https://git.corp.example/a.git',
          dist: 'https://satis.corp.example/a.zip',
          reference: 'a',
        },
      }),
    },
    [],
    [],
  ],
  [
    'a lock file that moves',
    {
      'package-lock.json': [corporate('npm.corp.example'), null],
      'web/package-lock.json': corporate('npm.corp.example'),
    },
    [],
    [],
  ],
  [
    'a lock file that moves, with another host',
    { 'package-lock.json': [corporate('npm.corp.example'), null], 'web/package-lock.json': corporate('evil.example') },
    [],
    ['critical web/package-lock.json:11'],
  ],
  [
    'a lock file that moves, with another hash',
    {
      'package-lock.json': [corporate('npm.corp.example'), null],
      'web/package-lock.json': corporate('npm.corp.example', { integrity: 'sha512-other==' }),
    },
    [],
    ['critical web/package-lock.json:11'],
  ],
  [
    'the manifest alone',
    { 'package.json': [manifest(one), manifest(two)] },
    ['package-lock.json'],
    ['major package.json:5'],
  ],
  [
    'a version alone',
    { 'package.json': [manifest(one), manifest({ express: '^2.0.0' })] },
    ['yarn.lock'],
    ['major package.json:4'],
  ],
  ['one less', { 'package.json': [manifest(two), manifest(one)] }, ['pnpm-lock.yaml'], ['major package.json:4']],
  [
    'the lock file of the workspace',
    { 'packages/a/package.json': [manifest(one), manifest(two)] },
    ['package-lock.json'],
    ['major packages/a/package.json:5'],
  ],
  [
    'cargo',
    { 'Cargo.toml': ['[dependencies]\n', '[dependencies]\nserde = "1"\n'] },
    ['Cargo.lock'],
    ['major Cargo.toml:2'],
  ],
  ['bundler', { Gemfile: ["gem 'rails'\n", "gem 'rails'\ngem 'devise'\n"] }, ['Gemfile.lock'], ['major Gemfile:2']],
  [
    'poetry',
    { 'pyproject.toml': ['[tool.poetry.dependencies]\n', '[tool.poetry.dependencies]\nhttpx = "^0.27"\n'] },
    ['poetry.lock'],
    ['major pyproject.toml:2'],
  ],
  [
    'another package in the lock file',
    {
      'package.json': [manifest(one), manifest(two)],
      'package-lock.json': [
        wasLocked,
        lock({ ...one, zot: '^1.0.0' }, { express: entry('express'), zot: entry('zot') }),
      ],
    },
    [],
    ['major package-lock.json:7'],
  ],
  [
    'the lock file alone asks for more',
    { 'package-lock.json': [wasLocked, nowLocked] },
    ['package.json'],
    ['major package-lock.json:7'],
  ],
  [
    'another host',
    touched({ resolved: 'https://evil.example/express-1.0.0.tgz' }),
    [],
    ['critical package-lock.json:11'],
  ],
  [
    'a host that is no pattern',
    touched({ resolved: 'https://evil(.example/a.tgz' }),
    [],
    ['critical package-lock.json:11'],
  ],
  [
    'plain HTTP',
    touched({ resolved: 'http://mirror.example/express/-/express-1.0.0.tgz' }),
    [],
    ['critical package-lock.json:11'],
  ],
  ['another hash', touched({ integrity: 'sha512-other==' }), [], ['critical package-lock.json:12']],
  [
    'another package',
    touched({ resolved: 'https://registry.npmjs.org/expresss/-/expresss-1.0.0.tgz' }),
    [],
    ['critical package-lock.json:11'],
  ],
  ['deleted', { 'package-lock.json': [wasLocked, null] }, ['package.json'], ['major package-lock.json:null']],
  [
    'yarn, another host',
    {
      'yarn.lock': [
        yarn('https://registry.yarnpkg.com/express/-/express-1.0.0.tgz#abc'),
        yarn('https://evil.example/express-1.0.0.tgz#abc'),
      ],
    },
    [],
    ['critical yarn.lock:5'],
  ],
  [
    'yarn, another hash',
    {
      'yarn.lock': [
        yarn('https://registry.yarnpkg.com/express/-/express-1.0.0.tgz'),
        yarn('https://registry.yarnpkg.com/express/-/express-1.0.0.tgz', 'sha512-xyz=='),
      ],
    },
    [],
    ['critical yarn.lock:6'],
  ],
  [
    'go.sum, another hash',
    { 'go.sum': ['a.com/b v1.0.0 h1:abc=\n', 'a.com/b v1.0.0 h1:xyz=\n'] },
    [],
    ['critical go.sum:1'],
  ],
  [
    'both changed',
    { 'package.json': [manifest(one), manifest(two)], 'package-lock.json': [wasLocked, nowLocked] },
    [],
    [],
  ],
  [
    'a newer version within the range',
    { 'package-lock.json': [wasLocked, lock(one, { express: entry('express', '1.0.1') })] },
    ['package.json'],
    [],
  ],
  [
    'only scripts',
    { 'package.json': [manifest(one), manifest(one, { scripts: { start: 'node .' } })] },
    ['package-lock.json'],
    [],
  ],
  ['no lock file', { 'package.json': [manifest(one), manifest(two)] }, [], []],
  [
    'a lock file of somebody else',
    { 'package.json': [manifest(one), manifest(two)] },
    ['examples/package-lock.json'],
    [],
  ],
  [
    'another package manager',
    { 'package-lock.json': [wasLocked, null], 'pnpm-lock.yaml': 'lockfileVersion: 9\n' },
    ['package.json'],
    [],
  ],
  [
    'a scoped package',
    { 'package-lock.json': [wasLocked, lock(one, { express: entry('express'), '@a/b': entry('@a/b') })] },
    ['package.json'],
    [],
  ],
  ['a link', touched({ version: '', resolved: 'packages/express', link: true }), [], []],
  [
    'an address that the manifest asks for',
    {
      'package.json': [manifest(one), manifest({ ...one, tool: 'github:someone/tool#v1' })],
      'package-lock.json': [
        wasLocked,
        lock(
          { ...one, tool: 'github:someone/tool#v1' },
          {
            express: entry('express'),
            tool: { version: '1.0.0', resolved: 'git+ssh://git@github.com/someone/tool.git#abc' },
          },
        ),
      ],
    },
    [],
    [],
  ],
  [
    'a mirror that was used before',
    {
      'package-lock.json': [
        lock(one, { express: { ...entry('express'), resolved: 'https://npm.acme.example/express-1.0.0.tgz' } }),
        lock(one, {
          express: { ...entry('express', '1.0.1'), resolved: 'https://npm.acme.example/express-1.0.1.tgz' },
        }),
      ],
    },
    ['package.json'],
    [],
  ],
])('%s', async (_, files, others, expected) => {
  expect(await places(lockfileDrift, files, {}, others)).toEqual(expected);
});

test('a hash that is gone', async () => {
  const { integrity: _, ...without } = entry('express');
  const files: Files = {
    'package-lock.json': [
      lock(one, { express: entry('express'), zod: entry('zod') }),
      lock(one, { express: without, zod: entry('zod') }),
    ],
  };
  expect(await places(lockfileDrift, files)).toEqual(['critical package-lock.json:11']);
});

test('the lines are enough where the whole text is not known', async () => {
  const { diff, context } = change(touched({ resolved: 'https://evil.example/express-1.0.0.tgz' }));
  const found = await lockfileDrift.check(diff, { ...context, texts: new Map() });
  expect(found.map(({ severity, line }) => `${severity} ${line}`)).toEqual(['critical 11']);
});

test.each([
  ['.npmrc', 'registry=https://npm.corp.example/\n', []],
  ['.npmrc of a scope', '@corp:registry=https://npm.corp.example/\n', []],
  ['.yarnrc.yml', 'npmRegistryServer: "https://npm.corp.example"\n', []],
  ['another host', 'registry=https://npm.other.example/\n', ['critical package-lock.json:11']],
])('a registry that the settings of the repository name: %s', async (_, registrySettings, expected) => {
  const files: Files = { 'package-lock.json': corporate('npm.corp.example') };
  expect(await places(lockfileDrift, files, { registrySettings })).toEqual(expected);
});

test('the lines of a large lock file of composer are enough', async () => {
  const { diff, context } = change(composerLocked({ 'psr/log': log, 'monolog/monolog': monolog }));
  expect(await lockfileDrift.check(diff, { ...context, texts: new Map() })).toEqual([]);
});
