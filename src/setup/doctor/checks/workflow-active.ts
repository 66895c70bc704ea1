// Whether GitHub would run the phase workflow: somebody may have turned it off.
import { paths } from '../../paths.ts';
import { type Check, fine, problem, unanswered, unknown } from '../check.ts';

const fileName = paths.phaseWorkflow.slice(paths.phaseWorkflow.lastIndexOf('/') + 1);

export const workflowActive: Check = {
  name: 'Workflow active',
  async run({ github }) {
    const answer = await github.workflowState(fileName);
    if (answer.kind === 'missing') return unknown(`GitHub Actions does not know ${fileName} yet.`, null);
    if (answer.kind === 'refused') return unanswered(answer, 'actions: read');
    if (answer.value === 'active') return fine(`${fileName} is active.`);
    return problem(`${fileName} is ${answer.value}.`, 'Actions → Chimera phase → Enable workflow.');
  },
};
