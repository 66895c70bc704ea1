// Tests that do not run, or run until they pass, prove nothing: `.only`, `.skip`, raised time-outs, retries.
import type { Finding } from '../../../../src/contract/finding.ts';
import { isTestFile, isTestSetting } from '../kinds-of-files.ts';
import type { Rule } from '../rule.ts';

interface Trick {
  readonly pattern: RegExp;
  readonly severity: Finding['severity'];
  readonly title: string;
}

const tricks: readonly Trick[] = [
  {
    pattern: /\b(?:test|it|describe|suite|context)(?:\.\w+)*\.only\s*[(.`]|\bf(?:it|describe)\s*\(/,
    severity: 'major',
    title: '.only switches all other tests off',
  },
  {
    pattern:
      /\b(?:test|it|describe|suite|context)(?:\.\w+)*\.(?:skip|fixme|todo)\s*[(.`]|\bx(?:it|test|describe)\s*\(|@pytest\.mark\.skip|@unittest\.skip|\bt\.Skip(?:Now)?\(|#\[ignore\]/,
    severity: 'major',
    title: 'A test is skipped',
  },
  {
    pattern:
      /\b(?:test|it)\.slow\s*\(|\bsetTimeout\s*\(\s*\d{4,}|\b(?:test|jest|vi|this)\.(?:setTimeout|timeout)\s*\(|\b(?:timeout|testTimeout|actionTimeout|navigationTimeout)\s*:\s*\d/,
    severity: 'major',
    title: 'A time-out is raised',
  },
  {
    pattern: /\bretries\s*[:(]|\bretryTimes\s*\(|--retries\b|\bflaky\b/,
    severity: 'major',
    title: 'A test is retried until it passes',
  },
];

export const disabledTests: Rule = (diff) =>
  diff
    .filter((file) => isTestFile(file.path) || isTestSetting(file.path))
    .flatMap((file) =>
      file.added.flatMap((line) => {
        const trick = tricks.find(({ pattern }) => pattern.test(line.text));
        if (trick === undefined) return [];
        const { severity, title } = trick;
        const explanation = `\`${line.text.trim().slice(0, 200)}\`: tests must all run, once, within their usual limits. Remove this and make the test pass.`;
        return [{ rule: 'disabled-tests', severity, path: file.path, line: line.number, title, explanation }];
      }),
    );
