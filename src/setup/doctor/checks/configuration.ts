// Whether the configuration can be used, and nothing in it is still to be replaced.
import { isPlaceholder } from '../../configuration-file.ts';
import { paths } from '../../paths.ts';
import { type Check, fine, problem, unanswered } from '../check.ts';

/** Mistakes told at once; the rest shows when these are corrected. */
const toldMax = 3;

export const configuration: Check = {
  name: 'Configuration',
  async run({ configuration: read }) {
    const answer = await read();
    if (answer.kind === 'missing') {
      return problem(
        `${paths.configuration} is not on the default branch.`,
        'Merge the set-up pull request, or run `chimera init` and push its files.',
      );
    }
    if (answer.kind === 'refused') return unanswered(answer, 'contents: read');
    const outcome = answer.value;
    if (!outcome.ok) {
      const told = outcome.problems
        .slice(0, toldMax)
        .map(({ file, line, message }) => `${file}, line ${line}: ${message}`);
      const rest = outcome.problems.length - told.length;
      return problem(`${told.join(' ')}${rest > 0 ? ` And ${rest} more.` : ''}`, 'Correct it on the default branch.');
    }
    const { app, coder, staging } = outcome.config;
    const commands = { 'app.start': app.start, 'coder.command': coder.command, 'staging.command': staging.command };
    const open = Object.entries(commands).filter(
      ([, command]) => command !== undefined && command !== null && isPlaceholder(command),
    );
    if (open.length === 0) return fine(`${paths.configuration} is valid.`);
    const names = open.map(([name]) => name).join(', ');
    return problem(
      `Still to be replaced: ${names}.`,
      `Write the commands of your own into ${paths.configuration} on the default branch.`,
    );
  },
};
