// Whether the app is installed on the repository, and may work there.
import { type Check, fine, problem, unanswered } from '../check.ts';

export const installation: Check = {
  name: 'Installation',
  async run({ github, repository: { owner, name } }) {
    const answer = await github.installation();
    if (answer.kind === 'missing') {
      return problem(
        `The app is not installed on ${owner}/${name}.`,
        "Install it from the App's public page, and choose this repository there.",
      );
    }
    if (answer.kind === 'refused') return unanswered(answer, null);
    if (answer.value.suspended) {
      return problem('The installation is suspended.', 'Settings → GitHub Apps → Configure: unsuspend it.');
    }
    const place = await github.repository();
    if (place.kind === 'told' && place.value.archived) {
      return problem('The repository is archived, so nothing can be changed in it.', 'Unarchive it.');
    }
    return fine(`The app is installed on ${owner}/${name}.`);
  },
};
