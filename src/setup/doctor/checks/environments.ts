// Whether there is the environment that the configuration deploys to.
import { stagingEnvironment } from '../../../core/config/policy-of.ts';
import { type Check, fine, problem, unanswered, unknown } from '../check.ts';

const externalWords = (pattern: string | null): string =>
  pattern === null
    ? 'Somebody else deploys, and every environment but production counts. If several are deployed to, name the right one in staging.environment.'
    : `Somebody else deploys, and what counts are environments like "${pattern}".`;

export const environments: Check = {
  name: 'Environments',
  async run({ github, configuration }) {
    const config = await configuration();
    if (config.kind === 'refused') return unanswered(config, 'contents: read');
    if (config.kind === 'missing' || !config.value.ok) {
      return unknown('The configuration cannot be read, so it names no environment.', null);
    }
    const { staging } = config.value.config;
    const environment = stagingEnvironment(staging);
    if (environment === null) return fine(externalWords(staging.environment));
    const answer = await github.environment(environment);
    if (answer.kind === 'told') return fine(`There is the environment "${environment}".`);
    if (answer.kind === 'refused') return unanswered(answer, 'actions: read');
    return problem(
      `There is no environment "${environment}"; GitHub would make one without secrets and reviewers.`,
      'Settings → Environments → New environment.',
    );
  },
};
