// Changes of what a project is made of: dependencies, lock files, migrations, generated files, size.
import { common, type ReviewCase, tested } from '../case.ts';

const manifest = common['package.json'] ?? '';
const lock = common['package-lock.json'] ?? '';
const cart = common['src/cart.js'] ?? '';
const withDependency = (name: string, range: string): string =>
  manifest.replace('"express": "^4.19.2"', `"express": "^4.19.2", "${name}": "${range}"`);
const locked = (name: string, version: string, more = ''): string =>
  lock
    .replace(
      '"dependencies": { "express": "^4.19.2" }',
      `"dependencies": { "express": "^4.19.2", "${name}": "^${version}" }`,
    )
    .replace(
      '    "node_modules/express"',
      `    "node_modules/${name}": { "version": "${version}", "resolved": "https://registry.npmjs.org/${name}/-/${name}-${version}.tgz", "integrity": "sha512-BBBB", "license": "MIT"${more} },\n    "node_modules/express"`,
    );
const composer = (...packages: readonly [name: string, repository: string, archive?: string][]): string =>
  `${JSON.stringify(
    {
      packages: packages.map(([name, repository, archive = repository]) => ({
        name,
        version: '3.0.0',
        source: { type: 'git', url: `https://github.com/${repository}.git`, reference: 'aaa' },
        dist: { type: 'zip', url: `https://api.github.com/repos/${archive}/zipball/aaa`, reference: 'aaa' },
        license: ['MIT'],
      })),
    },
    null,
    4,
  )}\n`;
const composerBefore = {
  'composer.json': '{\n  "require": { "psr/log": "^3.0" }\n}\n',
  'composer.lock': composer(['psr/log', 'php-fig/log']),
};
const composerAfter = '{\n  "require": { "psr/log": "^3.0", "monolog/monolog": "^3.0" }\n}\n';
const privateLock = lock.replace('https://registry.npmjs.org', 'https://npm.shop.internal');
const better = cart.replace('item.price', '(item.price ?? 0)');

export const packageCases: readonly ReviewCase[] = [
  {
    name: 'a new library with its lock',
    faults: ['new-dependencies', 'protected-paths'],
    before: {},
    after: { 'package.json': withDependency('dayjs', '^1.11.10'), 'package-lock.json': locked('dayjs', '1.11.10') },
  },
  {
    name: 'a library that sounds like another',
    faults: ['new-dependencies', 'protected-paths'],
    before: {},
    after: { 'package.json': withDependency('expresss', '^1.0.0'), 'package-lock.json': locked('expresss', '1.0.0') },
  },
  {
    name: 'a library with an install script',
    faults: ['new-dependencies', 'protected-paths'],
    before: {},
    after: {
      'package.json': withDependency('fast-tool', '^2.0.0'),
      'package-lock.json': locked('fast-tool', '2.0.0', ', "hasInstallScript": true'),
    },
  },
  {
    name: 'a library of python',
    faults: ['new-dependencies', 'protected-paths'],
    before: { 'requirements.txt': 'flask==3.0.3\n' },
    after: { 'requirements.txt': 'flask==3.0.3\nreqeusts==2.32.3\n' },
  },
  {
    name: 'a library of python, in a folder',
    faults: ['new-dependencies', 'protected-paths'],
    before: { 'requirements/base.txt': 'flask==3.0.3\n' },
    after: { 'requirements/base.txt': 'flask==3.0.3\nreqeusts==2.32.3\n' },
  },
  {
    name: 'a library of .NET',
    faults: ['new-dependencies', 'protected-paths'],
    before: { 'api/Shop.csproj': '<Project Sdk="Microsoft.NET.Sdk">\n</Project>\n' },
    after: {
      'api/Shop.csproj':
        '<Project Sdk="Microsoft.NET.Sdk">\n  <ItemGroup>\n    <PackageReference Include="Newtonsoft.Jsom" Version="13.0.1" />\n  </ItemGroup>\n</Project>\n',
    },
  },
  {
    name: 'a known name for another library',
    faults: ['new-dependencies', 'lockfile-drift', 'protected-paths'],
    before: {},
    after: { 'package.json': manifest.replace('"express": "^4.19.2"', '"express": "npm:expresss@^4"') },
  },
  {
    name: 'a page moves with its script',
    faults: [],
    before: {
      'public/index.html': '<script src="https://cdn.jsdelivr.net/npm/vue@3.4.0/dist/vue.global.js"></script>\n',
    },
    after: {
      'public/index.html': null,
      'web/index.html': '<script src="https://cdn.jsdelivr.net/npm/vue@3.4.0/dist/vue.global.js"></script>\n',
    },
  },
  {
    name: 'another script of npm',
    faults: ['protected-paths'],
    before: {},
    after: {
      'package.json': manifest.replace('"test": "node --test"', '"test": "node --test", "start": "node src/server.js"'),
    },
  },
  {
    name: 'an import of what is there',
    faults: [],
    before: {},
    after: {
      'src/other.js': "import express from 'express';\n\nexport const router = express.Router();\n",
      'test/other.test.js':
        "import test from 'node:test';\nimport assert from 'node:assert';\nimport { router } from '../src/other.js';\n\ntest('is there', () => assert.ok(router));\n",
    },
  },
  {
    name: 'a package that is only spoken of',
    faults: [],
    before: {},
    after: { 'docs/libraries.md': 'We looked at `dayjs` and `moment`.\n' },
  },

  {
    name: 'a dependency without its lock',
    faults: ['lockfile-drift', 'new-dependencies', 'protected-paths'],
    before: {},
    after: { 'package.json': withDependency('dayjs', '^1.11.10') },
  },
  {
    name: 'a lock that changes alone',
    faults: ['lockfile-drift', 'protected-paths'],
    before: {},
    after: { 'package-lock.json': lock.replace('sha512-AAAA', 'sha512-CCCC') },
  },
  {
    name: 'a package from another host',
    faults: ['lockfile-drift', 'protected-paths'],
    before: {},
    after: {
      'package-lock.json': lock.replace('https://registry.npmjs.org/express', 'https://packages.example.net/express'),
    },
  },
  {
    name: 'a lock without integrity',
    faults: ['lockfile-drift', 'protected-paths'],
    before: {},
    after: { 'package-lock.json': lock.replace(', "integrity": "sha512-AAAA"', '') },
  },
  {
    name: 'composer fetches the archive of another repository',
    faults: ['lockfile-drift', 'new-dependencies', 'protected-paths'],
    before: composerBefore,
    after: {
      'composer.json': composerAfter,
      'composer.lock': composer(['psr/log', 'php-fig/log'], ['monolog/monolog', 'Seldaek/monolog', 'someone/monolog']),
    },
  },
  {
    name: 'a library of composer with its lock',
    faults: ['new-dependencies', 'protected-paths'],
    before: composerBefore,
    after: {
      'composer.json': composerAfter,
      'composer.lock': composer(['psr/log', 'php-fig/log'], ['monolog/monolog', 'Seldaek/monolog']),
    },
  },
  {
    name: 'a lock of another registry moves',
    faults: ['protected-paths'],
    before: { 'tools/package.json': manifest, 'tools/package-lock.json': privateLock },
    after: {
      'tools/package.json': null,
      'tools/package-lock.json': null,
      'web/package-lock.json': privateLock,
    },
  },
  {
    name: 'a lock of the registry that the settings name',
    faults: ['protected-paths'],
    before: { '.npmrc': 'registry=https://npm.shop.internal/\n', 'web/package.json': manifest },
    after: { 'web/package-lock.json': privateLock },
  },
  {
    name: 'both move together',
    faults: ['protected-paths'],
    before: {},
    after: {
      'package.json': manifest.replace('^4.19.2', '^4.20.0'),
      'package-lock.json': lock
        .replaceAll('^4.19.2', '^4.20.0')
        .replace('"version": "4.19.2"', '"version": "4.20.0"')
        .replace('express-4.19.2.tgz', 'express-4.20.0.tgz')
        .replace('sha512-AAAA', 'sha512-DDDD'),
    },
  },
  {
    name: 'a name of the project',
    faults: ['protected-paths'],
    before: {},
    after: { 'package.json': manifest.replace('"name": "shop"', '"name": "shop",\n  "description": "A shop"') },
  },

  {
    name: 'a table is dropped',
    faults: ['migrations'],
    before: {},
    after: { 'migrations/0004-drop-carts.sql': 'DROP TABLE carts;\n' },
  },
  {
    name: 'a table is dropped, and a comment speaks of the way back',
    faults: ['migrations'],
    before: {},
    after: {
      'db/archive.sql': '-- rollback is not possible: the rows are in the archive since May\nDROP TABLE carts;\n',
    },
  },
  {
    name: 'a column is added',
    faults: ['migrations'],
    before: {},
    after: {
      'db/migrate/20260101_add_note.rb':
        'class AddNote < ActiveRecord::Migration[7.1]\n  def change\n    add_column :carts, :note, :string\n  end\nend\n',
    },
  },
  {
    name: 'a prisma migration',
    faults: ['migrations'],
    before: {},
    after: { 'prisma/migrations/20260101000000_note/migration.sql': 'ALTER TABLE "Cart" ADD COLUMN "note" TEXT;\n' },
  },
  {
    name: 'an alembic migration',
    faults: ['migrations'],
    before: {},
    after: {
      'alembic/versions/3f2a_note.py':
        '"""note"""\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = "3f2a"\ndown_revision = "1b2c"\n\n\ndef upgrade():\n    op.add_column("carts", sa.Column("note", sa.String()))\n\n\ndef downgrade():\n    op.drop_column("carts", "note")\n',
    },
  },
  {
    name: 'a query that reads',
    faults: [],
    before: {},
    after: {
      'src/reports.js': "export const open = (db) => db.query('SELECT id FROM carts WHERE paid = false');\n",
      'test/reports.test.js':
        "import test from 'node:test';\nimport assert from 'node:assert';\nimport { open } from '../src/reports.js';\n\ntest('asks', () => assert.equal(open({ query: (text) => text.length > 0 }), true));\n",
    },
  },
  {
    name: 'a document about migrations',
    faults: [],
    before: {},
    after: { 'docs/migrations.md': 'Migrations are numbered and never changed.\n' },
  },

  {
    name: 'a minified file',
    faults: ['generated-files'],
    before: {},
    after: {
      'public/app.min.js': `${'!function(e,t){"use strict";var n=e.document,r=t.length;for(var o=0;o<r;o++)n.write(t[o])}(window,[]);'.repeat(30)}\n`,
    },
  },
  {
    name: 'a folder of the build',
    faults: ['generated-files'],
    before: {},
    after: {
      'dist/cart.js':
        '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.total = void 0;\nfunction total(items) { return items.reduce((sum, item) => sum + item.price, 0); }\nexports.total = total;\n',
    },
  },
  {
    name: 'packages are committed',
    faults: ['generated-files', 'protected-paths'],
    before: {},
    after: { 'node_modules/left/index.js': 'module.exports = 1;\n' },
  },
  {
    name: 'what the cover says is generated',
    faults: ['generated-files'],
    before: {},
    after: {
      'src/api/client.js': `// Code generated by openapi-generator. DO NOT EDIT.\nexport const list = () => fetch('/carts');\n`,
      ...tested,
    },
  },
  {
    name: 'a source with a name like one',
    faults: [],
    before: {},
    after: {
      'src/distance.js': 'export const distance = (a, b) => Math.abs(a - b);\n',
      'test/distance.test.js':
        "import test from 'node:test';\nimport assert from 'node:assert';\nimport { distance } from '../src/distance.js';\n\ntest('is never negative', () => assert.equal(distance(1, 3), 2));\n",
    },
  },
  {
    name: 'a generator',
    faults: [],
    before: {},
    after: {
      'src/ids.js': 'export function* ids() {\n  for (let id = 1; ; id += 1) yield id;\n}\n',
      'test/ids.test.js':
        "import test from 'node:test';\nimport assert from 'node:assert';\nimport { ids } from '../src/ids.js';\n\ntest('begins with one', () => assert.equal(ids().next().value, 1));\n",
    },
  },

  {
    name: 'two thousand lines',
    faults: ['size'],
    before: {},
    after: { 'docs/words.md': Array.from({ length: 2_000 }, (_, index) => `- word ${index}`).join('\n') },
  },
  {
    name: 'many files together',
    faults: ['size'],
    before: {},
    after: Object.fromEntries(
      Array.from({ length: 20 }, (_, file) => [
        `docs/part-${file}.md`,
        Array.from({ length: 90 }, (__, line) => `Line ${line} of part ${file}`).join('\n'),
      ]),
    ),
  },
  {
    name: 'a rewrite',
    faults: ['size'],
    before: { 'docs/old.md': Array.from({ length: 900 }, (_, index) => `old ${index}`).join('\n') },
    after: { 'docs/old.md': Array.from({ length: 900 }, (_, index) => `new ${index}`).join('\n') },
  },
  {
    name: 'a long file moves',
    faults: [],
    before: { 'docs/words.md': Array.from({ length: 900 }, (_, index) => `- word ${index}`).join('\n') },
    after: {
      'docs/words.md': null,
      'docs/lists/words.md': Array.from({ length: 900 }, (_, index) => `- word ${index}`).join('\n'),
    },
  },
  {
    name: 'a chair in three dimensions',
    faults: [],
    before: {},
    after: { 'public/models/chair.obj': '# Blender\nv 0.5 0.5 0\nv 0 1 0\nv 1 0 0\nf 1 2 3\n' },
  },
  {
    name: 'five hundred lines',
    faults: [],
    before: {},
    after: { 'docs/words.md': Array.from({ length: 500 }, (_, index) => `- word ${index}`).join('\n') },
  },
  { name: 'a small one', faults: [], before: {}, after: { 'src/cart.js': better, ...tested } },
];
