// Whether GitHub tells the app what it has to hear.
import { type Check, fine, problem, unanswered } from '../check.ts';

export const events: Check = {
  name: 'Events',
  async run({ github, wishes }) {
    const answer = await github.installation();
    if (answer.kind !== 'told') return unanswered(answer, null);
    const lacking = wishes.events.filter((event) => !answer.value.events.includes(event));
    if (lacking.length === 0) return fine('The app hears of everything that it needs.');
    const app = await github.app();
    const subscribed = app.kind === 'told' && lacking.every((event) => app.value.events.includes(event));
    return problem(
      `The app does not hear of ${lacking.join(', ')}.`,
      subscribed
        ? 'An owner has to accept the new permissions first: Settings → GitHub Apps → Configure → Review request.'
        : "Subscribe to them in the App's settings under Permissions & events.",
    );
  },
};
