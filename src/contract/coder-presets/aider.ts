import type { CoderPreset } from './preset.ts';

export const aider: CoderPreset = {
  name: 'aider',
  title: 'aider',
  source: 'https://aider.chat/docs/scripting.html',
  install: 'pipx install aider-chat',
  keyVariables: ['OPENAI_API_KEY'],
  proxy: {
    variable: 'OPENAI_API_BASE',
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
  environment: { AIDER_ANALYTICS: 'false' },
  output: 'aider-text',
  note: 'With a model of another vendor the key goes in through `pass_environment`, and the coder sees it.',
};
