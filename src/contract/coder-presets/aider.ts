import type { CoderPreset } from './preset.ts';

export const aider: CoderPreset = {
  name: 'aider',
  title: 'aider',
  source: 'https://aider.chat/docs/scripting.html',
  install: 'pipx install aider-chat',
  keyVariables: ['OPENAI_API_KEY'],
  keyAs: null,
  proxy: {
    variable: 'OPENAI_API_BASE',
    takes: 'variable',
    baseUrl: 'https://api.openai.com/v1',
    header: 'authorization',
    prefix: 'Bearer ',
  },
  words: ({ model, arguments: more, promptFile }) => [
    ...['aider', '--message-file', promptFile, '--yes-always', '--no-auto-commits', '--no-pretty', '--no-stream'],
    ...['--no-check-update', '--no-analytics', '--no-gitignore'],
    ...(model === null ? [] : ['--model', model]),
    ...more,
  ],
  promptBy: 'file',
  environment: (home) => ({
    AIDER_ANALYTICS: 'false',
    AIDER_CHAT_HISTORY_FILE: `${home}/.aider.chat.history.md`,
    AIDER_INPUT_HISTORY_FILE: `${home}/.aider.input.history`,
  }),
  // The cache of its map of the repository knows no other place.
  leaves: ['/.aider*'],
  output: 'aider-text',
  note: 'With a model of another vendor the key goes in through `pass_environment`, and the coder sees it.',
};
