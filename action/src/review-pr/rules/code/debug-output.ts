// Output and breakpoints that somebody left behind while looking for an error.
import type { Finding } from '../../../../../src/contract/finding.ts';
import { isPage, isTerminalProgram, isTestFile, type Language } from '../../kinds-of-files.ts';
import type { Rule } from '../../rule.ts';
import { found, lookAt } from '../source/found.ts';
import { type Code, lineMax, newStatements, readCode, type Statement } from '../source/read-code.ts';

export const debugOutput: Rule = {
  name: 'debug-output',
  title: 'Debug output was left behind',
  looksFor:
    'Breakpoints, and output such as `console.log` or `print`, in code that is neither a test nor a program for the terminal.',
  reason: 'It was meant for the person who wrote the code; others see noise, and sometimes what they should not see.',
  remedy: "Remove it, or use the application's own log if people who run it need to know.",
  examples: { bad: 'console.log(todos);', good: "logger.info('todos loaded', { count: todos.length });" },
  check: (diff, context) =>
    diff.flatMap((file) => {
      const code = isTestFile(file.path) ? null : readCode(file, diff, context);
      if (code === null) return [];
      const terminal = isTerminal(file.path, code);
      return newStatements(code).flatMap((statement) => {
        const trace = traceIn(statement, { code, terminal, page: isPage(file.path) });
        if (trace === null) return [];
        const { line } = trace;
        return [
          found(debugOutput, {
            severity: trace.severity,
            path: file.path,
            line: line.number,
            title: trace.severity === 'major' ? 'A breakpoint was left behind' : 'Debug output was left behind',
            evidence: line.text,
            verify: lookAt(file.path, line.number),
            suggestion: statement.lines.length === 1 && isAlone(line.text) ? '' : undefined,
          }),
        ];
      });
    }),
};

interface Trace {
  readonly pattern: RegExp;
  readonly severity: Finding['severity'];
  /** Whether it counts in a program for the terminal too. */
  readonly anywhere: boolean;
  /** What makes it output for people; looked for in the code with its strings. */
  readonly unless?: RegExp;
}

const breakpoint = (pattern: RegExp): Trace => ({ pattern, severity: 'major', anywhere: true });
const dump = (pattern: RegExp, unless?: RegExp): Trace => {
  return { pattern, severity: 'minor', anywhere: true, ...(unless === undefined ? {} : { unless }) };
};
const output = (pattern: RegExp, unless?: RegExp): Trace => ({ ...dump(pattern, unless), anywhere: false });

const traces: Readonly<Record<Language, readonly Trace[]>> = {
  javascript: [
    breakpoint(/(?<![\w.$'"-])debugger\s*(?:;|$|\})/),
    dump(/(?<![\w$])console\.(?:debug|trace|dir|count|time|timeEnd|timeLog)\s*\(/),
    output(
      /(?<![\w$])console\.(?:log|table|group)\s*\(/,
      /\b(?:info|log|debug|write|print|out)\s*[:=]\s*(?:\([^)]*\)|\w+)\s*=>\s*console\./,
    ),
    output(/(?<![\w.$])(?:window\.)?alert\s*\(/, /alert\s*\(\s*['"`][^'"`\s]+ [^'"`]*['"`]/),
    dump(/<pre[^>]*>\s*\{\s*JSON\.stringify\(/),
  ],
  python: [
    breakpoint(
      /(?<![\w.])breakpoint\s*\(\s*\)|\b(?:i?pdb|pudb)\.set_trace\s*\(|^\s*(?:import|from) (?:i?pdb|pudb)\b|\bIPython\.embed\(/,
    ),
    output(/(?:^|[;:])\s*(?:print|pprint(?:\.pprint)?)\s*\(/, /\bfile\s*=/),
    dump(/^\s*ic\s*\(/),
  ],
  ruby: [
    breakpoint(/\bbinding\.(?:pry|irb|b)\b|^\s*(?:byebug|debugger)\b/),
    output(/^\s*(?:puts|pp?|print)(?:\s+[^\s=.,|&+*/-]|\s*\()/),
    dump(/^\s*(?:ap|awesome_print)\s+[^\s=.,|&+*/-]/),
  ],
  php: [
    breakpoint(/(?<![\w>:$])xdebug_break\s*\(/),
    dump(/(?<![\w>:$])(?<!function )(?:var_dump|dd|dump|ddd|ray|debug_print_backtrace)\s*\(/),
    dump(/(?<![\w>:$])(?:print_r|var_export)\s*\(/, /,\s*(?:true|return:\s*true)\s*\)/i),
  ],
  rust: [
    dump(/(?<!\w)dbg!\s*[([{]/),
    output(/(?<!\w)e?println!\s*\(/, /println!\s*\(\s*(?:\)|"(?!debug|here|xxx|>>)(?:[^"{]|\{(?![\w:#]*\?\}))*")/i),
  ],
  go: [
    output(/(?<![\w.])(?:fmt\.Print(?:ln|f)?|println)\s*\(/),
    dump(/(?<![\w.])(?:spew\.Dump|pp\.Print(?:ln)?|litter\.Dump)\s*\(/),
  ],
  java: [
    output(/\bSystem\.(?:out|err)\.print(?:ln|f)?\s*\(|\bConsole\.Write(?:Line)?\s*\(|(?<![\w.])println\s*\(/),
    dump(/\.printStackTrace\s*\(\s*\)|(?<![\w.])(?:NSLog|debugPrint)\s*\(|\bDebugger\.Break\s*\(/),
  ],
  shell: [dump(/^\s*set -[a-z]*x[a-z]*\b/)],
  sql: [],
  yaml: [],
};

/** What a server says once when it starts is for the people who run it; a guard makes it their choice. */
const forPeople =
  /['"`][^'"`]*(?:\blistening\b|\busage:|\b(?:running|started|ready|available|serving)\b.{0,20}(?:\bon\b|\bat\b|\bport\b|http))|^\s*(?:\}\s*else\s*)?if\s*\(?\s*(?:[\w]+\.)*\w*(?:debug|verbose)\w*\b/i;

/** Words that nobody prints for others. */
const forOneself = /\(\s*[fF]?['"`](?:debug\b|here\b|got here|xxx|asdf|wtf|>>+|==+|--+|!!+|\*\*+|\?\?+)/i;

interface Place {
  readonly code: Code;
  readonly terminal: boolean;
  readonly page: boolean;
}

function traceIn(statement: Statement, { code, terminal, page }: Place) {
  for (const { pattern, severity, anywhere, unless } of traces[code.language]) {
    // Attributes of a page hold code within their quotes.
    const line = statement.lines.find((one) => one.isNew && pattern.test(page ? one.code : one.bare));
    if (line === undefined || unless?.test(statement.code)) continue;
    if (!anywhere && (forPeople.test(statement.code) || (terminal && !forOneself.test(statement.code)))) continue;
    return { line, severity };
  }
  return null;
}

/** Whether what the program prints is its result. */
function isTerminal(path: string, code: Code): boolean {
  if (isTerminalProgram(path) || /(?:^|\/)(?:log|logger|logging|console)(?:[.-][^/]*)?\.\w+$/.test(path)) return true;
  const lines = code.whole ? code.lines.map((line) => line.text.slice(0, 300)) : [];
  if (/^#!/.test(lines[0] ?? '')) return true;
  return lines.some((line) => terminalSigns.test(line)) && !lines.some((line) => serverSigns.test(line));
}

/** A program that reads its arguments prints its results. */
const terminalSigns =
  /^if __name__ == ['"]__main__['"]|\bprocess\.argv\b|\bsys\.argv\b|\bargparse\b|\bimport click\b|\bfrom ['"](?:commander|yargs|cac|minimist)['"]|\bparseArgs\b|^package main\b|\bflag\.Parse\(\)|\bclap::|\bOptionParser\b|\bstatic void main\b|\bfn main\(\)|\bstatic (?:async )?(?:void|int|Task) Main\(/;

const serverSigns =
  /\b(?:flask|fastapi|django|aiohttp|uvicorn|express|fastify|koa|hono|axum|actix_web|springframework|sinatra)\b|['"](?:net\/http|(?:node:)?https?)['"]/i;

const calls =
  /^(?:console|debugger|alert|window\.alert|print|pprint|breakpoint|import i?pdb|i?pdb\.|ic\(|puts|pp?\s|byebug|binding|var_dump|dd|dump|print_r|dbg!|e?println!|fmt\.|spew\.|System\.|set -)/;

/** The statement fills its line, so taking the line away is the whole repair. */
function isAlone(text: string): boolean {
  const line = text.trim().slice(0, lineMax);
  const open = (line.match(/\(/g)?.length ?? 0) - (line.match(/\)/g)?.length ?? 0);
  return open === 0 && !/[{}]\s*;?$/.test(line) && calls.test(line);
}
