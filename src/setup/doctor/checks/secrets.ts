// Whether the secrets that the phase workflow uses exist: their names, GitHub tells nobody their values.
import { stagingEnvironment } from '../../../core/config/policy-of.ts';
import { type About, type Check, fine, type Outcome, problem, unanswered, unknown } from '../check.ts';
import type { Answer } from '../doctor-github.ts';
import { secretsIn } from '../phase-workflow.ts';

const add = 'Settings → Secrets and variables → Actions, or the environment, if only the deployment needs it.';

export const secrets: Check = {
  name: 'Secrets',
  async run(about) {
    const text = await about.phaseWorkflow();
    if (text.kind === 'missing') return unknown('There is no phase workflow that could name any.', null);
    if (text.kind === 'refused') return unanswered(text, 'contents: read');
    const { used, inComments } = secretsIn(text.value);
    if (used.length === 0) return await withoutAny(about, inComments);
    const answers = await knownNames(about);
    const known = new Set(answers.flatMap((each) => (each.kind === 'told' ? each.value : [])).map(upper));
    const lacking = used.filter((name) => !known.has(name));
    if (lacking.length === 0) return fine(`There are all that the phase workflow uses: ${used.join(', ')}.`);
    const refused = answers.find((each) => each.kind === 'refused');
    if (refused !== undefined) {
      return {
        ...unanswered(refused, 'secrets: read and environments: read'),
        words: `${refused.words}. Not seen: ${lacking.join(', ')}.`,
      };
    }
    return problem(`The phase workflow uses secrets that do not exist: ${lacking.join(', ')}.`, add);
  },
};

/** A coding agent nearly always needs a key; it may have one of the runner's own. */
async function withoutAny({ configuration }: About, inComments: readonly string[]): Promise<Outcome> {
  const config = await configuration();
  const command = config.kind === 'told' && config.value.ok ? config.value.config.coder.command : undefined;
  if (command === undefined) return fine('The phase workflow uses none.');
  const example = inComments[0] === undefined ? '' : `, as its comment shows for ${inComments[0]}`;
  return unknown(
    'The phase workflow hands no secret to the coding agent.',
    `If it needs a key, name it in the job "work" of the phase workflow${example}.`,
  );
}

/** Of the repository, its organisation and the environment that is deployed to. */
async function knownNames({ github, configuration }: About): Promise<Answer<readonly string[]>[]> {
  const config = await configuration();
  const environment =
    config.kind === 'told' && config.value.ok ? stagingEnvironment(config.value.config.staging) : null;
  return await Promise.all([
    github.secrets(),
    github.organisationSecrets(),
    ...(environment === null ? [] : [github.environmentSecrets(environment)]),
  ]);
}

const upper = (name: string): string => name.toUpperCase();
