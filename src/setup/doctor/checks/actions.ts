// Whether GitHub Actions is on, and may use the actions that the phase workflow needs.
import { type Check, fine, problem, unanswered, unknown } from '../check.ts';

const settings = 'Settings → Actions → General';

export const actions: Check = {
  name: 'GitHub Actions',
  async run({ github }) {
    const answer = await github.actions();
    if (answer.kind !== 'told') return unanswered(answer, 'administration: read');
    const { enabled, allowed } = answer.value;
    if (!enabled) return problem('GitHub Actions is turned off.', `${settings}: allow actions.`);
    if (allowed === 'local_only') {
      return problem(
        'Only actions of the owner may be used.',
        `${settings}: allow actions/* and chimera-app/chimera as well.`,
      );
    }
    if (allowed === 'selected') {
      return unknown(
        'Only selected actions may be used.',
        `${settings}: see that actions/* and chimera-app/* are among them.`,
      );
    }
    return fine('GitHub Actions is on.');
  },
};
