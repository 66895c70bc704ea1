// Tests that do not run, run until they pass, or assert less than before prove nothing.
import type { ChangedFile, Diff } from '../../diff.ts';
import { isTestFile, isTestSetting } from '../../kinds-of-files.ts';
import type { ReviewContext, Rule } from '../../rule.ts';
import { settingLines } from '../code/danger/setting-lines.ts';
import { found, lookAt } from '../source/found.ts';
import { type CodeLine, readCode } from '../source/read-code.ts';
import { marksIn } from './switched-off.ts';
import { emptyAssertions, weakeningsIn } from './weakened-tests.ts';

export const disabledTests: Rule = {
  name: 'disabled-tests',
  title: 'A test was switched off or weakened',
  looksFor:
    'In tests, settings of test runners and commands that run tests: `.only`, `.skip`, raised time-outs, retries, ignored failures, lowered coverage; tests that are deleted, and assertions that are removed, loosened or always hold. Renamed and moved tests, and tests of code that is deleted too, do not count.',
  reason:
    'Tests must all run, once, within their usual limits, and ask as much as before; otherwise green says nothing.',
  remedy: 'Put the test back as it was and make it pass.',
  examples: {
    bad: "test.skip('clears what is done', async ({ page }) => {",
    good: "test('clears what is done', async ({ page }) => {",
  },
  check: (diff, context) =>
    diff.flatMap((file) => {
      const marks = marksOf(file, diff, context);
      const marked = new Set(marks.map((mark) => mark.line.number));
      const weaker = [...emptyAssertions(file), ...weakeningsIn(file, diff, context)];
      const seen = new Set<string>();
      const once = weaker.filter(({ line, title }) => {
        const key = `${line} ${line === null ? title : ''}`;
        if (seen.has(key) || (line !== null && marked.has(line))) return false;
        seen.add(key);
        return true;
      });
      return [
        ...marks.map(({ severity, title, line }) =>
          found(disabledTests, {
            severity,
            path: file.path,
            line: line.number,
            title,
            evidence: line.text,
            verify: lookAt(file.path, line.number),
            suggestion: withoutMark(line.text),
          }),
        ),
        ...once.map(({ title, line, evidence }) =>
          found(disabledTests, {
            severity: 'major',
            path: file.path,
            line,
            title,
            evidence,
            verify: `Compare ${file.path} before and after the change.`,
          }),
        ),
      ];
    }),
};

function marksOf(file: ChangedFile, diff: Diff, context: ReviewContext) {
  const isTest = isTestFile(file.path) || isTestSetting(file.path);
  const code = readCode(file, diff, context) ?? settingLines(file, diff, context) ?? plainLines(file, isTest);
  const isRunner = isTest || commandFile.test(file.path);
  if (code === null || !isRunner || /\.snap$/.test(file.path)) return [];
  const isNewTest = file.status === 'added' && isTestFile(file.path);
  const removed = file.removed.map((line) => line.text);
  return marksIn({ lines: code.lines, removed, isTest, isSetting: isTestSetting(file.path), isNewTest });
}

/** Where commands for tests are written. */
const commandFile =
  /(?:^|\/)(?:package\.json|composer\.json|Makefile|justfile|Rakefile|tox\.ini|noxfile\.py|pyproject\.toml|setup\.cfg|\.github\/workflows\/[^/]+|\.gitlab-ci\.yml|\.circleci\/[^/]+|Jenkinsfile|azure-pipelines\.yml)$|\.(?:sh|bash)$/;

function plainLines(file: ChangedFile, isTest: boolean): { readonly lines: readonly CodeLine[] } | null {
  if (file.status === 'deleted' || (!isTest && !commandFile.test(file.path)) || /\.(?:md|txt)$/.test(file.path))
    return null;
  return {
    lines: file.added.map(({ number, text }) => {
      const code = text.slice(0, 2_000);
      return { number, text, code, bare: code, comment: '', isNew: true };
    }),
  };
}

/** The repair is certain where only the mark goes. */
function withoutMark(text: string): string | undefined {
  const after = text
    .replace(
      /(?<![\w.$])((?:test|it|describe|suite|context)(?:\.(?:describe|concurrent|serial))*)\.(?:only|skip)(?=\s*[(`])/,
      '$1',
    )
    .replace(/(?<![\w.$])[xf](it|test|describe)(?=\s*\()/, '$1');
  return after === text || /\.(?:only|skip)\s*\(\s*(?:\)|[^'"`\s])/.test(text) ? undefined : after;
}
