// Commands that are put together in one statement and run in another, or run by a function under a name of the file's own.
import type { Code, Statement } from '../../source/read-code.ts';
import { type Danger, inserts, shellText } from './danger.ts';

const danger: Danger = {
  severity: 'critical',
  title: 'A shell runs text that is put together',
  explanation: shellText,
  in: 'code',
  pattern: /(?:)/,
};

/** A pattern holds all names; nobody gives this module more of them. */
const namesMax = 200;
/** Functions that hand a text to a shell. */
const shells = '(?:exec|execSync)';
const common = ['exec', 'execSync', 'execAsync', 'execPromise'];
const namespaces = ['child_process', 'childProcess', 'cp'];
const name = '([a-zA-Z_$][\\w$]{0,60})';
const library = '[\'"](?:node:)?child_process[\'"]';
const required = `require\\s*\\(\\s*${library}\\s*\\)`;
const made = `(?:\`[^\`]{0,600}?${inserts}|['"][^'"]{0,300}['"]\\s*\\+|[\\w$.]{1,80}\\s*\\+\\s*['"]|\\[[^\\]]{0,400}\\]\\.join\\()`;

/** A call of a shell whose command is put together: in the call, or in a variable that this file fills. */
export function madeCommands(
  code: Code,
  statements: readonly Statement[],
): readonly { danger: Danger; statement: Statement }[] {
  if (code.language !== 'javascript' || !code.whole) return [];
  const all = code.lines.map((line) => line.code).join('\n');
  if (!/child_process|execa|shelljs/.test(all)) return [];
  const { modules, functions } = namesOf(all);
  const runs = `(?<![\\w.$])(?:(?:${oneOf(modules)})\\.${shells}|${oneOf(functions)})\\s*\\(\\s*`;
  const madeHere = new RegExp(`${runs}${made}`);
  const variable = new RegExp(`${runs}([a-zA-Z_$][\\w$]*)\\s*[,)]`);
  return statements.flatMap((statement) => {
    const text = statement.code.slice(0, 4_000);
    if (madeHere.test(text)) return [{ danger, statement }];
    const filledName = variable.exec(text)?.[1];
    if (filledName === undefined) return [];
    const filled = new RegExp(`(?<![\\w$.])${escaped(filledName)}\\s*(?::\\s*string\\s*)?\\+?=\\s*${made}`);
    return filled.test(all) ? [{ danger, statement }] : [];
  });
}

/** What the file calls Node's module for other programs, and its functions that use a shell. */
function namesOf(all: string): { readonly modules: readonly string[]; readonly functions: readonly string[] } {
  const modules = new Set(namespaces);
  const functions = new Set(common);
  const collect = (names: Set<string>, pattern: string): void => {
    for (const match of all.matchAll(new RegExp(pattern, 'g'))) if (match[1] !== undefined) names.add(match[1]);
  };
  collect(modules, `\\bimport\\s+(?:\\*\\s+as\\s+)?${name}\\s+from\\s+${library}`);
  collect(
    modules,
    `(?<![\\w$.])${name}\\s*=\\s*(?:await\\s+import\\s*\\(\\s*${library}\\s*\\)|${required})\\s*(?:;|$|\\n)`,
  );
  for (const list of all.matchAll(
    new RegExp(
      `\\{([^{}]{1,400})\\}\\s*(?:from\\s+${library}|=\\s*(?:${required}|await\\s+import\\s*\\(\\s*${library}))`,
      'g',
    ),
  )) {
    for (const one of (list[1] ?? '').matchAll(new RegExp(`(?<![\\w$])${shells}\\s*(?:\\s+as\\s+|:)\\s*${name}`, 'g')))
      if (one[1] !== undefined) functions.add(one[1]);
  }
  const inModule = `(?:(?:${oneOf([...modules])}|${required})\\.)`;
  collect(functions, `(?<![\\w$.])${name}\\s*=\\s*${inModule}${shells}\\s*(?:;|$|\\n)`);
  collect(
    functions,
    `(?<![\\w$.])${name}\\s*=\\s*(?:\\w+\\.)?promisify\\s*\\(\\s*(?:${inModule}${shells}|${oneOf([...functions])})\\s*\\)`,
  );
  return { modules: [...modules].slice(0, namesMax), functions: [...functions].slice(0, namesMax) };
}

function oneOf(names: readonly string[]): string {
  return `(?:${names.map(escaped).join('|')})`;
}

function escaped(text: string): string {
  return text.replaceAll('$', '\\$');
}
