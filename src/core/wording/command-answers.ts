// What the comment commands answer: the list of commands, the gates, a mistake with the nearest command.
import { commandTable, usage } from '../command/commands.ts';
import type { Parsed } from '../command/parse-command.ts';
import type { Gate } from '../gates/gate.ts';
import { asCode, asText } from './markdown/escape.ts';

/** The commands as a table: `help` and the documentation show the same. */
export function commandList(): string {
  const rows = commandTable.map(
    (entry) => `| \`${usage(entry).replaceAll('|', '\\|')}\` | ${entry.does.replaceAll('|', '\\|')} |`,
  );
  return ['| Command | What it does |', '| --- | --- |', ...rows].join('\n');
}

export function helpAnswer(): string {
  return [
    '### What Chimera understands',
    commandList(),
    'On the issue and on its pull request, at the beginning of a line, from people with write access.',
  ].join('\n\n');
}

/** A command that could not be read. */
export function mistakeAnswer({ found, allowed, nearest }: Extract<Parsed, { kind: 'mistake' }>): string {
  const guess = nearest === null ? '' : ` Did you mean ${asCode(`/chimera ${nearest}`)}?`;
  return `${asCode(`/chimera ${found}`, 120)} is not a command that Chimera knows.${guess} Allowed: ${asText(allowed, 400)}.`;
}

const marks = { passed: '✅', holds: '⛔', ahead: '⬜' } as const;

/** Every gate, in one sentence before them which one holds, and behind them what else is worth knowing. */
export function whyAnswer(gates: readonly Gate[], otherwise: string, note = ''): string {
  const holding = gates.find(({ state }) => state === 'holds');
  const rows = gates.map(
    ({ name, state, words }) =>
      `| ${marks[state]} | ${state === 'holds' ? `**${name}**` : name} | ${asText(words, 300)} |`,
  );
  const head =
    holding === undefined ? otherwise : `**It is held by the gate “${holding.name}”:** ${asText(holding.words, 600)}`;
  const table = ['| | Gate | |', '| --- | --- | --- |', ...rows].join('\n');
  return ['### Why', head, table, note].filter((part) => part !== '').join('\n\n');
}
