// Issues that an issue names as its blockers: `blocked by #12`, `depends on #3 and #4`.
import { visibleLines } from './visible-lines.ts';

/** More than this many is a list for people, not a condition. */
const blockersMax = 10;

const phrase = /\b(?:blocked by|depends on):?\s+((?:#\d{1,9}(?:\s*(?:,|and|&)\s*)*)+)/gi;

/** Numbers of issues of the same repository, each once, in their order; what stands in code blocks does not count. */
export function readBlockers(body: string, own: number): number[] {
  const numbers = visibleLines(body)
    .filter(({ fenced }) => !fenced)
    .flatMap(({ text }) => [...text.slice(0, 2_000).matchAll(phrase)])
    .flatMap((match) => [...(match[1] ?? '').matchAll(/#(\d+)/g)].map(([, number]) => Number(number)));
  return [...new Set(numbers)].filter((number) => number !== own && number > 0).slice(0, blockersMax);
}
