import type { CoderPreset } from './preset.ts';

export const codex: CoderPreset = {
  name: 'codex',
  title: 'Codex',
  source: 'https://developers.openai.com/codex/noninteractive',
  install: 'npm install --global @openai/codex@0',
  keyVariables: ['CODEX_API_KEY', 'OPENAI_API_KEY'],
  proxy: {
    variable: 'OPENAI_BASE_URL',
    baseUrl: 'https://api.openai.com/v1',
    header: 'authorization',
    prefix: 'Bearer ',
  },
  words: ({ model, arguments: more }) => [
    ...['codex', 'exec', '--json', '--sandbox', 'workspace-write', '--skip-git-repo-check'],
    ...(model === null ? [] : ['--model', model]),
    ...more,
    '-',
  ],
  promptBy: 'stdin',
  environment: {},
  output: 'codex-lines',
  note: 'It tells tokens and no cost; set `budget.max_tokens` rather than `max_cost_usd`.',
};
