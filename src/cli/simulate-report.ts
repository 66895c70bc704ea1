// A simulation as people read it in a terminal.
import { count } from '../core/wording/markdown/quantity.ts';
import type { SimulatedPhase, Simulation } from '../scenario/simulate.ts';

export interface Simulated {
  readonly title: string;
  readonly number: number;
  /** The configuration's file, or `null` for the defaults. */
  readonly configFile: string | null;
  readonly simulation: Simulation;
}

export function simulateReport({ title, number, configFile, simulation }: Simulated): string {
  const { problems, settings, test, questions } = simulation;
  const rows: [string, string][] = [['Configuration', configFile ?? 'defaults; there is no .github/chimera.yml here']];
  if (settings !== null) {
    rows.push(['Target URL', settings.targetUrl ?? 'none; the test runs against the application that the job starts']);
    rows.push(['Staging URL', settings.stagingUrl ?? 'the one that the deploy command tells']);
    rows.push(['Priority', `${settings.priority}`]);
  }
  const parts = [
    [`#${number}  ${title}`, '', ...rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`)].join('\n'),
    problems.length > 0 ? `The issue would be refused:\n\n${list(problems.map(({ message }) => message))}` : '',
    questions.length > 0 ? `Chimera would ask before it starts:\n\n${list(questions)}` : '',
    planOf(simulation),
    test === null ? '' : `It would write ${test.path}:\n\n${test.content.trimEnd()}`,
    'Nothing has been started or written.',
  ];
  return printable(parts.filter((part) => part !== '').join('\n\n'));
}

function planOf({ phases, cost }: Simulation): string {
  const rows = [['', 'Phase', 'Agent', 'At most'], ...phases.map(rowOf)];
  const table = rows.map(([mark = '', ...cells]) =>
    `  ${mark.padEnd(3)}${cells.map((cell) => cell.padEnd(24)).join('')}`.trimEnd(),
  );
  const bounds = `A person is asked after ${count(cost.roundsMax, 'round')} or ${count(cost.resultsMax, 'phase result')}.`;
  return (
    `${table.join('\n')}\n\nIf nothing is rejected that is ${count(cost.runs, 'run')} of GitHub Actions, ` +
    `${count(cost.minutesMax, 'minute')} at most. ${bounds}`
  );
}

const rowOf = (phase: SimulatedPhase, index: number): string[] => [
  `${index + 1}`,
  phase.title,
  phase.agent,
  phase.wanted ? `${phase.timeoutMinutes} min` : 'not wanted',
];

const list = (lines: readonly string[]): string => lines.map((line, index) => `  ${index + 1}. ${line}`).join('\n');

/** Without what could steer the terminal or turn the text around. */
export const printable = (text: string): string =>
  text.replaceAll(/(?!\n)\p{Cc}|[\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu, ' ');
