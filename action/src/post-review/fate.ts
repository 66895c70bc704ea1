// What became of the findings of the review before: nothing that is settled is raised again, and nothing is forgotten.
import type { Finding } from '../../../src/contract/finding.ts';

export interface Fate {
  readonly resolved: readonly Finding[];
  readonly standing: readonly Finding[];
}

/** Of several that are alike, as many stand as there are now. */
export function fateOf(earlier: readonly Finding[], now: readonly Finding[]): Fate {
  const left = new Map<string, number>();
  for (const name of now.map(nameOf)) left.set(name, (left.get(name) ?? 0) + 1);
  const resolved: Finding[] = [];
  const standing: Finding[] = [];
  for (const finding of earlier) {
    const name = nameOf(finding);
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    (count > 0 ? standing : resolved).push(finding);
  }
  return { resolved, standing };
}

/** Rules with one finding at most, whose title says how much it is: the number changes with every commit. */
const countingRules = ['size', 'page-errors'];

/** A finding is the same when its rule, file and claim are; its line moves with every edit. */
const nameOf = ({ rule, path, title }: Finding): string =>
  JSON.stringify(countingRules.includes(rule) ? [rule] : [rule, path, title]);
