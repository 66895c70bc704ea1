// Whether GitHub knows where to send webhooks.
import { type Check, fine, problem, unanswered, unknown } from '../check.ts';

export const webhook: Check = {
  name: 'Webhook',
  async run({ github }) {
    const answer = await github.hookUrl();
    if (answer.kind === 'refused') return unanswered(answer, null);
    const url = answer.kind === 'told' ? answer.value : null;
    if (url === null) {
      return problem(
        'The App has no webhook address.',
        "Set it in the App's settings to where Chimera answers, with /api/github/webhooks at the end.",
      );
    }
    if (!URL.canParse(url)) return problem('The webhook address is none.', "Correct it in the App's settings.");
    // The address itself is nobody's business who reads a comment.
    return new URL(url).protocol === 'https:'
      ? fine('The webhook address is set.')
      : unknown('The webhook address is set, without encryption.', 'Use https:// unless the network is your own.');
  },
};
