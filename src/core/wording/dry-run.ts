// What `/chimera start --dry-run` answers: what would happen, with nothing written.
import { asBlock, asCode, asText } from './markdown/escape.ts';
import { commentCharactersMax, fitInto } from './markdown/fit-into.ts';
import { count } from './markdown/quantity.ts';

/** A simulation as the page needs it; `src/scenario/simulate.ts` makes one. */
interface Simulated {
  readonly problems: readonly { readonly message: string }[];
  readonly test: { readonly path: string; readonly content: string } | null;
  readonly questions: readonly string[];
  readonly phases: readonly { readonly title: string; readonly timeoutMinutes: number; readonly wanted: boolean }[];
}

export function dryRunAnswer(simulated: Simulated): string {
  const { problems, test, questions } = simulated;
  const wanted = simulated.phases.filter((phase) => phase.wanted);
  const minutes = wanted.reduce((sum, phase) => sum + phase.timeoutMinutes, 0);
  const rows = wanted.map(({ title, timeoutMinutes }) => `| ${title} | ${timeoutMinutes} min |`);
  const list = (lines: readonly string[]) => lines.map((line) => `- ${asText(line, 1_000)}`).join('\n');
  return fitInto(
    [
      '### What would happen (nothing has been started)',
      problems.length > 0 ? `The issue would be refused:\n\n${list(problems.map(({ message }) => message))}` : '',
      questions.length > 0 ? `Chimera would ask before it starts:\n\n${list(questions)}` : '',
      test === null ? '' : `It would write the test ${asCode(test.path)}:\n\n${asBlock(test.content, 30_000)}`,
      ['| Phase | At most |', '| --- | --- |', ...rows].join('\n'),
      `If nothing is rejected that is ${count(wanted.length, 'run')} of GitHub Actions, ${count(minutes, 'minute')} at most.`,
    ],
    commentCharactersMax,
    '… The rest does not fit into a comment.',
  );
}
