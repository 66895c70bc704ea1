// Changes of a database: named always; those that lose data or break what runs are objected to.
import type { Finding } from '../../../../../src/contract/finding.ts';
import type { ChangedFile, Diff } from '../../diff.ts';
import { isDocument, isTestFile, languageOf } from '../../kinds-of-files.ts';
import type { ReviewContext, Rule } from '../../rule.ts';
import { found, lookAt } from '../source/found.ts';
import { type Code, newStatements, readCode } from '../source/read-code.ts';

export const migrations: Rule = {
  name: 'migrations',
  title: 'The database is changed',
  looksFor:
    'Migrations, and SQL that changes tables. Without loss they are only named. Dropped or emptied tables and columns, rows deleted or changed without a condition, changed types, new columns that old rows cannot fill, and changes of a migration that was applied before are objections. The way back (`down`) does not count.',
  reason: 'Data that is lost does not come back with a revert, and old code runs on the new tables for a while.',
  remedy: 'Add first, move the data, and remove in a later release; a person must agree to a loss.',
  examples: {
    bad: 'ALTER TABLE users DROP COLUMN email;',
    good: 'ALTER TABLE users ADD COLUMN contact TEXT;',
  },
  check: (diff, context) => diff.flatMap((file) => migrationIn(file, diff, context)),
};

function migrationIn(file: ChangedFile, diff: Diff, context: ReviewContext): Finding[] {
  if (isTestFile(file.path) || isDocument(file.path)) return [];
  const code = readCode(file, diff, context) ?? schemaLines(file);
  const isMigration = isMigrationFile(file, code);
  if (isMigration && file.status !== 'added' && isVersioned(file.path)) return [rewritten(file)];
  if (code === null) return [];
  const losses = lossesIn(file, code, isMigration);
  if (losses.length > 0 || !isMigration) return losses;
  const line = file.added[0]?.number ?? null;
  return [
    found(migrations, {
      severity: 'info',
      path: file.path,
      line,
      title: 'The change holds a migration of the database',
      explanation:
        'Nothing in it was seen to lose data. Check that it also runs on the data of production, and while the old code still runs.',
      evidence: file.added.find(({ text }) => schemaChange.test(text.slice(0, 1_000)))?.text ?? file.path,
      verify: lookAt(file.path, line),
    }),
  ];
}

function rewritten(file: ChangedFile): Finding {
  return found(migrations, {
    severity: 'major',
    path: file.path,
    line: file.added[0]?.number ?? null,
    title: `A migration that may have been applied was ${file.status === 'deleted' ? 'deleted' : 'changed'}`,
    explanation: 'Databases that have run it do not run it again and stay different for ever. Write a new migration.',
    evidence: file.added[0]?.text ?? file.path,
    verify: `See when it was added: \`git log --follow ${file.path}\`.`,
  });
}

const folder =
  /(?:^|\/)(?:migrations?|migrate|alembic\/versions|db\/versions|flyway|liquibase|changelogs?\/db|changesets\/db)\//i;
const versioned =
  /(?:^|\/)(?:V\d[\w.]*__|\d{3,}[_-]|\d{8,}|\d{1,4}[._-][a-z]|[0-9a-f]{10,12}_)[^/]*(?:\/[^/]+)?\.(?:sql|[cm]?[jt]s|py|rb|php|go|ya?ml|xml)$/i;
const schemaFile = /(?:^|\/)(?:schema\.prisma|db\/schema\.rb|structure\.sql|schema\.sql)$/;
const schemaChange =
  /\b(?:CREATE|ALTER|DROP|TRUNCATE|RENAME)\s+(?:(?:UNIQUE|TEMPORARY|TEMP|MATERIALIZED|OR\s+REPLACE|FOREIGN)\s+)*(?:TABLE|INDEX|VIEW|COLUMN|TYPE|SCHEMA|DATABASE|SEQUENCE|TRIGGER|FUNCTION|CONSTRAINT)\b|\b(?:create|alter|drop|rename)_?(?:table|index|column|view|schema)\w*\s*\(|\b(?:add|remove|drop|rename|change|create|alter)_(?:column|table|index|reference|foreign_key)\b|\bop\.(?:add|drop|alter|create|rename|execute)|\bmigrations\.(?:AddField|CreateModel|RemoveField|DeleteModel|AlterField|RenameField|RunSQL|RunPython)|\bSchema::(?:create|table|drop)|\b(?:add|remove|change|rename|drop)Column\b|^\s*(?:model|enum)\s+\w+\s*\{/i;

function isMigrationFile(file: ChangedFile, code: Code | null): boolean {
  const { path } = file;
  if (schemaFile.test(path)) return true;
  const isSql = /\.sql$/i.test(path);
  if (!isSql && /(?:^|\/)(?:index|runner|migrator|env|__init__|migration|types?)\.[a-z]+$/i.test(path)) return false;
  if (folder.test(path))
    return isSql || isVersioned(path) || (code?.lines.some((line) => schemaChange.test(line.code)) ?? false);
  if (isSql) return code?.lines.some((line) => line.isNew && schemaChange.test(line.code)) === true;
  return /(?:^|\/)V\d[\w.]*__[^/]+\.(?:sql|java|kt)$/.test(path);
}

function isVersioned(path: string): boolean {
  return folder.test(path) ? versioned.test(path) : /(?:^|\/)V\d[\w.]*__[^/]+\.sql$/.test(path);
}

/** Prisma's schema has a language of its own; its lines are taken as they are. */
function schemaLines(file: ChangedFile): Code | null {
  if (!/\.(?:prisma|xml)$/.test(file.path) || file.status === 'deleted') return null;
  const lines = file.added.map(({ number, text }) => {
    const code = text.slice(0, 2_000);
    return { number, text, code, bare: code, comment: '', isNew: true };
  });
  return { language: 'sql', lines, whole: false };
}

type Loss = readonly [pattern: RegExp, title: string];

const noValue = 'Rows that are there have no value for the column';
/** A table that is made in the same statement has no rows yet. */
const isNewTable = /\bcreate_?table\b|\bCREATE\s+TABLE\b|^\.addColumn/i;

const losses: readonly Loss[] = [
  [
    /\bDROP\s+(?:TABLE|DATABASE|SCHEMA|KEYSPACE)\b|\bdrop_table\b|\bdropTable(?:IfExists)?\s*\(|\bSchema::drop(?:IfExists)?\s*\(|\bDeleteModel\s*\(|\bdropDatabase\s*\(|\bdropSchema\s*\(|\bdrop_join_table\b|\.dropCollection\s*\(|<dropTable\b/i,
    'A table is dropped',
  ],
  [
    /\bDROP\s+COLUMN\b|\bALTER\s+TABLE\s+[^;]{1,200}\sDROP\s+(?!CONSTRAINT|INDEX|PRIMARY|FOREIGN|DEFAULT|NOT|KEY|CHECK|PARTITION|IF\s+EXISTS\s+CONSTRAINT)["`[]?\w+|\b(?:drop_column|remove_columns?|remove_reference|remove_timestamps|remove_belongs_to)\b|\b(?:dropColumns?|removeColumn|dropTimestamps|dropSoftDeletes)\s*\(|\bRemoveField\s*\(|\bt\.remove\b|<dropColumn\b/i,
    'A column is dropped',
  ],
  [
    /\bTRUNCATE\b(?!\s*\()|\.truncate\s*\(\s*\)|\b(?:delete_all|destroy_all)\b|\.objects\.all\(\)\.delete\(\)|\.deleteMany\s*\(\s*(?:\{\s*\})?\s*\)/i,
    'A table is emptied',
  ],
  [/\bDELETE\s+FROM\s+["'`[\]\w.]+\s*(?:;|["'`)]|$)(?![^;]*\bWHERE\b)/i, 'All rows of a table are deleted'],
  [/\bUPDATE\s+["`[\]\w.]+\s+SET\s+(?![^;]*\bWHERE\b)[^;]+/i, 'All rows of a table are changed'],
  [
    /\bALTER\s+(?:COLUMN\s+)?["`[\]\w.]+\s+(?:SET\s+DATA\s+)?TYPE\b|\bMODIFY\s+(?:COLUMN\s+)?["`\w]+\s+\w+|\bCHANGE\s+COLUMN\b|\bchange_column\b(?!_(?:default|null|comment))|\.alter\s*\(\s*\)|\balter_column\s*\([^;]*\btype_\s*=|->change\s*\(\s*\)|\bchangeColumn\s*\(|\.alterColumn\s*\([^;]*setDataType/i,
    'The type of a column is changed',
  ],
  [
    /\bRENAME\s+(?:COLUMN\b|TO\b)|\b(?:rename_column|rename_table)\b|\b(?:renameColumn|renameTable)\s*\(|\bRename(?:Field|Model)\s*\(|\bnew_(?:column|table)_name\s*=/i,
    'A table or column is renamed, and the old code still runs',
  ],
  [
    /\bADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?!CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN)["`[\]\w]+\s+(?![^;,]*\b(?:DEFAULT|GENERATED|IDENTITY|AS\s*\()\b)[^;,]*\bNOT\s+NULL\b|\badd_column\b(?![^;]*\bdefault\s*[:=>])[^;]*\bnull(?:able)?\s*(?:[:=]|=>)\s*(?:false|False)|\bop\.add_column\s*\((?![^;]*server_default)[^;]*\bnullable\s*=\s*False|\baddColumn\s*\((?![^;]*(?:defaultTo|defaultValue|default\s*:))[^;]*(?:\.notNull\s*\(|allowNull\s*:\s*false)|\bALTER\s+(?:COLUMN\s+)?["`[\]\w.]+\s+SET\s+NOT\s+NULL\b|\bchange_column_null\b[^;]*\bfalse\b/i,
    noValue,
  ],
];

/** Tools that make the database fit the code without asking. */
const tools: Loss = [
  /\.sync\s*\(\s*\{[^}]{0,100}\b(?:force|alter)\s*:\s*true|\bdropSchema\s*:\s*true|--accept-data-loss\b|\bmigrate\s+reset\b|\bdb:(?:drop|reset)\b|\bschema:drop\b/,
  'A tool may drop tables to make them fit',
];

function lossesIn(file: ChangedFile, code: Code, isMigration: boolean): Finding[] {
  const back = wayBack(file.path, code);
  const isSql = languageOf(file.path) === 'sql';
  const looked = isMigration || isSql ? [...losses, tools] : [tools];
  const seen = statementsOf(code).flatMap((statement) => {
    if (back.has(statement.number) || /\bTEMP(?:ORARY)?\b/i.test(statement.text)) return [];
    const loss = looked.find(
      ([pattern, title]) => pattern.test(statement.text) && !(title === noValue && isNewTable.test(statement.text)),
    );
    return loss === undefined ? [] : [{ statement, title: loss[1] }];
  });
  return seen.map(({ statement, title }) =>
    found(migrations, {
      severity: 'major',
      path: file.path,
      line: statement.number,
      title,
      evidence: statement.text.slice(0, 300),
      verify: `Ask the database of production how many rows are concerned before this runs (${file.path}, line ${statement.number}).`,
    }),
  );
}

/** In SQL a statement goes to its semicolon, over all lines. */
function statementsOf(code: Code): { readonly number: number; readonly text: string }[] {
  if (code.language !== 'sql')
    return newStatements(code).map(({ line, code }) => ({ number: line.number, text: code.slice(0, 4_000) }));
  const statements: { number: number; text: string }[] = [];
  let parts: Code['lines'][number][] = [];
  const end = (): void => {
    const line = parts.find((one) => one.isNew && one.code.trim() !== '');
    const text = parts
      .map((one) => one.code.trim())
      .join(' ')
      .trim()
      .slice(0, 4_000);
    if (line !== undefined) statements.push({ number: line.number, text });
    parts = [];
  };
  for (const line of code.lines) {
    parts.push(line);
    if (/;\s*$/.test(line.code) || parts.length >= 60) end();
  }
  end();
  return statements;
}

const begins = {
  down: /\b(?:async\s+)?(?:function\s+)?(?:down|downgrade|rollback|revert|safeDown|Down)\b\s*(?:=|\(|:\s*(?:async|function|\())|\bdef\s+(?:down|downgrade)\b|\bexports\.down\b/,
  up: /\b(?:async\s+)?(?:function\s+)?(?:up|upgrade|safeUp|Up|change)\b\s*(?:=|\(|:\s*(?:async|function|\())|\bdef\s+(?:up|upgrade|change)\b|\bexports\.up\b/,
};
/** In SQL a comment says which way it goes; a sentence about the way back is no such mark. */
const beginsInSql = {
  down: /^\s*--\s*(?:\+goose down|\+migrate down|migrate:down|(?:@?down|rollback)(?: migration)?[\s:=-]*$)/i,
  up: /^\s*--\s*(?:\+goose up|\+migrate up|migrate:up|@?up\b)/i,
};

/** Lines that undo the migration: what they drop is what it made. */
function wayBack(path: string, code: Code): ReadonlySet<number> {
  const all = /(?:\.down\.sql|[._-]down\.sql|\/down\.(?:sql|ts|js)|rollback[^/]*\.sql|\/U\d[^/]*\.sql)$/i.test(path);
  const isSql = code.language === 'sql';
  const { down, up } = isSql ? beginsInSql : begins;
  const lines = new Set<number>();
  let inside = all;
  for (const line of code.lines) {
    const text = (isSql ? line.text : line.code).slice(0, 500);
    if (down.test(text)) inside = true;
    else if (up.test(text)) inside = all;
    if (inside) lines.add(line.number);
  }
  return lines;
}
