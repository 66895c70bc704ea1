// Changes of a database: named, or objected to.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { expect, test } from '@jest/globals';
import { migrations } from '../../../action/src/review-pr/rules/change/migrations.ts';
import { type Files, places } from './change.ts';

const at = 'migrations/20260101_a.sql';

test.each<[string, Files, string[]]>([
  ['a new table', { [at]: 'CREATE TABLE todos (id INTEGER PRIMARY KEY, text TEXT NOT NULL);\n' }, [`info ${at}:1`]],
  ['a new column', { [at]: 'ALTER TABLE todos ADD COLUMN due DATE;\n' }, [`info ${at}:1`]],
  [
    'a new column with a default',
    { [at]: "ALTER TABLE todos ADD COLUMN a TEXT NOT NULL DEFAULT '';\n" },
    [`info ${at}:1`],
  ],
  ['an index', { [at]: 'CREATE INDEX a ON todos (due);\nDROP INDEX b;\n' }, [`info ${at}:1`]],
  ['a constraint dropped', { [at]: 'ALTER TABLE todos DROP CONSTRAINT a;\n' }, [`info ${at}:1`]],
  ['some rows deleted', { [at]: 'DELETE FROM todos WHERE done = 1;\n' }, [`info ${at}:1`]],
  ['a table dropped', { [at]: 'DROP TABLE todos;\n' }, [`major ${at}:1`]],
  ['a column dropped', { [at]: 'ALTER TABLE todos\n  DROP COLUMN due;\n' }, [`major ${at}:1`]],
  ['emptied', { [at]: 'TRUNCATE todos;\n' }, [`major ${at}:1`]],
  ['all rows deleted', { [at]: 'DELETE FROM todos;\n' }, [`major ${at}:1`]],
  ['all rows changed', { [at]: 'UPDATE todos SET done = 0;\n' }, [`major ${at}:1`]],
  ['some rows changed', { [at]: 'UPDATE todos SET done = 0\nWHERE done IS NULL;\n' }, [`info ${at}:1`]],
  ['a type', { [at]: 'ALTER TABLE todos ALTER COLUMN id TYPE BIGINT;\n' }, [`major ${at}:1`]],
  ['renamed', { [at]: 'ALTER TABLE todos RENAME COLUMN a TO b;\n' }, [`major ${at}:1`]],
  ['no value', { [at]: 'ALTER TABLE todos ADD COLUMN due DATE NOT NULL;\n' }, [`major ${at}:1`]],
  ['two statements', { [at]: 'CREATE TABLE a (id INT);\nDROP TABLE b;\n' }, [`major ${at}:2`]],
  ['a comment', { [at]: '-- DROP TABLE todos;\nCREATE TABLE a (id INT);\n' }, [`info ${at}:1`]],
  ['the way back', { 'migrations/001_a.down.sql': 'DROP TABLE todos;\n' }, ['info migrations/001_a.down.sql:1']],
  ['goose', { [at]: '-- +goose Up\nCREATE TABLE a (id INT);\n-- +goose Down\nDROP TABLE a;\n' }, [`info ${at}:1`]],
  [
    'a word about the way back',
    { [at]: '-- rollback is not possible: the rows are in the archive since May\nDROP TABLE users;\n' },
    [`major ${at}:2`],
  ],
  [
    'a word in brackets',
    { [at]: '-- rollback (see the wiki) is not possible\nDROP TABLE users;\n' },
    [`major ${at}:2`],
  ],
  ['a word about what is down', { [at]: '-- DOWN time is expected\nDROP TABLE users;\n' }, [`major ${at}:2`]],
  ['a way back of liquibase', { [at]: '--rollback DROP TABLE a;\nDROP TABLE b;\n' }, [`major ${at}:2`]],
  ['the way back below', { [at]: 'CREATE TABLE a (id INT);\n\n-- rollback\nDROP TABLE a;\n' }, [`info ${at}:1`]],
  [
    'the way back below, underlined',
    { [at]: 'CREATE TABLE a (id INT);\n-- ROLLBACK: --\nDROP TABLE a;\n' },
    [`info ${at}:1`],
  ],
  [
    'the way back of node-pg-migrate',
    { [at]: '-- Up Migration\nCREATE TABLE a (id INT);\n-- Down Migration\nDROP TABLE a;\n' },
    [`info ${at}:1`],
  ],
  [
    'knex',
    {
      'migrations/20260101_a.js':
        "exports.up = (knex) => knex.schema.createTable('a', (t) => t.increments());\nexports.down = (knex) => knex.schema.dropTable('a');\n",
    },
    ['info migrations/20260101_a.js:1'],
  ],
  [
    'knex dropping',
    { 'migrations/20260101_a.js': "exports.up = (knex) => knex.schema.dropTable('a');\nexports.down = () => {};\n" },
    ['major migrations/20260101_a.js:1'],
  ],
  [
    'typeorm',
    {
      'src/migrations/1700000000000-A.ts':
        'export class A {\n  async up(q: Q) {\n    await q.query(`ALTER TABLE "a" DROP COLUMN "b"`);\n  }\n  async down(q: Q) {\n    await q.query(`DROP TABLE "a"`);\n  }\n}\n',
    },
    ['major src/migrations/1700000000000-A.ts:3'],
  ],
  [
    'rails',
    {
      'db/migrate/20260101000000_a.rb':
        'class A < ActiveRecord::Migration[7.0]\n  def change\n    add_column :todos, :due, :date\n  end\nend\n',
    },
    ['info db/migrate/20260101000000_a.rb:1'],
  ],
  [
    'rails dropping',
    {
      'db/migrate/20260101000000_a.rb':
        'class A < ActiveRecord::Migration[7.0]\n  def change\n    remove_column :todos, :due\n  end\nend\n',
    },
    ['major db/migrate/20260101000000_a.rb:3'],
  ],
  [
    'django',
    {
      'app/migrations/0002_a.py':
        'class Migration(migrations.Migration):\n    operations = [\n        migrations.AddField("todo", "due", models.DateField(null=True)),\n    ]\n',
    },
    ['info app/migrations/0002_a.py:1'],
  ],
  [
    'django dropping',
    {
      'app/migrations/0002_a.py':
        'class Migration(migrations.Migration):\n    operations = [\n        migrations.RemoveField("todo", "due"),\n    ]\n',
    },
    ['major app/migrations/0002_a.py:2'],
  ],
  [
    'alembic',
    {
      'alembic/versions/ab12cd34ef56_a.py':
        'def upgrade():\n    op.drop_table("a")\n\ndef downgrade():\n    op.create_table("a")\n',
    },
    ['major alembic/versions/ab12cd34ef56_a.py:2'],
  ],
  [
    'prisma',
    { 'prisma/migrations/20260101_a/migration.sql': 'ALTER TABLE "User" ADD COLUMN "a" TEXT;\n' },
    ['info prisma/migrations/20260101_a/migration.sql:1'],
  ],
  [
    'an applied migration changed',
    { [at]: ['CREATE TABLE a (id INT);\n', 'CREATE TABLE a (id BIGINT);\n'] },
    [`major ${at}:1`],
  ],
  ['an applied migration deleted', { [at]: ['CREATE TABLE a (id INT);\n', null] }, [`major ${at}:null`]],
  ['a schema elsewhere', { 'sql/tables.sql': 'CREATE TABLE a (id INT);\n' }, ['info sql/tables.sql:1']],
  ['a tool', { 'src/db.ts': 'await sequelize.sync({ force: true });\n' }, ['major src/db.ts:1']],
  ['a query', { 'sql/report.sql': 'SELECT * FROM todos;\n' }, []],
  ['code about migrations', { 'src/migrate-button.ts': "export const label = 'DROP TABLE';\n" }, []],
  [
    'the list of migrations',
    { 'src/migrations/index.ts': ["export * from './001';\n", "export * from './001';\nexport * from './002';\n"] },
    [],
  ],
  ['a document', { 'docs/migrations/v2.md': 'Run `DROP TABLE a;`\n' }, []],
  ['a test', { 'test/migrations/a.test.ts': "db.exec('DROP TABLE a');\n" }, []],
  ['a map called truncate', { 'src/a.ts': 'text.truncate();\n' }, []],
])('%s', async (_, files, expected) => {
  expect(await places(migrations, files)).toEqual(expected);
});
