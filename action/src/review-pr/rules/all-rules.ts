// Every rule of the guardian. A new one is a file and a line here.
import type { Rule } from '../rule.ts';
import { generatedFiles } from './change/generated-files.ts';
import { migrations } from './change/migrations.ts';
import { protectedPaths } from './change/protected-paths.ts';
import { size } from './change/size.ts';
import { dangerousCode } from './code/dangerous-code.ts';
import { deadCode } from './code/dead-code.ts';
import { debugOutput } from './code/debug-output.ts';
import { lockfileDrift } from './dependencies/lockfile-drift.ts';
import { newDependencies } from './dependencies/new-dependencies.ts';
import { disabledTests } from './tests/disabled-tests.ts';
import { missingTests } from './tests/missing-tests.ts';
import { testTampering } from './tests/test-tampering.ts';
import { injectedInstructions } from './trust/injected-instructions.ts';
import { secrets } from './trust/secrets.ts';

export const allRules: readonly Rule[] = [
  testTampering,
  protectedPaths,
  secrets,
  injectedInstructions,
  dangerousCode,
  newDependencies,
  lockfileDrift,
  migrations,
  size,
  deadCode,
  disabledTests,
  missingTests,
  generatedFiles,
  debugOutput,
];
