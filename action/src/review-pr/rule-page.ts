// The pages about the rules, made from the rules themselves.
import type { Rule } from './rule.ts';
import { allRules } from './rules/all-rules.ts';

/** The page of one rule, for `docs/rules/<name>.md`. */
export function rulePage(rule: Rule): string {
  const examples =
    rule.examples === undefined
      ? []
      : [
          '## Example',
          '',
          'Objected to:',
          '',
          ...fenced(rule.examples.bad),
          '',
          'Instead:',
          '',
          ...fenced(rule.examples.good),
          '',
        ];
  return [
    `# ${rule.name}`,
    '',
    `${rule.title}.`,
    '',
    '## What it looks for',
    '',
    rule.looksFor,
    '',
    '## Why',
    '',
    rule.reason,
    '',
    '## What to do',
    '',
    rule.remedy,
    '',
    ...examples,
    '[All rules](index.md)',
    '',
  ].join('\n');
}

/** The list of all rules, for `docs/rules/index.md`. */
export function rulesIndexPage(): string {
  return [
    '# Rules of the guardian',
    '',
    'Each rule looks at the change alone: the same change gets the same findings, without a model and without a network.',
    'A finding costs by its severity: critical 1, major 0.4, minor 0.1, info nothing; the score is what is left of 1.',
    '',
    '| rule | objects when |',
    '|---|---|',
    ...allRules.map((rule) => `| [${rule.name}](${rule.name}.md) | ${rule.title.toLowerCase()} |`),
    '',
  ].join('\n');
}

function fenced(text: string): readonly string[] {
  return ['```', text, '```'];
}
