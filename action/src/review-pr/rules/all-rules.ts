// Every rule of the guardian. A new one is a file and a line here.
import type { Rule } from '../rule.ts';
import { debugOutput } from './debug-output.ts';
import { disabledTests } from './disabled-tests.ts';
import { protectedPaths } from './protected-paths.ts';
import { secrets } from './secrets.ts';
import { size } from './size.ts';
import { testTampering } from './test-tampering.ts';

export const allRules: readonly Rule[] = [testTampering, protectedPaths, secrets, disabledTests, debugOutput, size];
