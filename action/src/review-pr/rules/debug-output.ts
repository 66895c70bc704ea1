// Output that somebody left behind while looking for an error.
import type { Finding } from '../../../../src/contract/finding.ts';
import { isTestFile, languageOf } from '../kinds-of-files.ts';
import type { Rule } from '../rule.ts';

type Trace = readonly [pattern: RegExp, severity: Finding['severity'], what: string];

const traces: Readonly<Record<NonNullable<ReturnType<typeof languageOf>>, readonly Trace[]>> = {
  javascript: [
    [/(?<![\w.])debugger\s*(?:;|$)/, 'major', 'A breakpoint was left behind'],
    [/\bconsole\.(?:log|debug|trace|dir|table)\s*\(/, 'minor', 'Debug output was left behind'],
    [/(?<![\w.])alert\s*\(/, 'minor', 'Debug output was left behind'],
  ],
  python: [
    [/\bbreakpoint\s*\(\s*\)|\bpdb\.set_trace\s*\(|^\s*import i?pdb\b/, 'major', 'A breakpoint was left behind'],
    [/^\s*print\s*\(/, 'minor', 'Debug output was left behind'],
  ],
  ruby: [
    [/\bbinding\.(?:pry|irb)\b|\bbyebug\b/, 'major', 'A breakpoint was left behind'],
    [/^\s*(?:puts|pp?)\s+\S/, 'minor', 'Debug output was left behind'],
  ],
  php: [[/\b(?:var_dump|print_r|dd|dump)\s*\(/, 'minor', 'Debug output was left behind']],
  rust: [[/\bdbg!\s*\(/, 'minor', 'Debug output was left behind']],
  go: [[/\bfmt\.Print(?:ln|f)?\s*\(|\bspew\.Dump\s*\(/, 'minor', 'Debug output was left behind']],
};

const comment = /^\s*(?:\/\/|\/\*|\*|#|<!--)/;

export const debugOutput: Rule = (diff) =>
  diff.flatMap((file) => {
    const language = isTestFile(file.path) ? null : languageOf(file.path);
    if (language === null) return [];
    return file.added.flatMap((line) => {
      const found = comment.test(line.text) ? undefined : traces[language].find(([pattern]) => pattern.test(line.text));
      if (found === undefined) return [];
      const [, severity, title] = found;
      const explanation = `\`${line.text.trim().slice(0, 200)}\`: remove it, or use the application's own log if people who run it need to know.`;
      return [{ rule: 'debug-output', severity, path: file.path, line: line.number, title, explanation }];
    });
  });
