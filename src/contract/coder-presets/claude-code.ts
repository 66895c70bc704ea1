import type { CoderPreset } from './preset.ts';

export const claudeCode: CoderPreset = {
  name: 'claude-code',
  title: 'Claude Code',
  source: 'https://docs.claude.com/en/docs/claude-code/headless',
  install: 'npm install --global @anthropic-ai/claude-code@2',
  keyVariables: ['ANTHROPIC_API_KEY'],
  keyAs: null,
  proxy: {
    variable: 'ANTHROPIC_BASE_URL',
    takes: 'variable',
    baseUrl: 'https://api.anthropic.com',
    header: 'x-api-key',
    prefix: '',
  },
  words: ({ model, arguments: more }) => [
    ...['claude', '--print', '--output-format', 'json', '--permission-mode', 'bypassPermissions'],
    ...(model === null ? [] : ['--model', model]),
    ...more,
  ],
  promptBy: 'stdin',
  environment: () => ({ DISABLE_AUTOUPDATER: '1', CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1' }),
  leaves: [],
  output: 'claude-json',
  note: 'It asks for nothing, because it runs as a user of its own in a copy of the repository. It does not do so as root, so it needs `isolation: required`.',
};
