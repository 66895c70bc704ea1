// The generated test is a contract: any change to it, of whatever kind, is critical.
import { isTestFile } from '../../kinds-of-files.ts';
import type { ReviewContext, Rule } from '../../rule.ts';
import { found, lookAt } from '../source/found.ts';
import { newStatements, readCode } from '../source/read-code.ts';

export const testTampering: Rule = {
  name: 'test-tampering',
  title: 'The generated test was touched',
  looksFor:
    'Any difference between the generated test as it was recorded and as the head commit has it; and application code that finds out whether a test drives it.',
  reason: 'The generated test says what the issue asks for. A change that alters it proves nothing.',
  remedy: 'Restore the test as it was generated, and change the application instead.',
  examples: {
    bad: "if (navigator.webdriver) showTodos(['Buy milk']);",
    good: 'showTodos(await loadTodos());',
  },
  check(diff, context) {
    const seen = diff
      .filter((file) => !isTestFile(file.path))
      .flatMap((file) => {
        const code = readCode(file, diff, context);
        if (code?.language !== 'javascript') return [];
        return newStatements(code)
          .filter(({ code }) => recognizesTest.test(code))
          .map(({ line }) =>
            found(testTampering, {
              severity: 'major',
              path: file.path,
              line: line.number,
              title: 'The application behaves differently when a test drives it',
              explanation: 'What a test sees must be what people see. Remove the question whether a test is looking.',
              evidence: line.text,
              verify: lookAt(file.path, line.number),
            }),
          );
      });
    return [...changed(context), ...seen];
  },
};

const recognizesTest =
  /\bnavigator\.webdriver\b|\bHeadlessChrome\b|\b(?:process|import\.meta)\.env\.PLAYWRIGHT\w*|\b__playwright\w*/;

function changed({ test }: ReviewContext) {
  if (test.current === test.frozen) return [];
  const line = test.current === null ? null : firstDifference(test.frozen, test.current);
  return [
    found(testTampering, {
      severity: 'critical',
      path: test.path,
      line,
      title: `The generated test was ${kindOf(test.frozen, test.current)}`,
      explanation: `${test.path} says what the issue asks for and is frozen. Restore it as it was generated, and change the application instead.`,
      evidence: line === null ? undefined : test.current?.split('\n')[line - 1],
      verify: `Compare ${test.path} with the commit that added it.`,
    }),
  ];
}

function kindOf(frozen: string, current: string | null): string {
  if (current === null) return 'removed';
  if (count(current, /\.(?:skip|fixme|fail)\b/g) > count(frozen, /\.(?:skip|fixme|fail)\b/g)) return 'skipped';
  if (count(current, /\bexpect\(/g) < count(frozen, /\bexpect\(/g)) return 'weakened';
  return 'changed';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function firstDifference(frozen: string, current: string): number {
  const before = frozen.split('\n');
  const after = current.split('\n');
  const index = after.findIndex((line, place) => line !== before[place]);
  return index < 0 ? after.length : index + 1;
}
