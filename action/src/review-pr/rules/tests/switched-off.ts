// Marks with which tests do not run, run longer, or run until they pass.
import type { Finding } from '../../../../../src/contract/finding.ts';
import type { CodeLine } from '../source/read-code.ts';

export interface Mark {
  readonly severity: Finding['severity'];
  readonly title: string;
  readonly line: CodeLine;
}

interface Trick {
  readonly pattern: RegExp;
  readonly title: string;
}

const suites = '(?:test|it|describe|suite|context|specify|bench|Deno\\.test)';

/** Looked for in code without what its strings say. */
const tricks: readonly Trick[] = [
  {
    pattern: new RegExp(
      `(?<![\\w.$])${suites}(?:\\.\\w+)*\\.only\\s*[(.\`]|(?<![\\w.$])f(?:it|describe|context|example)(?:\\s*\\(|\\s+['"])|->only\\s*\\(|,\\s*(?::focus\\b|focus:\\s*true)`,
    ),
    title: '.only switches all other tests off',
  },
  {
    pattern: new RegExp(
      `(?<![\\w.$])${suites}(?:\\.\\w+)*\\.(?:skip|fixme|todo|skipIf|runIf|fail|failing|ignore)\\s*[(.\`]|(?<![\\w.$])x(?:it|test|describe|context|specify|example|scenario)(?:\\s*\\(|\\s+['"])|\\b(?:this|t|ctx|context|test)\\.skip\\s*\\(|(?<![\\w.$])pending\\s*\\(`,
    ),
    title: 'A test is skipped',
  },
  {
    pattern:
      /@pytest\.mark\.(?:skip|skipif|xfail)\b|@unittest\.(?:skip\w*|expectedFailure)\b|^\s*@(?:skip|skipIf|skipUnless|expectedFailure)\b|\bpytest\.(?:skip|xfail|importorskip)\s*\(|\bself\.skipTest\s*\(|\braise (?:unittest\.)?SkipTest\b|\bpytestmark\s*=\s*pytest\.mark\.skip|\bt\.Skip(?:Now|f)?\s*\(|\bb\.Skip\s*\(|#\[ignore\b|\bmarkTest(?:Skipped|Incomplete)\s*\(|->(?:skip|todo)\s*\(|^\s*skip(?:\s+['"]|\s*\(\s*['"]|\s*(?:if\b.*)?$)|^\s*pending\b(?:\s+['"]|\s*$)|\b(?:it|describe|context|specify|example|scenario)\b[^{}]{0,200},\s*(?::skip\b|skip:\s*(?:true|['"])|pending:\s*true)|@(?:Disabled|Ignore)\b|\[(?:Ignore|Skip)\b|\[(?:Fact|Theory)\s*\(\s*Skip\b|__test__\s*=\s*False/,
    title: 'A test is skipped',
  },
  {
    pattern:
      /\bretryTimes\s*\(\s*[1-9]|\bthis\.retries\s*\(\s*[1-9]|(?<![\w.])jest\.retryTimes|@pytest\.mark\.flaky\b|(?<![\w.-])@?flaky\s*\(|@RepeatedIfExceptionsTest|@Retry\b|\breruns\s*[=:]\s*[1-9]|\brerun_filter\b/,
    title: 'A test is retried until it passes',
  },
];

/** Looked for in what a test is told beside its name; other functions have options of these names too. */
const options: readonly Trick[] = [
  { pattern: /\bonly\s*:\s*true\b/, title: '.only switches all other tests off' },
  { pattern: /\bskip\s*:\s*(?:true\b|['"])/, title: 'A test is skipped' },
];
const optionsBegin = new RegExp(`(?<![\\w.$])${suites}(?:\\.\\w+)*\\s*\\((?:[^{}=]{0,300},)?\\s*\\{`);

/** The part of a line that stands in the options of a test; `open` when they began on a line before. */
function optionsIn(bare: string, open: boolean): { readonly text: string; readonly open: boolean } {
  const begin = open ? null : optionsBegin.exec(bare);
  if (!open && begin === null) return { text: '', open: false };
  const rest = begin === null ? bare : bare.slice(begin.index + begin[0].length);
  const end = rest.indexOf('}');
  return end < 0 ? { text: rest, open: true } : { text: rest.slice(0, end), open: false };
}

/** What waits for the page that is tested, besides the test itself. */
const waits = /\b(?:expect|wait)|\b(?:page|locator|cy|browser)\.|\b(?:getBy|findBy)\w*\s*\(|\.should\s*\(/;
/** The words that settings of runners share with those of everything else. */
const sharedWords = /\b(?:timeout|retries|retry)["']?\s*[:=]/;

/** Looked for in code with its strings: commands and settings. */
const settings: readonly Trick[] = [
  { pattern: /(?:^|[\s"'])--(?:retries|reruns|retry)[\s=]+["']?[1-9]/, title: 'A test is retried until it passes' },
  {
    pattern: /(?:^|[\s"'])--(?:passWithNoTests|pass-with-no-tests|allow-no-tests)\b|\bpassWithNoTests\s*[:=]\s*true/,
    title: 'A run without tests counts as passed',
  },
  {
    pattern:
      /\b(?:testPathIgnorePatterns|modulePathIgnorePatterns|testIgnore|grepInvert|collect_ignore(?:_glob)?|excludeSpecPattern)\b\s*["']?\s*[:=](?!\s*\[\s*(?:["'][^"']*(?:node_modules|dist|build|coverage|e2e|\.next|vendor)[^"']*["']\s*,?\s*)*\]?\s*,?\s*$)|(?:^|[\s"'])--(?:testPathIgnorePatterns|ignore|deselect|grep-invert|exclude)[\s=]+\S*(?:test|spec)/,
    title: 'Tests are left out of the run',
  },
];

/** Commands that run tests, in a manifest, a workflow or a make file. */
const runsTests = /\b(?:test|tests|jest|vitest|mocha|playwright|cypress|pytest|tox|rspec|phpunit|ava|tap|karma)\b/i;
const forgiving = /\|\|\s*(?:true\b|:(?=\s|$|["'])|exit 0|echo\b)|;\s*(?:exit 0|true)\b|&\s*exit 0/;
const emptyCommand = /["'](?:test|test:[\w:-]+)["']\s*:\s*["'](?:echo\b(?!.*exit 1)[^&|]*|true|exit 0|:)\s*["']/;

/** Values that make a runner wait longer or try again; compared with what they were. */
const amounts: readonly {
  readonly pattern: RegExp;
  readonly usual: number;
  readonly title: string;
  readonly lower?: boolean;
}[] = [
  {
    pattern:
      /(?<![\w.$])(?:test|jest|vi|this|suite|testInfo|mocha)\.(?:setTimeout|timeout)\s*\(\s*([\d_]+(?:\s*\*\s*[\d_]+)*)/,
    usual: 5_000,
    title: 'A time-out is raised',
  },
  {
    pattern:
      /\b(?:timeout|testTimeout|hookTimeout|actionTimeout|navigationTimeout|globalTimeout|defaultCommandTimeout|pageLoadTimeout|slowTestThreshold)["']?\s*[:=]\s*([\d_]+(?:\s*\*\s*[\d_]+)*)/,
    usual: 5_000,
    title: 'A time-out is raised',
  },
  {
    pattern: /^\s*\}?\s*\)?\s*\}\s*,\s*([\d_]+(?:\s*\*\s*[\d_]+)*)\s*\)\s*;?\s*$/,
    usual: 5_000,
    title: 'A time-out is raised',
  },
  {
    pattern: /\bjasmine\.DEFAULT_TIMEOUT_INTERVAL\s*=\s*([\d_]+(?:\s*\*\s*[\d_]+)*)/,
    usual: 5_000,
    title: 'A time-out is raised',
  },
  {
    pattern: /@pytest\.mark\.timeout\s*\(\s*(\d+)|(?:^|[\s"'])--?(?:timeout|testTimeout|test-timeout)[\s=]+(\d+)/,
    usual: 60,
    title: 'A time-out is raised',
  },
  {
    pattern: /\bretr(?:ies|y)["']?\s*[:=(]\s*(?:process\.env\.\w+\s*\?\s*|isCI\s*\?\s*|!!\w[\w.]*\s*\?\s*)?([\d_]+)/,
    usual: 0,
    title: 'A test is retried until it passes',
  },
  {
    pattern:
      /\b(?:branches|functions|lines|statements|fail_under|minimum_coverage|cov-fail-under|fail-under|check-coverage|coverageThreshold|threshold)["']?\s*[:=\s]\s*(\d{1,3}(?:\.\d+)?)/,
    usual: Number.NaN,
    title: 'The demanded coverage is lowered',
    lower: true,
  },
];

export interface Marked {
  /** All lines that are known; the new ones are looked at. */
  readonly lines: readonly CodeLine[];
  readonly removed: readonly string[];
  /** A test, or the settings of a test runner. */
  readonly isTest: boolean;
  readonly isSetting: boolean;
  /** The file itself is a new test: what it allows itself is not raised. */
  readonly isNewTest: boolean;
}

/** What new lines do to the run of tests, at most one mark a line. */
export function marksIn({ lines, removed, isTest, isSetting, isNewTest }: Marked): Mark[] {
  let inNewTest = isNewTest;
  let told = { text: '', open: false };
  return lines.flatMap((line) => {
    told = optionsIn(line.bare, told.open);
    const own = isSetting ? line.bare : told.text;
    if (testBegins.test(line.bare)) inNewTest = line.isNew;
    if (!line.isNew) return [];
    const title = isTest ? (trickIn(line, own) ?? amountIn(line, removed, own) ?? slow(line)) : commandIn(line);
    return title === null || (title === raised && inNewTest) ? [] : [{ severity: 'major', title, line }];
  });
}

const raised = 'A time-out is raised';
const testBegins = /(?<![\w.$])(?:test|it)(?:\.\w+)*\s*\(\s*['"`]|^\s*(?:async )?def test_/;

/** `own` is what the line tells the runner or a test in an object. */
function trickIn(line: CodeLine, own: string): string | null {
  const trick =
    tricks.find(({ pattern }) => pattern.test(line.bare)) ??
    options.find(({ pattern }) => pattern.test(own)) ??
    settings.find(({ pattern }) => pattern.test(line.code));
  return trick?.title ?? null;
}

function slow(line: CodeLine): string | null {
  return /(?<![\w.$])(?:test|it)\.slow\s*\(/.test(line.bare) ? raised : null;
}

function commandIn(line: CodeLine): string | null {
  const { code } = line;
  if (emptyCommand.test(code)) return 'The command for tests runs none';
  if (runsTests.test(code) && forgiving.test(code)) return 'A failing test counts as passed';
  const trick = runsTests.test(code) ? settings.find(({ pattern }) => pattern.test(code)) : undefined;
  return trick?.title ?? null;
}

/** A value that goes the other way, or stays within what is usual, is no objection. */
function amountIn(line: CodeLine, removed: readonly string[], own: string): string | null {
  if (sharedWords.test(line.bare) && !sharedWords.test(own) && !waits.test(line.bare)) return null;
  for (const { pattern, usual, title, lower = false } of amounts) {
    const value = amountOf(pattern, line.bare);
    if (
      value === null ||
      (title === raised && /\b(?:spawn|exec|fetch|request|setInterval|AbortSignal)\w*\b/.test(line.bare))
    )
      continue;
    const before = removed.map((text) => amountOf(pattern, text)).filter((one) => one !== null);
    const was = before.length === 0 ? usual : lower ? Math.min(...before) : Math.max(...before);
    if (lower ? value < was : value > was) return title;
  }
  // A time-out taken away altogether is not looked at: the runner's own one then holds.
  return /\btimeout["']?\s*[:=(]\s*(?:0\b|Infinity|false\b|null\b)/.test(line.bare) ? raised : null;
}

function amountOf(pattern: RegExp, text: string): number | null {
  const match = pattern.exec(text);
  const written = match?.slice(1).find((group) => group !== undefined);
  if (written === undefined) return null;
  return written.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '').trim()), 1);
}
