// New dependencies: each is named, and doubts raise its severity.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { expect, test } from '@jest/globals';
import { lookAlike } from '../../../action/src/review-pr/rules/dependencies/look-alike-name.ts';
import { newDependencies } from '../../../action/src/review-pr/rules/dependencies/new-dependencies.ts';
import { change, type Files, findings, places } from './change.ts';

const manifest = (dependencies: Record<string, string>, more: Record<string, unknown> = {}): string =>
  `${JSON.stringify({ name: 'a', version: '1.0.0', dependencies, ...more }, null, 2)}\n`;
const lock = (packages: Record<string, unknown>): string =>
  `${JSON.stringify({ name: 'a', lockfileVersion: 3, packages }, null, 2)}\n`;
const was = manifest({ express: '^5.0.0' });

test.each<[string, Files, string[]]>([
  ['named', { 'package.json': [was, manifest({ express: '^5.0.0', zod: '^4.0.0' })] }, ['info package.json:6']],
  [
    'for development',
    { 'package.json': [was, manifest({ express: '^5.0.0' }, { devDependencies: { jest: '^30.0.0' } })] },
    ['info package.json:8'],
  ],
  ['a new manifest', { 'sub/package.json': manifest({ zod: '^4.0.0' }) }, ['info sub/package.json:5']],
  [
    'a typosquat',
    { 'package.json': [was, manifest({ express: '^5.0.0', expresss: '^1.0.0' })] },
    ['major package.json:6'],
  ],
  [
    'an address',
    { 'package.json': [was, manifest({ express: '^5.0.0', tool: 'git+https://github.com/someone/tool.git' })] },
    ['major package.json:6'],
  ],
  [
    'an archive',
    { 'package.json': [was, manifest({ express: '^5.0.0', tool: 'https://example.com/tool.tgz' })] },
    ['major package.json:6'],
  ],
  [
    'a repository by its name',
    { 'package.json': [was, manifest({ express: '^5.0.0', tool: 'someone/tool' })] },
    ['major package.json:6'],
  ],
  ['any version', { 'package.json': [was, manifest({ express: '^5.0.0', zod: '*' })] }, ['minor package.json:6']],
  ['the latest', { 'package.json': [was, manifest({ express: '^5.0.0', zod: 'latest' })] }, ['minor package.json:6']],
  [
    'an old name at a new address',
    { 'package.json': [was, manifest({ express: 'git+https://github.com/someone/express.git' })] },
    ['major package.json:5'],
  ],
  [
    'an alias of a typosquat',
    { 'package.json': [was, manifest({ express: '^5.0.0', web: 'npm:expresss@1.0.0' })] },
    ['major package.json:6'],
  ],
  [
    'a binding licence',
    {
      'package.json': [was, manifest({ express: '^5.0.0', pdf: '^1.0.0' })],
      'package-lock.json': [lock({}), lock({ 'node_modules/pdf': { version: '1.0.0', license: 'AGPL-3.0' } })],
    },
    ['major package.json:6'],
  ],
  [
    'a free choice of licences',
    {
      'package.json': [was, manifest({ express: '^5.0.0', pdf: '^1.0.0' })],
      'package-lock.json': [lock({}), lock({ 'node_modules/pdf': { version: '1.0.0', license: '(MIT OR GPL-3.0)' } })],
    },
    ['info package.json:6'],
  ],
  [
    'a script at its installation',
    {
      'package.json': [was, manifest({ express: '^5.0.0', native: '^1.0.0' })],
      'package-lock.json': [
        lock({}),
        lock({ 'node_modules/native': { version: '1.0.0', license: 'MIT', hasInstallScript: true } }),
      ],
    },
    ['major package.json:6'],
  ],
  [
    'a known one with a script',
    {
      'package.json': [was, manifest({ express: '^5.0.0', sharp: '^1.0.0' })],
      'package-lock.json': [
        lock({}),
        lock({ 'node_modules/sharp': { version: '1.0.0', license: 'Apache-2.0', hasInstallScript: true } }),
      ],
    },
    ['minor package.json:6'],
  ],
  [
    'a script further down',
    {
      'package-lock.json': [
        lock({}),
        lock({ 'node_modules/x/node_modules/deep': { version: '1.0.0', license: 'MIT', hasInstallScript: true } }),
      ],
    },
    ['major package-lock.json:5'],
  ],
  [
    'requirements',
    { 'requirements.txt': ['flask==3.0.0\n', 'flask==3.0.0\nhttpx>=0.27\n'] },
    ['info requirements.txt:2'],
  ],
  [
    'a typosquat of PyPI',
    { 'requirements.txt': ['flask==3.0.0\n', 'flask==3.0.0\nreqeusts==2.0\n'] },
    ['major requirements.txt:2'],
  ],
  [
    'an address for pip',
    { 'requirements.txt': ['', 'git+https://github.com/someone/tool.git\n'] },
    ['major requirements.txt:1'],
  ],
  [
    'pyproject',
    {
      'pyproject.toml': [
        '[project]\ndependencies = [\n  "flask>=3",\n]\n',
        '[project]\ndependencies = [\n  "flask>=3",\n  "httpx[http2]>=0.27",\n]\n',
      ],
    },
    ['info pyproject.toml:4'],
  ],
  [
    'poetry',
    {
      'pyproject.toml': [
        '[tool.poetry.dependencies]\npython = "^3.12"\n',
        '[tool.poetry.dependencies]\npython = "^3.12"\nhttpx = "^0.27"\n',
      ],
    },
    ['info pyproject.toml:3'],
  ],
  ['a gem', { Gemfile: ["gem 'rails'\n", "gem 'rails'\ngem 'devise', '~> 4.9'\n"] }, ['info Gemfile:2']],
  [
    'a gem from GitHub',
    { Gemfile: ["gem 'rails'\n", "gem 'rails'\ngem 'tool', github: 'someone/tool'\n"] },
    ['major Gemfile:2'],
  ],
  [
    'composer',
    {
      'composer.json': ['{"require": {"php": "^8.2"}}\n', '{"require": {\n"php": "^8.2",\n"nesbot/carbon": "^3.0"}}\n'],
    },
    ['info composer.json:3'],
  ],
  [
    'go',
    {
      'go.mod': [
        'module a\n\ngo 1.22\n',
        'module a\n\ngo 1.22\n\nrequire (\n\tgithub.com/google/uuid v1.6.0\n\tgolang.org/x/sys v0.1.0 // indirect\n)\n',
      ],
    },
    ['info go.mod:6'],
  ],
  [
    'cargo',
    {
      'Cargo.toml': [
        '[package]\nname = "a"\n\n[dependencies]\n',
        '[package]\nname = "a"\n\n[dependencies]\nserde = { version = "1", features = ["derive"] }\n',
      ],
    },
    ['info Cargo.toml:5'],
  ],
  [
    'a script of a page',
    { 'index.html': '<script src="https://cdn.example.com/a.js"></script>\n' },
    ['major index.html:1'],
  ],
  [
    'a known name that stands for another package',
    { 'package.json': [manifest({ lodash: '^4.17.21' }), manifest({ lodash: 'npm:lodahs@^4' })] },
    ['major package.json:5'],
  ],
  [
    'another alias',
    { 'package.json': [manifest({ web: 'npm:express@^5' }), manifest({ web: 'npm:koa@^3' })] },
    ['info package.json:5'],
  ],
  ['an alias of itself', { 'package.json': [was, manifest({ express: 'npm:express@^5.1.0' })] }, []],
  [
    'a newer version of an alias',
    { 'package.json': [manifest({ web: 'npm:express@^5' }), manifest({ web: 'npm:express@^6' })] },
    [],
  ],
  [
    'a folder of requirements',
    { 'requirements/base.txt': ['django==5.0\n', 'django==5.0\nreqeusts==2.31\n'] },
    ['major requirements/base.txt:2'],
  ],
  [
    'what requirements are made from',
    { 'requirements/dev.in': ['django\n', 'django\nhttpx\n'] },
    ['info requirements/dev.in:2'],
  ],
  [
    '.NET',
    {
      'src/Shop.csproj': [
        '<Project Sdk="Microsoft.NET.Sdk">\n  <ItemGroup>\n    <PackageReference Include="Dapper" Version="2.1.35" />\n  </ItemGroup>\n</Project>\n',
        '<Project Sdk="Microsoft.NET.Sdk">\n  <ItemGroup>\n    <PackageReference Include="Dapper" Version="2.1.66" />\n    <PackageReference Include="Polly">\n      <Version>8.5.0</Version>\n    </PackageReference>\n  </ItemGroup>\n</Project>\n',
      ],
    },
    ['info src/Shop.csproj:4'],
  ],
  [
    'a typosquat of NuGet',
    { 'src/Shop.csproj': ['<Project />\n', '<PackageReference Include="Newtonsoft.Jsom" Version="13.0.1" />\n'] },
    ['major src/Shop.csproj:1'],
  ],
  [
    'versions of .NET in one place',
    {
      'Directory.Packages.props': [
        '<Project>\n</Project>\n',
        "<Project>\n  <PackageVersion Version='*' Include='Polly' />\n</Project>\n",
      ],
    },
    ['minor Directory.Packages.props:2'],
  ],
  [
    'a script of a test that a page takes over',
    {
      'test/page.html': ['<script src="https://cdn.example.com/a.js"></script>\n', null],
      'index.html': '<script src="https://cdn.example.com/a.js"></script>\n',
    },
    ['major index.html:1'],
  ],
  [
    'a page that moves',
    {
      'public/index.html': ['<script src="https://cdn.example.com/a.js"></script>\n', null],
      'web/index.html': '<script src="https://cdn.example.com/a.js"></script>\n',
    },
    [],
  ],
  ['a newer version', { 'package.json': [was, manifest({ express: '^5.1.0' })] }, []],
  ['one less', { 'package.json': [manifest({ express: '^5.0.0', zod: '^4.0.0' }), was] }, []],
  ['moved to development', { 'package.json': [was, manifest({}, { devDependencies: { express: '^5.0.0' } })] }, []],
  ['scripts', { 'package.json': [was, manifest({ express: '^5.0.0' }, { scripts: { start: 'node .' } })] }, []],
  ['of the same repository', { 'package.json': [was, manifest({ express: '^5.0.0', ui: 'workspace:*' })] }, []],
  ['a fixture', { 'test/fixtures/package.json': manifest({ zod: '^4.0.0' }) }, []],
  ['a newer gem', { Gemfile: ["gem 'rails', '7.0'\n", "gem 'rails', '7.1'\n"] }, []],
  ['another order', { 'requirements.txt': ['a==1\nb==1\n', 'b==1\na==1\n'] }, []],
  ['a script of the page itself', { 'index.html': '<script src="/app.js"></script>\n' }, []],
  [
    'a script with a hash',
    {
      'index.html':
        '<script src="https://cdn.example.com/a.js" integrity="sha384-abc" crossorigin="anonymous"></script>\n',
    },
    [],
  ],
  ['a link', { 'index.html': '<a href="https://example.com/">x</a>\n' }, []],
])('%s', async (_, files, expected) => {
  expect(await places(newDependencies, files)).toEqual(expected);
});

test('licence and version are named', async () => {
  const files: Files = {
    'package.json': [was, manifest({ express: '^5.0.0', zod: '^4.0.0' })],
    'package-lock.json': [lock({}), lock({ 'node_modules/zod': { version: '4.0.1', license: 'MIT' } })],
  };
  expect((await findings(newDependencies, files)).map(({ title }) => title)).toEqual([
    'New dependency `zod` (^4.0.0, MIT)',
  ]);
});

test('the lines are enough where the whole text is not known', async () => {
  const { diff, context } = change({ 'package.json': [was, manifest({ express: '^5.1.0', zod: '^4.0.0' })] });
  const found = await newDependencies.check(diff, { ...context, texts: new Map() });
  expect(found.map(({ path, line }) => `${path}:${line}`)).toEqual(['package.json:6']);
});

test.each([
  ['lodahs', 'lodash'],
  ['expres', 'express'],
  ['crossenv', 'cross-env'],
  ['axois', 'axios'],
  ['mongose', 'mongoose'],
  ['socketio', 'socket.io'],
  ['node-express', 'express'],
  ['types-node', '@types/node'],
  ['@typos/node', '@types/node'],
])('%s looks like %s', (name, popular) => {
  expect(lookAlike(name, 'npm')).toBe(popular);
});

test.each([
  'preact',
  'vitest',
  'mysql2',
  'koa',
  'zustand',
  'nanoevents',
  'valtio',
  'date-fns-tz',
  'react-dnd',
  'fastify-plugin',
  'pinia',
  'p-limit',
  'babel-core',
  '@types/lodash',
  '@acme/react',
  'hono',
])('%s is a name of its own', (name) => {
  expect(lookAlike(name, 'npm')).toBeNull();
});
