// Code that does not run: in comments, after the end of its block, behind a condition that never holds, or unused.
import { isDocument, isTestFile } from '../../kinds-of-files.ts';
import type { Rule } from '../../rule.ts';
import { isWritten } from '../change/generated-paths.ts';
import { found, lookAt } from '../source/found.ts';
import { readCode } from '../source/read-code.ts';
import { commentedCode } from './commented-code.ts';
import { unusedCode } from './unused-code.ts';

export const deadCode: Rule = {
  name: 'dead-code',
  title: 'Code was added that does not run',
  looksFor:
    'Comments that hold code instead of words; code after `return` or behind `if (false)`; functions, variables and imports that their file does not use and nobody else can. Examples in comments, documentation and orders to tools do not count.',
  reason:
    'People read it, search it and keep it working, and it does nothing. What was there before is in the history.',
  remedy: 'Take it out.',
  examples: { bad: '// const total = items.length;', good: 'const total = items.length;' },
  check: (diff, context) =>
    diff.flatMap((file) => {
      if (isDocument(file.path) || isWritten(file.path)) return [];
      const code = readCode(file, diff, context);
      if (code === null) return [];
      const comments = commentedCode(code.lines, code.language)
        // A test in comments is a test switched off, which has a rule of its own.
        .filter((line) => !isTestFile(file.path) || !/^\W*(?:test|it|describe)(?:\.\w+)*\s*\(/.test(line.comment))
        .map((line) => ({ line, title: 'Code was left behind in a comment' }));
      const others = diff
        .filter((one) => one.path !== file.path)
        .map((one) => context.texts.get(one.path)?.after ?? '');
      const elsewhere = (name: string): boolean => others.some((text) => text.includes(name));
      const seen = new Set<number>();
      return [...comments, ...unusedCode(file.path, code, elsewhere)].flatMap(({ line, title }) => {
        if (seen.has(line.number)) return [];
        seen.add(line.number);
        return [
          found(deadCode, {
            severity: 'minor',
            path: file.path,
            line: line.number,
            title,
            evidence: line.text,
            verify: lookAt(file.path, line.number),
          }),
        ];
      });
    }),
};
