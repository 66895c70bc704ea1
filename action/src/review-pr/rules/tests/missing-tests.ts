// Code that changed without any test changing, where the repository tests such code.
import type { ChangedFile, Diff } from '../../diff.ts';
import { isDocument, isPage, isTestFile, isTestSetting, languageOf } from '../../kinds-of-files.ts';
import type { ReviewContext, Rule } from '../../rule.ts';
import { isWritten } from '../change/generated-paths.ts';
import { found } from '../source/found.ts';
import { type CodeLine, readCode } from '../source/read-code.ts';
import { scanSource } from '../source/scan-source.ts';
import { stemOf } from './weakened-tests.ts';

export const missingTests: Rule = {
  name: 'missing-tests',
  title: 'Code changed and no test did',
  looksFor:
    'New behaviour in source files whose folder has tests, in a change without a line in any test. Comments, imports, types, texts, settings and generated files are no behaviour.',
  reason: 'What no test describes is lost by the next change.',
  remedy: 'Add or extend a test beside the ones that are there.',
  check(diff, context) {
    if (diff.some((file) => isTestChange(file))) return [];
    const tests = context.paths.filter((path) => isUnitTest(path));
    if (tests.length === 0) return [];
    const tested = testedPlaces(tests, context.paths);
    const missing = diff.flatMap((file) => {
      const line = isSource(file) && tested(file.path) ? firstBehaviour(file, diff, context) : null;
      return line === null ? [] : [{ file, line }];
    });
    const [first] = missing;
    if (first === undefined) return [];
    const list = missing.map(({ file }) => `\`${file.path}\``);
    return [
      found(missingTests, {
        severity: 'minor',
        path: first.file.path,
        line: first.line.number,
        title: 'Code changed and no test did',
        explanation: `No test was added or changed for ${list.slice(0, 10).join(', ')}${list.length > 10 ? ', …' : ''}, though the code beside it has tests. ${missingTests.remedy}`,
        evidence: first.line.text,
        verify: 'List the changed files: `git diff --name-only` between the base and the head commit names no test.',
      }),
    ];
  },
};

/** A test that only loses lines tests nothing new; Rust keeps its tests beside the code. */
function isTestChange(file: ChangedFile): boolean {
  if (isTestFile(file.path)) return file.added.length > 0;
  return (
    languageOf(file.path) === 'rust' &&
    file.added.some(({ text }) => /^\s*#\[(?:\w+::)?test\b/.test(text.slice(0, 200)))
  );
}

function isUnitTest(path: string): boolean {
  return (
    isTestFile(path) &&
    languageOf(path) !== null &&
    !/(?:^|\/)(?:e2e|cypress|fixtures|__fixtures__|__mocks__|testdata|support|helpers)\//.test(path) &&
    /(?:test|spec)/i.test(path)
  );
}

const languagesWithTests = new Set(['javascript', 'python', 'ruby', 'php', 'go', 'rust', 'java']);

function isSource({ path, status, added }: ChangedFile): boolean {
  return (
    status !== 'deleted' &&
    added.length > 0 &&
    languagesWithTests.has(languageOf(path) ?? '') &&
    !isTestFile(path) &&
    !isTestSetting(path) &&
    !isDocument(path) &&
    !isWritten(path) &&
    !/\.d\.[mc]?ts$|\.html?$|\.gradle|\.stories\.\w+$|(?:^|\/)(?:migrations?|migrate|seeds?|scripts?|docs|examples?|config|types)\/|(?:^|\/)[^/]*(?:\.|_)?(?:config|conf|setup|settings|constants?|types?)\.[a-z]+$|(?:^|\/)\.[^/]+$|(?:^|\/)__init__\.py$/i.test(
      path,
    )
  );
}

/** Words of folders that say what kind of files they hold, not what these are about. */
const kindsOfFolders = /^(?:src|lib|app|source|main|java|kotlin|tests?|specs?|__tests__|unit|integration|js|ts)$/i;

/** Whether the code of a folder has tests: in it, beside it, or in the same place of a tree of tests. */
function testedPlaces(tests: readonly string[], paths: readonly string[]): (path: string) => boolean {
  const places = new Set(tests.map((path) => `${placeOf(path)} ${languageOf(path)}`));
  const stems = new Set(tests.map((path) => `${stemOf(path).toLowerCase()} ${languageOf(path)}`));
  const folders = new Set(
    paths
      .filter((path) => !isTestFile(path) && stems.has(`${stemOf(path).toLowerCase()} ${languageOf(path)}`))
      .map((path) => folderOf(path)),
  );
  return (path) => folders.has(folderOf(path)) || (!isPage(path) && places.has(`${placeOf(path)} ${languageOf(path)}`));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function placeOf(path: string): string {
  return folderOf(path)
    .split('/')
    .filter((word) => word !== '' && !kindsOfFolders.test(word))
    .join('/');
}

/** The first new line that makes the program behave differently. */
function firstBehaviour(file: ChangedFile, diff: Diff, context: ReviewContext): CodeLine | null {
  const code = readCode(file, diff, context);
  if (code === null) return null;
  const before = scanSource(file.removed.map((line) => line.text).join('\n'), code.language);
  const same = new Set(before.map((line) => shapeOf(line.bare)));
  return code.lines.find((line) => line.isNew && isBehaviour(line.bare) && !same.has(shapeOf(line.bare))) ?? null;
}

function shapeOf(bare: string): string {
  return bare.replaceAll(/\s+/g, '').replaceAll(/,$/g, '');
}

function isBehaviour(bare: string): boolean {
  const text = bare.trim();
  return (
    /[a-zA-Z]/.test(text) &&
    !/^(?:import|export \*|export \{|(?:export )?(?:declare )?(?:type|interface)\b|from|use|require|require_relative|include|package|namespace|using|declare|@|#\[|#!|else\b|end$|return;?$|pass$|console\.|print\()/.test(
      text,
    ) &&
    !/^[\w$'"]+\??\s*:\s*(?:string|number|boolean|unknown|null|undefined|Date)(?:\[\])?;?$/.test(text) &&
    /[=(){}<>?]|:\s*$|\breturn\b|\bif\b|\+\+|--/.test(text)
  );
}
