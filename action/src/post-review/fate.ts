// What became of the findings of the review before: nothing that is settled is raised again, and nothing is forgotten.
import type { Finding } from '../../../src/contract/finding.ts';

export interface Fate {
  readonly resolved: readonly Finding[];
  readonly standing: readonly Finding[];
}

/** A finding is the same when its rule, file and claim are; its line moves with every edit. */
export function fateOf(earlier: readonly Finding[], now: readonly Finding[]): Fate {
  const names = new Set(now.map(nameOf));
  return {
    resolved: earlier.filter((finding) => !names.has(nameOf(finding))),
    standing: earlier.filter((finding) => names.has(nameOf(finding))),
  };
}

const nameOf = ({ rule, path, title }: Finding): string => JSON.stringify([rule, path, title]);
