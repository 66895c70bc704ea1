// Whether the phase workflow lies on the default branch and takes what the app sends.
import { paths } from '../../paths.ts';
import { type Check, fine, problem, unanswered } from '../check.ts';
import { readPhaseWorkflow } from '../phase-workflow.ts';

const copy = `Copy ${paths.phaseWorkflow} from the Chimera project, and keep your own secrets in it.`;

export const phaseWorkflow: Check = {
  name: 'Phase workflow',
  async run({ phaseWorkflow: text, inputs }) {
    const answer = await text();
    if (answer.kind === 'missing') {
      return problem(
        `${paths.phaseWorkflow} is not on the default branch.`,
        'Merge the set-up pull request, or run `chimera init` and push its files.',
      );
    }
    if (answer.kind === 'refused') return unanswered(answer, 'contents: read');
    const reading = readPhaseWorkflow(answer.value);
    if (reading.kind === 'broken') return problem(`${paths.phaseWorkflow} cannot be used: ${reading.words}.`, copy);
    const known = reading.workflow.inputs.map(({ name }) => name);
    const lacking = inputs.filter((name) => !known.includes(name));
    if (lacking.length > 0) return problem(`${paths.phaseWorkflow} lacks the inputs ${lacking.join(', ')}.`, copy);
    const unsent = reading.workflow.inputs.filter(({ name, required }) => required && !inputs.includes(name));
    if (unsent.length > 0) {
      const names = unsent.map(({ name }) => name).join(', ');
      return problem(`${paths.phaseWorkflow} requires inputs that the app does not send: ${names}.`, copy);
    }
    return fine(`${paths.phaseWorkflow} takes what the app sends.`);
  },
};
