// Whether there is the environment that the configuration deploys to.
import { type Check, fine, problem, unanswered, unknown } from '../check.ts';

export const environments: Check = {
  name: 'Environments',
  async run({ github, configuration }) {
    const config = await configuration();
    if (config.kind === 'refused') return unanswered(config, 'contents: read');
    if (config.kind === 'missing' || !config.value.ok) {
      return unknown('The configuration cannot be read, so it names no environment.', null);
    }
    const { environment } = config.value.config.staging;
    const answer = await github.environment(environment);
    if (answer.kind === 'told') return fine(`There is the environment "${environment}".`);
    if (answer.kind === 'refused') return unanswered(answer, 'actions: read');
    return problem(
      `There is no environment "${environment}"; GitHub would make one without secrets and reviewers.`,
      'Settings → Environments → New environment.',
    );
  },
};
