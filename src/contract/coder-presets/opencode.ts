import type { CoderPreset } from './preset.ts';

export const opencode: CoderPreset = {
  name: 'opencode',
  title: 'OpenCode',
  source: 'https://opencode.ai/docs/cli/',
  install: 'npm install --global opencode-ai@1',
  keyVariables: ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GEMINI_API_KEY'],
  keyAs: null,
  proxy: null,
  words: ({ model, arguments: more, promptFile }) => [
    ...['opencode', 'run', '--format', 'json'],
    ...(model === null ? [] : ['--model', model]),
    ...more,
    ...['--file', promptFile, '--', 'Do what the attached file says.'],
  ],
  promptBy: 'file',
  environment: () => ({ OPENCODE_DISABLE_AUTOUPDATE: 'true' }),
  leaves: [],
  output: 'opencode-lines',
  note: 'Its providers take another address only from its own configuration, so the coder sees the key. The model is written as provider/model.',
};
