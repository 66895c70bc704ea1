// Compares the tests of a file before and after the change: which are gone, which assert less.
import type { ChangedFile, Diff } from '../../diff.ts';
import { isTestFile, languageOf } from '../../kinds-of-files.ts';
import type { ReviewContext } from '../../rule.ts';
import { scanSource } from '../source/scan-source.ts';
import { type Assertion, assertionOf, isTrivial } from './assertions.ts';
import { mayHoldTests, type TestBlock, testBlocks } from './test-blocks.ts';

export interface Weakening {
  readonly title: string;
  /** In the file after the change, `null` when nothing of it is left. */
  readonly line: number | null;
  readonly evidence: string;
}

/** What a change takes from the tests of one file. Tests that move to another file of the change stay. */
export function weakeningsIn(file: ChangedFile, diff: Diff, context: ReviewContext): readonly Weakening[] {
  if (!mayHoldTests(file.path) || file.status === 'added' || isRecorded(file.path)) return [];
  const { before = null, after = null } = context.texts.get(file.path) ?? {};
  if (before === null || (after === null && file.status !== 'deleted')) return fromLines(file);
  const old = testBlocks(file.path, before);
  const now = after === null ? [] : testBlocks(file.path, after);
  const moved = namesAddedIn(diff, file.path, context);
  const names = new Set(now.map((block) => block.name));
  const fresh = now.filter((block) => !old.some((one) => one.name === block.name)).length;
  const gone = old.filter((block) => !names.has(block.name) && !moved.has(block.name));
  // As many new names as lost ones: the tests were renamed.
  const left = withoutRows(gone, { old, now });
  const deleted = sourceIsGone(file.path, diff, context) ? [] : left.slice(fresh);
  const weaker = old.flatMap((block) => {
    const same = now.find((one) => one.name === block.name);
    return same === undefined ? [] : compare(block.assertions, same);
  });
  return [...deleted.map((block) => deletion(block, file)), ...weaker];
}

/** Lost tests that no row of a new table takes the place of. A table is about what it asserts. */
function withoutRows(
  gone: readonly TestBlock[],
  { old, now }: { old: readonly TestBlock[]; now: readonly TestBlock[] },
): readonly TestBlock[] {
  const rowsBefore = (name: string): number => old.find((block) => block.name === name)?.rows ?? 0;
  const tables = now.filter((block) => block.rows > Math.max(1, rowsBefore(block.name)));
  const roots = new Set(tables.flatMap(({ assertions }) => assertions.map(rootOf)));
  // The first row is the test itself.
  let free = tables.reduce((sum, block) => sum + block.rows - Math.max(1, rowsBefore(block.name)), 0);
  return gone.filter(({ assertions }) => {
    const isRow = free > 0 && assertions.length > 0 && assertions.every((one) => roots.has(rootOf(one)));
    if (isRow) free--;
    return !isRow;
  });
}

/** What is called, or looked at, whatever it is called with. */
function rootOf({ subject }: Assertion): string {
  return subject.replace(/\(.*$/s, '');
}

/** Recorded output is written by a tool. */
function isRecorded(path: string): boolean {
  return /\.snap$|(?:^|\/)(?:__snapshots__|fixtures|__fixtures__|testdata)\//.test(path);
}

function deletion(block: TestBlock, file: ChangedFile): Weakening {
  const line =
    file.status === 'deleted' ? null : (file.added.find((one) => one.number >= block.number)?.number ?? null);
  return {
    title: `A test was deleted: ${block.name}`,
    line,
    evidence: `${file.path}:${block.number} (before): ${block.name}`,
  };
}

/** Each lost assertion is met by the new one on the same thing; one strong new one may take the place of several. */
function compare(before: readonly Assertion[], after: TestBlock): Weakening[] {
  const left = new Map<string, number>();
  for (const { text } of after.assertions) left.set(text, (left.get(text) ?? 0) + 1);
  const lost = before.filter((one) => {
    const count = left.get(one.text) ?? 0;
    if (count > 0) left.set(one.text, count - 1);
    return count === 0;
  });
  const kept = new Set(before.map((one) => one.text));
  const gained = after.assertions.filter((one) => !kept.has(one.text));
  const found: Weakening[] = [];
  const free = [...gained];
  for (const one of lost) {
    const at = free.findIndex((other) => other.subject !== '' && other.subject === one.subject);
    const match = at < 0 ? undefined : free.splice(at, 1)[0];
    if (match === undefined) continue;
    if (match.strength < one.strength || isLooser(one.text, match.text)) {
      found.push({
        title: 'An assertion was loosened',
        line: match.number,
        evidence: `before: ${one.text}\nafter: ${match.text}`,
      });
    }
  }
  const unmatched = lost.length - (gained.length - free.length);
  const strong = free.filter(
    (one) => one.strength >= 5 && /[[{]|toEqual|Snapshot|deepEqual|toMatchObject/.test(one.text),
  ).length;
  const isTable = after.rows >= before.length && free.length > 0;
  if (unmatched > free.length && strong === 0 && !isTable) {
    const first = lost.find((one) => !gained.some((other) => other.subject === one.subject)) ?? lost[0];
    found.push({
      title: 'An assertion was removed from a test',
      line: after.number,
      evidence: first?.text ?? after.name,
    });
  } else if (unmatched > 0 && free.length > 0 && found.length === 0) {
    const weakest = Math.max(...free.map((one) => one.strength));
    const strongest = Math.max(...lost.map((one) => one.strength));
    const worst = free[0];
    if (weakest <= 2 && strongest >= 4 && worst !== undefined) {
      found.push({
        title: 'An assertion was loosened',
        line: worst.number,
        evidence: `before: ${lost[0]?.text}\nafter: ${worst.text}`,
      });
    }
  }
  return found;
}

/** The same form with a limit further away, or a pattern instead of a text. */
function isLooser(before: string, after: string): boolean {
  const limit =
    /\b(toBeLessThan|toBeLessThanOrEqual|below|assertLess|toBeGreaterThan|toBeGreaterThanOrEqual|above|toBeCloseTo)\s*\(\s*(?:[^(),]{0,60},\s*)?(-?[\d_.]+)/;
  const [, form, was] = limit.exec(before) ?? [];
  const [, same, is] = limit.exec(after) ?? [];
  if (form !== undefined && form === same) {
    const change = Number(is?.replaceAll('_', '')) - Number(was?.replaceAll('_', ''));
    return /Less|below/.test(form) ? change > 0 : change < 0;
  }
  const text = /\.to(?:Be|Equal|HaveText|HaveURL|HaveTitle|HaveValue)\s*\(\s*(['"`/])/;
  return (
    text.exec(before)?.[1] !== '/' &&
    /['"`]/.test(text.exec(before)?.[1] ?? '') &&
    text.exec(after)?.[1] === '/' &&
    /\/\.[*+]\/|\/\^?\\?w?[+*]?\$?\//.test(after)
  );
}

function namesAddedIn(diff: Diff, except: string, context: ReviewContext): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of diff) {
    if (file.path === except || file.added.length === 0 || !mayHoldTests(file.path)) continue;
    const text = context.texts.get(file.path)?.after ?? file.added.map((line) => line.text).join('\n');
    for (const block of testBlocks(file.path, text)) names.add(block.name);
  }
  return names;
}

/** The tests of what the change takes away go with it. */
function sourceIsGone(path: string, diff: Diff, context: ReviewContext): boolean {
  const stem = stemOf(path);
  const isSource = (other: string): boolean => !isTestFile(other) && stemOf(other) === stem;
  return diff.some((file) => file.status === 'deleted' && isSource(file.path)) && !context.paths.some(isSource);
}

/** Name of a file without its folder, its extension, and what marks it as a test. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name
    .replace(/\.[a-z]+$/i, '')
    .replace(/(?:[._-](?:test|spec|cy|e2e|unit|integration)s?)+$/i, '')
    .replace(/^test_/, '')
    .replace(/(?<=[a-z0-9])(?:Test|Spec)s?$/, '');
}

/** Without the whole texts only the lines can be counted. */
function fromLines(file: ChangedFile): Weakening[] {
  const language = languageOf(file.path);
  if (language === null || (file.status === 'deleted' && file.removed.length === 0)) return [];
  const read = (lines: ChangedFile['added']) => {
    const scanned = scanSource(lines.map((line) => line.text).join('\n'), language);
    return lines.flatMap((line, index) => assertionOf(line.number, scanned[index]?.code ?? '') ?? []);
  };
  const name = (lines: ChangedFile['added']) => testBlocks(file.path, lines.map((line) => line.text).join('\n'));
  const [old, now] = [name(file.removed), name(file.added)];
  const gone = old.filter((block) => !now.some((one) => one.name === block.name)).slice(now.length);
  if (gone.length > 0 || file.status === 'deleted') return gone.map((block) => deletion(block, file));
  return compare(read(file.removed), {
    name: file.path,
    number: file.added[0]?.number ?? 1,
    rows: 0,
    assertions: read(file.added),
  });
}

/** New assertions that hold whatever the program does, and errors that a test swallows. */
export function emptyAssertions(file: ChangedFile): readonly Weakening[] {
  const language = languageOf(file.path);
  if (language === null || !isTestFile(file.path)) return [];
  const scanned = scanSource(file.added.map((line) => line.text).join('\n'), language);
  return file.added.flatMap((line, index) => {
    const code = (scanned[index]?.code ?? '').trim().slice(0, 2_000);
    const swallowed =
      /\)\s*\.(?:not\.)?to[A-Z]\w*\s*\([^()]{0,200}(?:\([^()]{0,80}\)[^()]{0,80})?\)\s*\.catch\s*\(\s*\(\s*\w*\s*\)\s*=>\s*(?:\{\s*\}|undefined|null|true)/.test(
        code,
      );
    if (!isTrivial(code) && !swallowed) return [];
    return [
      {
        title: swallowed ? 'A failed assertion is swallowed' : 'An assertion always holds',
        line: line.number,
        evidence: code,
      },
    ];
  });
}
