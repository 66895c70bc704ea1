// Whether the review of the guardian can be an approval: GitHub leaves that off at first.
import { type Check, fine, problem, unanswered } from '../check.ts';

const name = 'Allow GitHub Actions to create and approve pull requests';

export const approveSetting: Check = {
  name: 'Approving reviews',
  async run({ github }) {
    const answer = await github.actionsMayApprove();
    if (answer.kind !== 'told') return unanswered(answer, 'administration: read');
    if (answer.value) return fine('GitHub Actions may approve pull requests.');
    return problem(
      'GitHub Actions may not approve pull requests, so reviews are posted as comments; the check run still decides.',
      `Settings → Actions → General: turn on "${name}".`,
    );
  },
};
