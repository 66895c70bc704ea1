// Whether there is the label that starts a task.
import { defaultLabel } from '../../paths.ts';
import { type Check, fine, problem, unanswered } from '../check.ts';

export const label: Check = {
  name: 'Label',
  async run({ github, configuration }) {
    const config = await configuration();
    const name = config.kind === 'told' && config.value.ok ? config.value.config.label : defaultLabel;
    const answer = await github.label(name);
    if (answer.kind === 'told') return fine(`There is the label "${name}".`);
    if (answer.kind === 'refused') return unanswered(answer, 'issues: read');
    return problem(`There is no label "${name}".`, 'Issues → Labels → New label.');
  },
};
