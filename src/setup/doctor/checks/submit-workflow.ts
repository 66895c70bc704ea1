// Whether tasks can be started from the Actions tab. Nobody has to want that.
import { paths } from '../../paths.ts';
import { type Check, fine, unanswered } from '../check.ts';

export const submitWorkflow: Check = {
  name: 'Submit workflow',
  async run({ github }) {
    const answer = await github.readFile(paths.submitWorkflow);
    if (answer.kind === 'refused') return unanswered(answer, 'contents: read');
    return fine(
      answer.kind === 'told'
        ? 'Tasks can be started from the Actions tab.'
        : `There is no ${paths.submitWorkflow}, so tasks start with the label or a comment only.`,
    );
  },
};
