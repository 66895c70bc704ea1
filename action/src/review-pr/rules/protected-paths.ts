// Paths that decide what is run and who may do what: a change to them needs a person.
import { matchesGlob } from 'node:path';
import type { Rule } from '../rule.ts';

export const protectedPaths: Rule = (diff, context) =>
  diff.flatMap((file) => {
    const pattern = context.protectedPaths.find((candidate) => isUnder(file.path, candidate));
    if (pattern === undefined) return [];
    return [
      {
        rule: 'protected-paths',
        severity: 'critical',
        path: file.path,
        line: file.added[0]?.number ?? null,
        title: `A protected path was ${file.status === 'retyped' ? 'changed' : file.status}`,
        explanation: `\`${file.path}\` falls under the protected pattern \`${pattern}\`. Take this part of the change back; a person may make it.`,
      },
    ];
  });

/** A pattern that ends in a slash, or names a directory, protects all that lies below it. */
function isUnder(path: string, pattern: string): boolean {
  const trimmed = pattern.replace(/\/+$/, '');
  return matchesGlob(path, trimmed) || matchesGlob(path, `${trimmed}/**`);
}
