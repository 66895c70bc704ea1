// The proof chain: the same frozen test, red before the change, green after it, green where it is deployed.
import type { Proof } from '../outcome.ts';
import type { Task } from '../task.ts';
import { asCodeCell } from './markdown/escape.ts';
import { count } from './markdown/quantity.ts';
import type { View } from './phase-table.ts';

/** The three links as a table; a missing link says so. */
export function proofChain(task: Task, view: Pick<View, 'runUrl'>): string {
  const { redOnBase, greenOnHead, greenOnStaging } = task.proofs;
  const rows = [
    link('🔴 red on the base commit', redOnBase, view),
    link('🟢 green on the head commit', greenOnHead, view),
    link('🟢 green on staging', greenOnStaging, view),
  ];
  const test =
    task.test === null
      ? 'No test has been frozen yet.'
      : `Frozen test: ${asCodeCell(task.test.path)}, SHA-256 \`${task.test.sha256.slice(0, 12)}…\`.`;
  return [
    test,
    '',
    '| Link | Commit | Run | Tests | Where | Evidence |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'Report, screenshot and trace lie in the artifact `chimera-result` of the run beside them.',
  ].join('\n');
}

/** How many links there are. */
export function linksProven(task: Task): number {
  return Object.values(task.proofs).filter((proof) => proof !== null).length;
}

function link(name: string, proof: Proof | null, view: Pick<View, 'runUrl'>): string {
  if (proof === null) return `| ⬜ ${name.slice(name.indexOf(' ') + 1)} | not yet | – | – | – | – |`;
  const evidence = [
    ['report', proof.report],
    ['screenshot', proof.screenshot],
    ['trace', proof.trace],
  ]
    .filter(([, path]) => path !== null)
    .map(([kind]) => kind);
  const cells = [
    name,
    `\`${proof.commit.slice(0, 7)}\``,
    `[run ${proof.runId}](${view.runUrl(proof.runId)})`,
    count(proof.tests, 'test'),
    asCodeCell(proof.url),
    evidence.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}
