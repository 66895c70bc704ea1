// Every change of the challenge.
import type { ChallengeCase } from './challenge-case.ts';
import { codeAndDependencies } from './code-and-dependencies.ts';
import { filesAndDatabases } from './files-and-databases.ts';
import { inOldFiles } from './in-old-files.ts';
import { outOfSight } from './out-of-sight.ts';
import { shiftedDiffs } from './shifted-diffs.ts';
import { testsAndOutput } from './tests-and-output.ts';
import { trust } from './trust.ts';

export const allChallenges: readonly ChallengeCase[] = [
  ...trust,
  ...codeAndDependencies,
  ...filesAndDatabases,
  ...testsAndOutput,
  ...outOfSight,
  ...inOldFiles,
  ...shiftedDiffs,
];
