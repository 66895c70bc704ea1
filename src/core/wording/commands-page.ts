// The page of the documentation about steering a task: the commands, the buttons, the gates; made from the code.
import { gateNames } from '../gates/gate.ts';
import { commandList } from './command-answers.ts';

/** The whole page, as markdown. */
export function commandsPage(): string {
  return `# Commands

In a comment on the issue or on its pull request, at the beginning of a line. Not in quotes, code, collapsed blocks or
edited comments. At most five in one comment; each counts once. This page is made from the code by \`npm run docs\`.

${commandList()}

Who may: people with write access to the repository, asked of GitHub at that moment. Bots may not, unless they are listed
under \`bots\` in \`.github/chimera.yml\`. What you see: 👀 at once, then 🚀 when it is done or 😕 when it is not; an answer
only when there is something to say. Others get 😕 and no text.

The buttons of the check run (Approve, Resume, Retry, Pause, Cancel; at most three, as the state allows) and its “Re-run”
(= \`retry\`) do what the command of their name does.

## Gates

What has to be so before a task goes on, in this order; \`/chimera why\` names the one that holds:
${gateNames.map((name) => `**${name}**`).join(', ')}.
`;
}
