// Lock files, migrations, size, dead code.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { type ChallengeCase, clean, faulty } from './challenge-case.ts';

const pkg = (deps: Record<string, string>, more = {}) =>
  `${JSON.stringify({ name: 'shop', version: '1.0.0', type: 'module', ...more, dependencies: deps }, null, 2)}\n`;
const composerPkg = (name: string, repo: string, ref: string) =>
  `        {\n            "name": "${name}",\n            "version": "3.0.0",\n            "source": {\n                "type": "git",\n                "url": "https://github.com/${repo}.git",\n                "reference": "${ref}"\n            },\n            "dist": {\n                "type": "zip",\n                "url": "https://api.github.com/repos/${repo}/zipball/${ref}",\n                "reference": "${ref}",\n                "shasum": ""\n            },\n            "type": "library"\n        }`;
const composerLock = (...p: string[]) =>
  `{\n    "content-hash": "${p.length}0123456789abcdef",\n    "packages": [\n${p.join(',\n')}\n    ],\n    "packages-dev": []\n}\n`;
const lines = (n: number, f: (i: number) => string) => `${Array.from({ length: n }, (_, i) => f(i)).join('\n')}\n`;
export const filesAndDatabases: readonly ChallengeCase[] = [
  // lockfile-drift
  clean(
    'composer require with its lock',
    {
      'composer.json': '{\n  "require": { "php": "^8.2", "monolog/monolog": "^3.0", "psr/log": "^3.0" }\n}\n',
      'composer.lock': composerLock(
        composerPkg('psr/log', 'php-fig/log', 'aaa'),
        composerPkg('monolog/monolog', 'Seldaek/monolog', 'bbb'),
      ),
    },
    {
      'composer.json': '{\n  "require": { "php": "^8.2", "psr/log": "^3.0" }\n}\n',
      'composer.lock': composerLock(composerPkg('psr/log', 'php-fig/log', 'aaa')),
    },
  ),
  faulty(
    'lockfile-drift',
    'poetry.lock hash of same version changed',
    {
      'poetry.lock':
        '[[package]]\nname = "django"\nversion = "5.0"\nfiles = [\n    {file = "Django-5.0.tar.gz", hash = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},\n]\n',
    },
    {
      'poetry.lock':
        '[[package]]\nname = "django"\nversion = "5.0"\nfiles = [\n    {file = "Django-5.0.tar.gz", hash = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},\n]\n',
    },
  ),
  faulty(
    'lockfile-drift',
    'uv.lock url host changed',
    {
      'uv.lock':
        '[[package]]\nname = "django"\nversion = "5.0"\nsdist = { url = "https://files.evil.net/django-5.0.tar.gz", hash = "sha256:aaaa" }\n',
    },
    {
      'uv.lock':
        '[[package]]\nname = "django"\nversion = "5.0"\nsdist = { url = "https://files.pythonhosted.org/django-5.0.tar.gz", hash = "sha256:aaaa" }\n',
    },
  ),
  faulty(
    'lockfile-drift',
    'yarn.lock changes, but without the new dependency',
    {
      'package.json': pkg({ ms: '^2.0.0', zod: '^4.0.0' }),
      'yarn.lock':
        '# yarn lockfile v1\n\n\nms@^2.0.0:\n  version "2.1.3"\n  resolved "https://registry.yarnpkg.com/ms/-/ms-2.1.3.tgz#574"\n  integrity sha512-bbb==\n',
    },
    {
      'package.json': pkg({ ms: '^2.0.0' }),
      'yarn.lock':
        '# yarn lockfile v1\n\n\nms@^2.0.0:\n  version "2.1.2"\n  resolved "https://registry.yarnpkg.com/ms/-/ms-2.1.2.tgz#573"\n  integrity sha512-aaa==\n',
    },
  ),
  faulty(
    'lockfile-drift',
    'pnpm importers differ from package.json',
    {
      'package.json': pkg({ ms: '^2.0.0', zod: '^4.0.0' }),
      'pnpm-lock.yaml':
        "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      ms:\n        specifier: ^2.1.0\n        version: 2.1.3\npackages:\n  ms@2.1.3:\n    resolution: {integrity: sha512-aaa}\n",
    },
    {
      'package.json': pkg({ ms: '^2.0.0' }),
      'pnpm-lock.yaml':
        "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      ms:\n        specifier: ^2.0.0\n        version: 2.1.3\npackages:\n  ms@2.1.3:\n    resolution: {integrity: sha512-aaa}\n",
    },
  ),
  faulty(
    'lockfile-drift',
    'csproj without packages.lock.json',
    {
      'Shop.csproj':
        '<Project>\n  <ItemGroup>\n    <PackageReference Include="Dapper" Version="2.1.0" />\n  </ItemGroup>\n</Project>\n',
    },
    {
      'Shop.csproj': '<Project>\n  <ItemGroup>\n  </ItemGroup>\n</Project>\n',
      'packages.lock.json': '{\n  "version": 1,\n  "dependencies": {}\n}\n',
    },
  ),
  faulty(
    'lockfile-drift',
    'mix.exs without mix.lock',
    { 'mix.exs': 'defp deps do\n  [{:jason, "~> 1.4"}, {:req, "~> 0.5"}]\nend\n' },
    {
      'mix.exs': 'defp deps do\n  [{:jason, "~> 1.4"}]\nend\n',
      'mix.lock': '%{\n  "jason": {:hex, :jason, "1.4.0"},\n}\n',
    },
  ),
  clean(
    'lock file moves with its app',
    {
      'package-lock.json': null,
      'package.json': null,
      'web/package.json': pkg({ ms: '^2.0.0' }),
      'web/package-lock.json': `${JSON.stringify(
        {
          name: 'shop',
          lockfileVersion: 3,
          packages: {
            '': { name: 'shop', dependencies: { ms: '^2.0.0' } },
            'node_modules/ms': {
              version: '2.1.3',
              resolved: 'https://npm.corp.example/ms/-/ms-2.1.3.tgz',
              integrity: 'sha512-a',
            },
          },
        },
        null,
        2,
      )}\n`,
    },
    {
      '.npmrc': 'registry=https://npm.corp.example/\n',
      'package.json': pkg({ ms: '^2.0.0' }),
      'package-lock.json': `${JSON.stringify(
        {
          name: 'shop',
          lockfileVersion: 3,
          packages: {
            '': { name: 'shop', dependencies: { ms: '^2.0.0' } },
            'node_modules/ms': {
              version: '2.1.3',
              resolved: 'https://npm.corp.example/ms/-/ms-2.1.3.tgz',
              integrity: 'sha512-a',
            },
          },
        },
        null,
        2,
      )}\n`,
    },
  ),
  // migrations
  faulty(
    'migrations',
    '"-- rollback" note before the drop',
    {
      'db/migrations/20240102_archive.sql':
        '-- rollback is not possible: the rows are in the archive since May\nDROP TABLE users;\n',
    },
    {},
    'major',
  ),
  faulty(
    'migrations',
    'mongo drop',
    { 'migrations/20240102-drop.js': "export async function up(db) {\n  await db.collection('users').drop();\n}\n" },
    {},
    'major',
  ),
  faulty(
    'migrations',
    'postgres RENAME without COLUMN',
    { 'db/migrations/20240102_r.sql': 'ALTER TABLE users RENAME email TO mail;\n' },
    {},
    'major',
  ),
  faulty(
    'migrations',
    'sequelize bulkDelete',
    {
      'migrations/20240102-x.js':
        "module.exports = {\n  up: async (queryInterface) => {\n    await queryInterface.bulkDelete('Users', {});\n  },\n  down: async () => {},\n};\n",
    },
    {},
    'major',
  ),
  faulty(
    'migrations',
    'ecto remove',
    {
      'priv/repo/migrations/20240102000000_x.exs':
        'defmodule Shop.Repo.Migrations.X do\n  use Ecto.Migration\n  def change do\n    alter table(:users) do\n      remove :email\n    end\n  end\nend\n',
    },
    {},
    'major',
  ),
  faulty(
    'migrations',
    'laravel column that old rows cannot fill',
    {
      'database/migrations/2024_01_02_000000_x.php':
        "<?php\nreturn new class extends Migration {\n    public function up(): void {\n        Schema::table('users', function (Blueprint $table) {\n            $table->string('phone');\n        });\n    }\n};\n",
    },
    {},
    'major',
  ),
  faulty(
    'migrations',
    'knex notNullable on an old table',
    {
      'migrations/20240102_x.js':
        "export const up = (knex) =>\n  knex.schema.alterTable('users', (table) => {\n    table.string('phone').notNullable();\n  });\n",
    },
    {},
    'major',
  ),
  faulty(
    'migrations',
    'prisma field removed, db push project',
    { 'prisma/schema.prisma': 'model User {\n  id Int @id\n}\n' },
    { 'prisma/schema.prisma': 'model User {\n  id Int @id\n  email String\n}\n' },
    'major',
  ),
  faulty(
    'migrations',
    'EF Core DropColumn in Up',
    {
      'Migrations/20240102_X.cs':
        'public partial class X : Migration\n{\n    protected override void Up(MigrationBuilder migrationBuilder)\n    {\n        migrationBuilder.DropColumn(name: "Email", table: "Users");\n    }\n}\n',
    },
    {},
    'major',
  ),
  faulty(
    'migrations',
    'delete from x where true',
    { 'db/migrations/20240102_d.sql': 'DELETE FROM orders WHERE true;\n' },
    {},
    'major',
  ),
  clean(
    'rename of a query file',
    { 'sql/report.sql': null, 'sql/reports/daily.sql': 'SELECT id, total FROM orders WHERE day = $1;\n' },
    { 'sql/report.sql': 'SELECT id, total FROM orders WHERE day = $1;\n' },
  ),
  clean('a page on bird migrations', {
    'src/pages/migrations/index.jsx':
      "export const Page = () => <Map layers={['spring', 'autumn']} onRename={(column) => column} />;\n",
  }),
  clean('rails down drops what up made', {
    'db/migrate/20240102000000_x.rb':
      'class X < ActiveRecord::Migration[7.1]\n  def up\n    create_table :notes do |t|\n      t.string :title\n    end\n  end\n\n  def down\n    drop_table :notes\n  end\nend\n',
  }),
  // size
  clean(
    'a 900-line file is renamed',
    { 'src/old.css': null, 'src/new.css': lines(900, (i) => `.c${i} { width: ${i}px; }`) },
    { 'src/old.css': lines(900, (i) => `.c${i} { width: ${i}px; }`) },
  ),
  faulty('size', '2000 lines written by hand under src/generated/', {
    'src/generated/handlers.js': lines(2000, (i) => `export const h${i} = (a) => a + ${i};`),
  }),
  faulty('size', '2000 lines under src/coverage/', {
    'src/coverage/rates.js': lines(2000, (i) => `export const h${i} = (a) => a + ${i};`),
  }),
  faulty('size', 'one 300 kB line of json config', {
    'src/rules.json': `${JSON.stringify(Array.from({ length: 8000 }, (_, i) => ({ id: i, when: `a>${i}`, so: 'b' })))}\n`,
  }),
  // dead code
  faulty('dead-code', 'js without semicolons after return', {
    'src/a.js': 'export function total(items) {\n  return items.length\n  audit(items)\n}\n',
  }),
  faulty('dead-code', 'kotlin after return', {
    'src/A.kt': 'fun total(items: List<Int>): Int {\n    return items.sum()\n    audit(items)\n}\n',
  }),
  faulty('dead-code', 'css rule commented out', {
    'src/a.css': 'body { color: #222; }\n/* .old-banner {\n  display: block;\n  width: 100%;\n} */\n',
  }),
  faulty('dead-code', 'yaml steps commented out', {
    'docker-compose.yml':
      'services:\n  web:\n    image: shop\n  # redis:\n  #   image: redis:7\n  #   ports:\n  #     - "6379:6379"\n',
  }),
  faulty('dead-code', 'unused destructured names', {
    'src/a.js':
      "import { readFileSync } from 'node:fs';\nconst { host, port } = JSON.parse(readFileSync('c.json', 'utf8'));\nexport const address = () => host;\n",
  }),
  faulty('dead-code', 'jsx comment with markup', {
    'src/A.jsx':
      'export const A = () => (\n  <main>\n    {/* <OldBanner title="Sale" onClose={close} /> */}\n    <List />\n  </main>\n);\n',
  }),
  faulty('dead-code', 'ruby =begin block', {
    'a.rb':
      'def total(items)\n  items.sum\nend\n=begin\ndef total_old(items)\n  items.inject(0) { |a, b| a + b }\nend\n=end\n',
  }),
  faulty('dead-code', 'java unused private method', {
    'src/main/java/A.java':
      'public class A {\n  public int total() {\n    return 1;\n  }\n\n  private int oldTotal(int x) {\n    return x + 1;\n  }\n}\n',
  }),
  clean('python formula in a comment', {
    'a.py': 'def area(width, height):\n    # area = width * height\n    return width * height\n',
  }),
  clean('ruby formula in a comment', {
    'a.rb': 'def total(price, qty)\n  # total = price * qty\n  price * qty\nend\n',
  }),
  clean('how to run it, in a script', {
    'scripts/up.sh':
      '#!/bin/sh\n# Start everything:\n#   docker compose up -d\n#   npm run seed\ndocker compose up -d\nnpm run seed\n',
  }),
  clean('js comment names a call', {
    'src/a.js':
      '// The order matters, see cart.total(items).\nexport const a = 1;\n// Same shape as JSON.parse(text)\nexport const b = 2;\n',
  }),
];
