import type { CoderPreset } from './preset.ts';

export const copilot: CoderPreset = {
  name: 'copilot',
  title: 'GitHub Copilot CLI',
  source: 'https://docs.github.com/en/copilot/concepts/agents/about-copilot-cli',
  install: 'npm install --global @github/copilot@1',
  keyVariables: ['COPILOT_GITHUB_TOKEN'],
  keyAs: null,
  proxy: null,
  words: ({ model, arguments: more, promptFile }) => [
    ...['copilot', '--prompt', `Do what the file ${promptFile} says. Read it first.`, '--allow-all-tools'],
    ...['--add-dir', dirnameOf(promptFile), '--no-color', '--log-level', 'none'],
    ...(model === null ? [] : ['--model', model]),
    ...more,
  ],
  promptBy: 'file',
  environment: () => ({}),
  leaves: [],
  output: 'copilot-text',
  note: 'It speaks to GitHub only, so no proxy can hold its token back: the coder sees it. Use a token of an account that may do nothing else.',
};

const dirnameOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));
