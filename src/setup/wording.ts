// What the set-up pull request says. Whatever was found in the repository is a stranger's text, and is escaped.
import { asCode, asCodeCell, asText } from '../core/wording/markdown/escape.ts';
import { commentCharactersMax, fitInto } from '../core/wording/markdown/fit-into.ts';
import type { SetUpFile } from './files.ts';
import type { Found } from './look/found.ts';
import { defaultLabel, paths, project, setUpTrailer } from './paths.ts';

/** Things that were found are listed up to so many of a kind. */
const listedMax = 10;

export const setUpTitle = 'Set up Chimera';

export const setUpCommitMessage = `chore: set up Chimera\n\n${setUpTrailer}`;

export function setUpBody(found: Found, files: readonly SetUpFile[]): string {
  const parts = [
    'This adds what Chimera needs to work on this repository. Nothing happens before it is merged, and after that only ' +
      'on issues that somebody with write access labels. Close it to say no: it is not opened again.',
    `### The files\n\n${filesTable(files)}`,
    `### What was found\n\n${list(findings(found))}`,
    ...(found.notes.length === 0
      ? []
      : [`### What is unclear\n\n${list(limited(found.notes.map((note) => asText(note))))}`]),
    `### Before merging\n\n${tasks(before(found, files))}`,
    `### After merging\n\n${tasks(after(found))}`,
    `[Every option](${project}/blob/main/docs/configuration.md) · \`chimera init\` writes the same files from a terminal.`,
  ];
  return fitInto(parts, commentCharactersMax, '… The rest does not fit here.');
}

/** What is left to do by hand, as sentences without markup: the pull request and the terminal say the same. */
export function nextSteps(found: Found): string[] {
  const environments = [...new Set(['staging', ...found.deployWorkflows.flatMap((each) => each.environments)])];
  return [
    'Settings → Secrets and variables → Actions: add the key of the coding agent, and name it in the job "work" of ' +
      `${paths.phaseWorkflow}.`,
    `Settings → Environments: make the environment that ${paths.configuration} names (${environments.slice(0, 5).join(', ')}), ` +
      `with the secrets of the deployment, and name them in the job "deploy" of ${paths.phaseWorkflow}.`,
    'Settings → Actions → General: turn on "Allow GitHub Actions to create and approve pull requests", so that the ' +
      'review can approve.',
    'Comment /chimera doctor on any issue: it says what is still missing.',
    `Put the label "${defaultLabel}" on an issue.`,
  ];
}

function filesTable(files: readonly SetUpFile[]): string {
  const rows = files.map(({ path, purpose, state }) => {
    const words = state === 'new' ? purpose : `${purpose} It exists already and stays as it is.`;
    return `| ${asCodeCell(path)} | ${asText(words)} |`;
  });
  return ['| file | what it is for |', '|---|---|', ...rows].join('\n');
}

function findings(found: Found): string[] {
  const { packageManager, start, url, playwright, deployWorkflows } = found;
  return [
    packageManager === null
      ? 'No package manager.'
      : `Package manager: ${asCode(packageManager.name)} (by ${asText(packageManager.from)}).`,
    ...(found.directory === '' ? [] : [`The application lies in ${asCode(found.directory)}.`]),
    start === null
      ? 'No command that starts the application.'
      : `Start: ${asCode(start.value)} (${asText(start.from)}).`,
    url === null ? 'No address of the started application.' : `Address: ${asCode(url.value)} (${asText(url.from)}).`,
    ...scriptWords(found),
    playwright === null
      ? 'No Playwright configuration; Chimera brings its own.'
      : `Playwright: ${asCode(playwright.path)}, tests in ${playwright.testDirectory === null ? 'a folder that it does not name plainly' : asCode(playwright.testDirectory)}.`,
    deployWorkflows.length === 0 ? 'No workflow that deploys.' : '',
    ...limited(
      deployWorkflows.map(({ path, environments }) => {
        const where =
          environments.length === 0
            ? ''
            : `, to ${environments
                .slice(0, 5)
                .map((name) => asCode(name))
                .join(', ')}`;
        return `Deploys: ${asCode(path)}${where}.`;
      }),
    ),
  ].filter((line) => line !== '');
}

function scriptWords({ scripts }: Found): string[] {
  const words = (['test', 'lint'] as const).flatMap((name) => {
    const text = scripts[name];
    return text === undefined ? [] : [`${asCode(name)} (${asCode(text, 100)})`];
  });
  return words.length === 0 ? [] : [`Scripts: ${words.join(', ')}.`];
}

function before(found: Found, files: readonly SetUpFile[]): string[] {
  if (files.some(({ path, state }) => path === paths.configuration && state === 'present')) {
    return [`Compare the new files with your ${asCode(paths.configuration)}, which stays as it is.`];
  }
  const replace = [
    ...(found.start === null ? ['app.start'] : []),
    'coder.command',
    ...(found.stagingCommand === null ? ['staging.command'] : []),
  ];
  return [
    `Replace in ${asCode(paths.configuration)}, where it says “please replace”: ${replace.map((name) => asCode(name)).join(', ')}.`,
    'Look at each line that says “please check”.',
  ];
}

const after = (found: Found): string[] => nextSteps(found).map((step) => asText(step, 600));

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

const tasks = (lines: readonly string[]): string => lines.map((line) => `- [ ] ${line}`).join('\n');

function limited(lines: readonly string[]): string[] {
  if (lines.length <= listedMax) return [...lines];
  return [...lines.slice(0, listedMax), `… and ${lines.length - listedMax} more.`];
}
