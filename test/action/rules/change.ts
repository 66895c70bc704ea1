// Changes for the tests of the rules: files before and after, made into the snapshot that a rule looks at.

import type { ChangedFile, Diff, Line } from '../../../action/src/review-pr/diff.ts';
import type { ReviewContext, Rule } from '../../../action/src/review-pr/rule.ts';
import type { Finding } from '../../../src/contract/finding.ts';
import { findingSchema } from '../../../src/contract/finding.ts';

/** Text before and after; `null` where the file is not there. A text alone is a new file. */
export type Sides = readonly [before: string | null, after: string | null] | string;
export type Files = Readonly<Record<string, Sides>>;

const frozen = "test('a', () => {});\n";

export interface Change {
  readonly diff: Diff;
  readonly context: ReviewContext;
}

export function change(files: Files, more: Partial<ReviewContext> = {}, others: readonly string[] = []): Change {
  const sides = Object.entries(files).map(
    ([path, one]) => [path, typeof one === 'string' ? ([null, one] as const) : one] as const,
  );
  const context: ReviewContext = {
    test: { path: 'e2e/a.spec.ts', frozen, current: frozen },
    protectedPaths: [],
    linesMax: 500,
    registrySettings: '',
    texts: new Map(sides.map(([path, [before, after]]) => [path, { before, after }])),
    paths: [...sides.filter(([, [, after]]) => after !== null).map(([path]) => path), ...others],
    ...more,
  };
  return { diff: sides.map(([path, [before, after]]) => changedFile(path, before, after)), context };
}

function changedFile(path: string, before: string | null, after: string | null): ChangedFile {
  const status = before === null ? 'added' : after === null ? 'deleted' : 'modified';
  return { path, status, mode: after === null ? '000000' : '100644', ...lineDiff(linesOf(before), linesOf(after)) };
}

function linesOf(text: string | null): readonly string[] {
  if (text === null || text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** The shortest way from one text to the other, by the longest common subsequence of lines. */
function lineDiff(before: readonly string[], after: readonly string[]): { added: Line[]; removed: Line[] } {
  const common = before.map(() => new Array<number>(after.length + 1).fill(0));
  common.push(new Array<number>(after.length + 1).fill(0));
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      const row = common[left] as number[];
      const next = common[left + 1] as number[];
      row[right] =
        before[left] === after[right] ? (next[right + 1] ?? 0) + 1 : Math.max(next[right] ?? 0, row[right + 1] ?? 0);
    }
  }
  const added: Line[] = [];
  const removed: Line[] = [];
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    if (left < before.length && right < after.length && before[left] === after[right]) {
      left++;
      right++;
    } else if (
      right >= after.length ||
      (left < before.length && (common[left + 1]?.[right] ?? 0) >= (common[left]?.[right + 1] ?? 0))
    ) {
      removed.push({ number: left + 1, text: before[left++] ?? '' });
    } else {
      added.push({ number: right + 1, text: after[right++] ?? '' });
    }
  }
  return { added, removed };
}

/** What a rule finds, each as `severity path:line`. Every finding keeps the contract and can be checked by a person. */
export async function places(
  rule: Rule,
  files: Files,
  more: Partial<ReviewContext> = {},
  others: readonly string[] = [],
): Promise<string[]> {
  const found = await findings(rule, files, more, others);
  return found.map(({ severity, path, line }) => `${severity} ${path}:${line}`);
}

export async function findings(
  rule: Rule,
  files: Files,
  more: Partial<ReviewContext> = {},
  others: readonly string[] = [],
): Promise<readonly Finding[]> {
  const { diff, context } = change(files, more, others);
  const found = await rule.check(diff, context);
  for (const finding of found) {
    findingSchema.parse(finding);
    if (finding.rule !== rule.name || finding.verify === undefined)
      throw new Error(`incomplete: ${JSON.stringify(finding)}`);
    const after = finding.path === null ? null : (context.texts.get(finding.path)?.after ?? null);
    if (after !== null && finding.line !== null && finding.line > after.split('\n').length) {
      throw new Error(`no such line: ${JSON.stringify(finding)}`);
    }
  }
  return found;
}
