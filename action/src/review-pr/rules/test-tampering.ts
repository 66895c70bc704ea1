// The generated test is a contract: any change to it, of whatever kind, is critical.
import type { Rule } from '../rule.ts';

export const testTampering: Rule = (_diff, { test }) => {
  if (test.current === test.frozen) return [];
  return [
    {
      rule: 'test-tampering',
      severity: 'critical',
      path: test.path,
      line: test.current === null ? null : firstDifference(test.frozen, test.current),
      title: `The generated test was ${kindOf(test.frozen, test.current)}`,
      explanation: `${test.path} says what the issue asks for and is frozen. Restore it as it was generated, and change the application instead.`,
    },
  ];
};

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
