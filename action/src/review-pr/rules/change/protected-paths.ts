// Paths that decide what is run and who may do what: a change to them needs a person.
import { isProtected } from '../../../../../src/contract/protected-path.ts';
import type { Rule } from '../../rule.ts';
import { found } from '../source/found.ts';

export const protectedPaths: Rule = {
  name: 'protected-paths',
  title: 'A protected path was changed',
  looksFor: 'Files that the configuration protects (`protected_paths`): added, changed or deleted.',
  reason:
    'These files decide how the change is built, checked, installed or reviewed; a person has to answer for them.',
  remedy: 'Take this part of the change back; a person may make it.',
  examples: { bad: '.github/workflows/ci.yml: a step less', good: 'src/app.ts: the feature itself' },
  check: (diff, context) =>
    diff
      .filter((file) => isProtected(file.path, context.protectedPaths))
      .map((file) =>
        found(protectedPaths, {
          severity: 'critical',
          path: file.path,
          line: file.added[0]?.number ?? null,
          title: `A protected path was ${file.status === 'retyped' ? 'changed' : file.status}`,
          explanation: `\`${file.path}\` is protected. Take this part of the change back; a person may make it.`,
          evidence: `${file.status}: ${file.path}`,
          verify: `Compare ${file.path} with \`protected_paths\` in the configuration.`,
        }),
      ),
};
