// Commands that are put together in one statement and run in another.
import type { Code, Statement } from '../../source/read-code.ts';
import { type Danger, inserts, shellText } from './danger.ts';

const made: Danger = {
  severity: 'critical',
  title: 'A shell runs text that is put together',
  explanation: shellText,
  in: 'code',
  pattern: /(?:)/,
};

/** How each language runs a command that a variable holds, and how it puts text together. */
const forms: Readonly<Partial<Record<Code['language'], { readonly run: RegExp; readonly make: string }>>> = {
  javascript: {
    run: /(?<![\w.$])(?:(?:child_process|childProcess|cp)\.)?(?:exec|execSync|execAsync|execPromise)\s*\(\s*([a-zA-Z_$][\w$]*)\s*[,)]/,
    make: `(?:\`[^\`]{0,600}?${inserts}|['"][^'"]{0,300}['"]\\s*\\+|[\\w$]{1,60}\\s*\\+\\s*['"]|\\[[^\\]]{0,400}\\]\\.join\\()`,
  },
};

/** A shell call whose only argument is a variable that this file fills with text put together. */
export function madeCommands(
  code: Code,
  statements: readonly Statement[],
): readonly { danger: Danger; statement: Statement }[] {
  const form = forms[code.language];
  if (form === undefined || !code.whole) return [];
  const all = code.lines.map((line) => line.code).join('\n');
  if (!/child_process|execa|shelljs/.test(all)) return [];
  return statements.flatMap((statement) => {
    const name = form.run.exec(statement.code.slice(0, 4_000))?.[1];
    if (name === undefined) return [];
    const filled = new RegExp(
      `(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*(?::\\s*string\\s*)?\\+?=\\s*${form.make}`,
    );
    return filled.test(all) ? [{ danger: made, statement }] : [];
  });
}
