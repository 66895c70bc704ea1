// Why a labelled issue does not become a task: what is wrong, where, what is allowed, what to do.
import type { ConfigProblem } from '../config/config-problem.ts';
import type { IntakeProblem } from '../intake/read-feature.ts';
import type { Task } from '../task.ts';
import { asCode, asText } from './markdown/escape.ts';
import { commentCharactersMax, fitInto } from './markdown/fit-into.ts';
import { count } from './markdown/quantity.ts';

const pointer = '… and more. Repair these first, then put the label on again.';
const again = 'Then put the label on again (take it off first), or write `/chimera start`.';

/** The person who put the label on may not start a task. */
export function refuseWithoutAccess(options: { readonly login: string; readonly label: string }): string {
  return [
    '### Chimera did not start',
    `${asCode(options.login)} put the label ${asText(options.label, 50)} on this issue, but only people with write access to this repository may start a task.`,
    'Somebody with write access can take the label off and put it on again.',
  ].join('\n\n');
}

/** The configuration on the default branch is missing or wrong. */
export function refuseBrokenConfiguration(problems: readonly ConfigProblem[]): string {
  const file = problems[0]?.file ?? '.github/chimera.yml';
  const lines = problems.map((problem) =>
    problem.path === ''
      ? `- line ${problem.line}, column ${problem.column}: ${asText(problem.message, 600)}`
      : `- line ${problem.line}, column ${problem.column}, ${asCode(problem.path)}: ${asText(problem.message, 600)}`,
  );
  return fitInto(
    [
      '### Chimera did not start: its configuration is not valid',
      `${asCode(file)} on the default branch has ${count(problems.length, 'problem')}:`,
      lines.join('\n'),
      `Correct the file on the default branch. ${again}`,
    ],
    commentCharactersMax,
    pointer,
  );
}

/** The text of the issue cannot be taken as it is. */
export function refuseIssueText(problems: readonly IntakeProblem[]): string {
  return fitInto(
    [
      '### Chimera did not start: the issue is not complete',
      problems.map((problem) => `- ${asText(problem.message, 600)}`).join('\n'),
      `Edit the issue. ${again}`,
    ],
    commentCharactersMax,
    pointer,
  );
}

/** The issue has a task that has not ended, or whose pull request is open or merged. */
export function refuseSecondTask(
  task: Pick<Task, 'state' | 'pullRequest'>,
  pullRequest: 'open' | 'merged' | null,
): string {
  const where =
    task.pullRequest === null ? 'It has no pull request yet' : `Its pull request is #${task.pullRequest.number}`;
  if (pullRequest === 'merged') {
    return [
      '### Chimera has done this already',
      `The pull request #${task.pullRequest?.number} for this issue has been merged. For something more, write a new issue.`,
    ].join('\n\n');
  }
  if (pullRequest === 'open') {
    return [
      '### Chimera has done this already',
      `${where}: it is complete, and waits to be merged. \`/chimera reject <why>\` there sends it back to the coder; closing it lets a new task start.`,
    ].join('\n\n');
  }
  return [
    '### Chimera works on this already',
    `This issue has an open task (${task.state.kind}). ${where}; the check run *Chimera* there shows how it goes.`,
    'To start over, end it first: remove the label, close the issue or write `/chimera cancel`. Then put the label on again.',
  ].join('\n\n');
}

export const refuseClosedIssue = (): string =>
  '### Chimera did not start\n\nThis issue is closed. Reopen it, and the task starts.';

export function refuseTooMany({ login, open, max }: { login: string; open: number; max: number }): string {
  return [
    '### Chimera did not start',
    `${asCode(login)} has ${count(open, 'open task')} in this repository; at most ${max} are allowed (\`open_per_person\` in \`.github/chimera.yml\`).`,
    'End one of them, or wait until one is done. Then put the label on again, or write `/chimera start`.',
  ].join('\n\n');
}
