// Whether GitHub takes the app's credentials.
import { type Check, fine, problem, unanswered } from '../check.ts';

export const credentials: Check = {
  name: 'App credentials',
  async run({ github }) {
    const answer = await github.app();
    if (answer.kind === 'told') return fine(`GitHub knows the app as "${answer.value.name}".`);
    if (answer.kind === 'missing' || answer.status === 401 || answer.status === 403) {
      return problem(
        'GitHub does not take the credentials of the app.',
        'Set APP_ID, PRIVATE_KEY and GITHUB_API_URL to those of the same App.',
      );
    }
    return unanswered(answer, null);
  },
};
