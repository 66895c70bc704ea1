// Code that runs what strangers write, or that switches a protection off.
import type { Finding } from '../../../../../src/contract/finding.ts';
import { isPage, isTestFile, type Language } from '../../kinds-of-files.ts';
import type { Rule } from '../../rule.ts';
import { isLockFile, isWritten } from '../change/generated-paths.ts';
import { found, lookAt } from '../source/found.ts';
import { type Code, isTooLong, lineMax, newStatements, readCode, type Statement } from '../source/read-code.ts';
import { goDangers, javaDangers, rustDangers, sqlDangers } from './danger/compiled-languages.ts';
import type { Danger } from './danger/danger.ts';
import { javascriptDangers } from './danger/javascript.ts';
import { madeCommands } from './danger/made-commands.ts';
import { pythonDangers } from './danger/python.ts';
import { phpDangers, rubyDangers } from './danger/ruby-and-php.ts';
import { settingLines } from './danger/setting-lines.ts';
import { commandDangers, hiddenDangers, shellDangers, yamlDangers } from './danger/shell-and-settings.ts';

export const dangerousCode: Rule = {
  name: 'dangerous-code',
  title: 'Dangerous code was added',
  looksFor:
    'Text that is run as code or as a shell command, SQL and pages put together from text, switched-off checks of certificates and signatures, readers that run code, downloads that are run unseen, and code that hides what it does. Comments, documents and what tests say in strings do not count.',
  reason: 'Such code hands control to whoever can choose the text, or takes away a protection that the rest relies on.',
  remedy: 'Use the safe form of the same call.',
  examples: {
    bad: "execSync('git log ' + branch);",
    good: "execFileSync('git', ['log', branch]);",
  },
  check: (diff, context) =>
    diff.flatMap((file) => {
      const code = readCode(file, diff, context) ?? settingLines(file, diff, context);
      if (code === null) return [];
      const inTest = isTestFile(file.path);
      const all = dangersOf(code).filter((one) => !inTest || one.inTests === true);
      // Attributes of a page hold code within their quotes.
      const dangers = isPage(file.path) ? all.map((one) => ({ ...one, in: 'code' as const })) : all;
      const statements = newStatements(code);
      const whole = code.whole ? code.lines.map((line) => line.code).join('\n') : null;
      const seen = statements.flatMap((statement) => {
        const danger = dangers.find((one) => isDangerous(one, statement, whole));
        return danger === undefined ? [] : [{ danger, statement }];
      });
      const made = inTest
        ? []
        : madeCommands(code, statements).filter(({ statement }) => !seen.some((one) => one.statement === statement));
      const findings = [...seen, ...made].map(({ danger, statement }) => {
        const line = lineOf(danger, statement);
        return found(dangerousCode, {
          severity: danger.severity,
          path: file.path,
          line: line.number,
          title: danger.title,
          explanation: danger.explanation,
          evidence: line.text,
          verify: lookAt(file.path, line.number),
          suggestion: repaired(danger, line.text),
        });
      });
      return [...findings, ...tooLong(file.path, code)];
    }),
};

/** New lines with more code than anybody reads, in files that people write. Statements of SQL hold data. */
function tooLong(path: string, code: Code): readonly Finding[] {
  if (isTestFile(path) || isWritten(path) || isLockFile(path) || code.language === 'sql') return [];
  return code.lines
    .filter((line) => line.isNew && isTooLong(line))
    .map((line) =>
      found(dangerousCode, {
        severity: 'major',
        path,
        line: line.number,
        title: 'The line is too long to be reviewed',
        explanation: `It holds more than ${lineMax} characters of code, and what stands at its end is seen by nobody. Break it into lines, or keep data in a file of their own.`,
        evidence: line.text.slice(0, 200),
        verify: lookAt(path, line.number),
      }),
    );
}

const ofLanguage: Readonly<Record<Language, readonly Danger[]>> = {
  javascript: [...hiddenDangers, ...javascriptDangers, ...commandDangers],
  python: [...hiddenDangers, ...pythonDangers, ...commandDangers],
  ruby: [...hiddenDangers, ...rubyDangers, ...commandDangers],
  php: [...hiddenDangers, ...phpDangers, ...commandDangers],
  go: [...hiddenDangers, ...goDangers, ...commandDangers],
  rust: [...hiddenDangers, ...rustDangers, ...commandDangers],
  java: [...hiddenDangers, ...javaDangers, ...commandDangers],
  shell: [...commandDangers, ...shellDangers],
  sql: sqlDangers,
  yaml: [...commandDangers, ...yamlDangers, ...shellDangers],
};

function dangersOf(code: Code): readonly Danger[] {
  return ofLanguage[code.language];
}

/** Statements are looked at up to here; patterns take time for each character. */
const charactersMax = 4_000;

function isDangerous(danger: Danger, statement: Statement, whole: string | null): boolean {
  if (danger.where !== undefined && whole !== null && !danger.where.test(whole)) return false;
  const fits = (one: Pick<Statement, 'code' | 'bare'>): boolean =>
    danger.pattern.test(one[danger.in].slice(0, charactersMax)) &&
    danger.unless?.test(one.code.slice(0, charactersMax)) !== true;
  // What stands in the last lines of a long statement still stands in one of its lines.
  const isLong = statement.code.length > charactersMax;
  return fits(statement) || (isLong && statement.lines.some((line) => line.isNew && fits(line)));
}

/** The new line that shows it best: where the pattern fits the line alone, otherwise the first. */
function lineOf(danger: Danger, statement: Statement) {
  const fresh = statement.lines.filter((line) => line.isNew);
  return fresh.find((line) => danger.pattern.test(line[danger.in])) ?? statement.line;
}

function repaired(danger: Danger, text: string): string | undefined {
  if (danger.repair === undefined || text.length > 1_000) return undefined;
  const after = text.replace(...danger.repair);
  return after === text ? undefined : after;
}
