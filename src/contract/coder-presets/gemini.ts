import type { CoderPreset } from './preset.ts';

export const gemini: CoderPreset = {
  name: 'gemini',
  title: 'Gemini CLI',
  source: 'https://geminicli.com/docs/cli/headless/',
  install: 'npm install --global @google/gemini-cli@0',
  keyVariables: ['GEMINI_API_KEY'],
  keyAs: null,
  proxy: {
    variable: 'GOOGLE_GEMINI_BASE_URL',
    takes: 'variable',
    baseUrl: 'https://generativelanguage.googleapis.com',
    header: 'x-goog-api-key',
    prefix: '',
  },
  words: ({ model, arguments: more }) => [
    ...['gemini', '--output-format', 'json', '--approval-mode', 'yolo'],
    ...(model === null ? [] : ['--model', model]),
    ...more,
  ],
  promptBy: 'stdin',
  environment: () => ({ GEMINI_CLI_TRUST_WORKSPACE: 'true' }),
  leaves: [],
  output: 'gemini-json',
  note: 'It tells tokens and no cost; set `budget.max_tokens` rather than `max_cost_usd`.',
};
