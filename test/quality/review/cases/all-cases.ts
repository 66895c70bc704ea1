// Every change of the measure.
import type { ReviewCase } from '../case.ts';
import { cleanCases } from './clean.ts';
import { codeCases } from './code.ts';
import { outOfSightCases } from './out-of-sight.ts';
import { packageCases } from './packages.ts';
import { testCases } from './tests.ts';
import { trustCases } from './trust.ts';

export const allCases: readonly ReviewCase[] = [
  ...trustCases,
  ...outOfSightCases,
  ...codeCases,
  ...packageCases,
  ...testCases,
  ...cleanCases,
];
