// A change that nobody can read is not reviewed, however well its tests pass.
import type { Rule } from '../rule.ts';

/** Files that tools write; their lines say nothing about how much there is to read. */
const written =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|Cargo\.lock|go\.sum|poetry\.lock|Gemfile\.lock|composer\.lock)$/;

export const size: Rule = (diff, { linesMax }) => {
  const counted = diff.filter((file) => !written.test(file.path));
  const lines = counted.reduce((sum, file) => sum + file.added.length + file.removed.length, 0);
  if (lines <= linesMax) return [];
  const largest = [...counted].sort((left, right) => right.added.length - left.added.length)[0]?.path ?? null;
  return [
    {
      rule: 'size',
      severity: 'major',
      path: null,
      line: null,
      title: `The change has ${lines} lines; at most ${linesMax} can be reviewed`,
      explanation: `Leave out what the feature does not need${largest === null ? '' : `; most lines are in \`${largest}\``}. Otherwise a person must split the issue.`,
    },
  ];
};
