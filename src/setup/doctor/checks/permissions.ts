// Whether the app has the permissions that it asks for, and if not, who has to do something.
import { type Check, fine, problem, unanswered } from '../check.ts';

const levels: Readonly<Record<string, number>> = { read: 1, write: 2, admin: 3 };

export const permissions: Check = {
  name: 'Permissions',
  async run({ github, wishes }) {
    const answer = await github.installation();
    if (answer.kind !== 'told') return unanswered(answer, null);
    const lacking = missingIn(wishes.permissions, answer.value.permissions);
    if (lacking.length === 0) return fine('All permissions are granted.');
    const app = await github.app();
    const unasked = app.kind === 'told' ? missingIn(wishes.permissions, app.value.permissions) : [];
    if (unasked.length > 0) {
      return problem(
        `The App does not ask for ${unasked.join(', ')}.`,
        "Add them in the App's settings under Permissions & events; then each installation has to accept them.",
      );
    }
    return problem(
      `New permissions wait for approval: ${lacking.join(', ')}.`,
      'An owner has to accept them: Settings → GitHub Apps → Configure → Review request.',
    );
  },
};

function missingIn(wanted: Readonly<Record<string, string>>, granted: Readonly<Record<string, string>>): string[] {
  return Object.entries(wanted)
    .filter(([name, level]) => (levels[granted[name] ?? ''] ?? 0) < (levels[level] ?? 0))
    .map(([name, level]) => `${name}: ${level}`);
}
