// The one comment that acknowledges a task: what was understood, what will happen, how to stop it.
import { phases } from '../phase.ts';
import type { Task } from '../task.ts';
import { asCode, asCodeCell, asText } from './markdown/escape.ts';
import { marker } from './markdown/marker.ts';
import { count } from './markdown/quantity.ts';

/** `place` counts from 1; `null` means that it starts now. */
export function acknowledgement(
  task: Task,
  options: { readonly label: string; readonly place: number | null },
): string {
  const { feature, policy } = task;
  const { label, place } = options;
  const when =
    place === null
      ? 'It starts now.'
      : `It is number ${place} in the queue; ${policy.parallel === 1 ? 'one task runs' : `${policy.parallel} tasks run`} at the same time, the most urgent first.`;
  const wanted = phases.filter((phase) => phase.name !== 'production_deployment' || policy.production);
  const coder = policy.coder.kind === 'replay' ? ' from recorded change sets' : '';
  return [
    marker('acknowledge', task.id),
    `### Chimera works on this\n\n${when} Asked for by ${asCode(task.requestedBy.login)}.`,
    [
      '| Read from the issue and the configuration | |',
      '| --- | --- |',
      `| Page to look at | ${feature.targetUrl === null ? 'only the application of this repository' : asCodeCell(feature.targetUrl)} |`,
      `| Staging | ${feature.stagingUrl === null ? 'the address that the deployment tells' : asCodeCell(feature.stagingUrl)} |`,
      `| Priority | ${task.priority} of 10 |`,
      `| Limits | ${count(task.limits.rounds, 'round')}, ${count(task.limits.results, 'phase result')} |`,
    ].join('\n'),
    `**What will happen:** a branch and a draft pull request${coder === '' ? '' : ` (implementation${coder})`}, then ${list(wanted.map((phase) => phase.title.toLowerCase()))}. The check run *Chimera* on the pull request shows how it goes. Nothing is merged without a person.`,
    `**To stop it:** remove the label ${asText(label, 50)} or close the issue.`,
  ].join('\n\n');
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
