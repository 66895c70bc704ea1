import type { CoderPreset } from './preset.ts';

export const codex: CoderPreset = {
  name: 'codex',
  title: 'Codex',
  source: 'https://developers.openai.com/codex/noninteractive',
  install: 'npm install --global @openai/codex@0',
  keyVariables: ['CODEX_API_KEY', 'OPENAI_API_KEY'],
  keyAs: 'CODEX_API_KEY',
  proxy: {
    variable: 'OPENAI_BASE_URL',
    takes: 'words',
    baseUrl: 'https://api.openai.com/v1',
    header: 'authorization',
    prefix: 'Bearer ',
  },
  words: ({ model, arguments: more, address, confined }) => [
    // Its own sandbox needs user namespaces, which GitHub's ubuntu-24.04 does not give to everybody.
    ...['codex', 'exec', '--json', '--sandbox', confined ? 'danger-full-access' : 'workspace-write'],
    '--skip-git-repo-check',
    // It reads no variable for its address any more; the value is TOML, whose strings are those of JSON here.
    ...(address === null ? [] : ['-c', `openai_base_url=${JSON.stringify(address)}`]),
    ...(model === null ? [] : ['--model', model]),
    ...more,
    '-',
  ],
  promptBy: 'stdin',
  environment: () => ({}),
  leaves: [],
  output: 'codex-lines',
  note:
    'It tells tokens and no cost; set `budget.max_tokens` rather than `max_cost_usd`. Its key may be in either variable and is handed on ' +
    'as `CODEX_API_KEY`, the only one that `codex exec` takes. Confined, it runs without its own sandbox, which cannot start on ' +
    "GitHub's ubuntu-24.04; with `isolation: off` that sandbox stays on (`--sandbox workspace-write`), and the runner has to allow it. " +
    'It asks for a WebSocket first; the proxy answers 426, upon which Codex goes on over HTTP. That answer is tested, Codex itself is not.',
};
