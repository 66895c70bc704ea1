// The tests of a file by their names, each with what it asserts.
import { isTestFile, languageOf } from '../../kinds-of-files.ts';
import { scanSource } from '../source/scan-source.ts';
import { type Assertion, assertionOf } from './assertions.ts';
import { rowsOf, tableBegins } from './test-tables.ts';

export interface TestBlock {
  readonly name: string;
  /** Where it begins, counted from 1. */
  readonly number: number;
  readonly assertions: readonly Assertion[];
  /** How many rows of a table it runs over, as far as the file says; 0 without a table. */
  readonly rows: number;
}

const begins =
  /(?<![\w.$])(?:test|it|specify|scenario|Deno\.test|xit|xtest|fit)(?:\.(?:only|skip|fixme|concurrent|failing|each|serial|todo|slow|fail)\b)*(?:\s*\([^'"`]{0,80}\)|\s*`[^`]{0,200}`)?\s*\(?\s*(['"`])(.{1,200}?)\1|^\s*(?:async )?def (test_?\w*)\s*\(|^\s*func (Test\w+|Benchmark\w+)\s*\(|^\s*(?:public )?function (test\w+)\s*\(|^\s*(?:pub )?(?:async )?fn (\w+)\s*\(|^\s*(?:public |private |internal )?(?:static )?(?:void|fun|Task|async Task) (\w*[tT]est\w*|should\w+|`[^`]{1,100}`)\s*\(/;

/** The tests in order. In Rust a function counts when it is marked as a test. Assertions before the first test are left out. */
export function testBlocks(path: string, text: string): readonly TestBlock[] {
  const language = languageOf(path);
  if (language === null) return [];
  const blocks: { name: string; number: number; assertions: Assertion[]; rows: number }[] = [];
  let marked = false;
  let table: string[] | null = null;
  const scanned = scanSource(text, language).map(({ code }) => code.slice(0, 2_000));
  scanned.forEach((line, index) => {
    if (tableBegins.test(line)) table = [];
    table?.push(line);
    if (language === 'rust' && /^\s*#\[(?:\w+::)?(?:test|rstest)\b/.test(line)) marked = true;
    const match = begins.exec(line);
    const name =
      match?.slice(2).find((group) => group !== undefined) ?? (table === null ? undefined : afterTable.exec(line)?.[2]);
    if (name !== undefined && (language !== 'rust' || marked)) {
      marked = false;
      blocks.push({ name, number: index + 1, assertions: [], rows: table === null ? 0 : rowsOf(table, scanned) });
      table = null;
    } else if (language === 'rust' && name !== undefined) {
      return;
    }
    const one = assertionOf(index + 1, line);
    if (one !== null) blocks.at(-1)?.assertions.push(one);
  });
  if (language !== 'go') return blocks;
  return blocks.map((block, index) => {
    const body = scanned.slice(block.number - 1, (blocks[index + 1]?.number ?? scanned.length + 1) - 1);
    return { ...block, rows: rowsOf(body, []) };
  });
}

/** The name of a test stands behind its table. */
const afterTable = /[\])`]\s*\(\s*(['"`])(.{1,200}?)\1/;

/** Whether a file may hold tests: Rust keeps them beside the code. */
export function mayHoldTests(path: string): boolean {
  return isTestFile(path) || languageOf(path) === 'rust';
}
