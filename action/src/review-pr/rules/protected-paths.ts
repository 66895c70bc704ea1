// Paths that decide what is run and who may do what: a change to them needs a person.
import { isProtected } from '../../../../src/contract/protected-path.ts';
import type { Rule } from '../rule.ts';

export const protectedPaths: Rule = (diff, context) =>
  diff
    .filter((file) => isProtected(file.path, context.protectedPaths))
    .map((file) => ({
      rule: 'protected-paths',
      severity: 'critical',
      path: file.path,
      line: file.added[0]?.number ?? null,
      title: `A protected path was ${file.status === 'retyped' ? 'changed' : file.status}`,
      explanation: `\`${file.path}\` is protected. Take this part of the change back; a person may make it.`,
    }));
