// The doctor's findings as people read them: as lines in a terminal, and as a table in a comment.
import { asText } from '../../core/wording/markdown/escape.ts';
import { count } from '../../core/wording/markdown/quantity.ts';
import type { Finding } from './check.ts';

const signs = { ok: '✓', problem: '✗', unknown: '?' } as const;
const pictures = { ok: '✅', problem: '❌', unknown: '❔' } as const;

/** One line for each finding, its fix at the end; and a last one that counts. */
export function asLines(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map(({ name, state, words, fix }) => {
    const advice = fix === null ? '' : ` → ${fix}`;
    return oneLine(`${signs[state]} ${name.padEnd(width)}  ${words}${advice}`);
  });
  return [...lines, '', summary(findings)].join('\n');
}

/** Problems first. Everything in it is escaped. */
export function asTable(findings: readonly Finding[]): string {
  const order = { problem: 0, unknown: 1, ok: 2 } as const;
  const rows = [...findings]
    .sort((one, other) => order[one.state] - order[other.state])
    .map(
      ({ name, state, words, fix }) =>
        `| ${pictures[state]} | ${asText(name)} | ${asText(words)} | ${fix === null ? '' : asText(fix)} |`,
    );
  return ['| | what | found | what to do |', '|---|---|---|---|', ...rows, '', summary(findings)].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const number = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const problems = number('problem');
  const unclear = number('unknown');
  const rest = unclear === 0 ? '' : ` ${count(unclear, 'thing')} could not be found out.`;
  return problems === 0 ? `No problem was found.${rest}` : `${count(problems, 'problem')} to be solved.${rest}`;
}

const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ');
