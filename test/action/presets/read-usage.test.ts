// What tools print about their usage, as their documentation shows it, and what nobody should print.
import { describe, expect, test } from '@jest/globals';
import { readUsage } from '../../../action/src/implement-feature/presets/read-usage.ts';
import type { CoderPreset } from '../../../src/contract/coder-presets/preset.ts';

/** The most that one amount may be. */
const most = 1e12;

const lines = (...values: unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');

const claude = {
  type: 'result',
  subtype: 'success',
  is_error: false,
  result: 'Done.',
  num_turns: 4,
  total_cost_usd: 0.0421,
  usage: { input_tokens: 10, cache_creation_input_tokens: 200, cache_read_input_tokens: 3_000, output_tokens: 150 },
};
const codex = [
  { type: 'thread.started', thread_id: 't' },
  { type: 'item.completed', item: { id: 'item_1', type: 'agent_message', text: 'Done.' } },
  { type: 'turn.completed', usage: { input_tokens: 24_763, cached_input_tokens: 24_448, output_tokens: 122 } },
];
const gemini = {
  response: 'Done.',
  stats: { models: { 'gemini-2.5-pro': { tokens: { prompt: 24_939, candidates: 20, thoughts: 154, total: 25_113 } } } },
};
const opencode = [
  { type: 'text', part: { type: 'text', text: 'Done.' } },
  { type: 'step_finish', part: { cost: 0.01, tokens: { input: 100, output: 20, reasoning: 5 } } },
  { type: 'step_finish', part: { cost: 0.02, tokens: { input: 200, output: 30, reasoning: 0 } } },
];
const aider =
  'Applied edit to app.js\nTokens: 2.3k sent, 1.0k cache hit, 140 received. Cost: $0.01 message, $0.03 session.\nTokens: 1k sent, 60 received. Cost: $0.02 message, $0.05 session.';

test.each<[CoderPreset['output'], string, object]>([
  ['claude-json', JSON.stringify(claude), { inputTokens: 3_210, outputTokens: 150, costUsd: 0.0421, summary: 'Done.' }],
  ['claude-json', `npm warn x\n${JSON.stringify(claude, null, 2)}\n`, { inputTokens: 3_210, costUsd: 0.0421 }],
  [
    'claude-json',
    JSON.stringify({ ...claude, is_error: true, result: 'Credit balance is too low' }),
    { failed: 'Credit balance is too low' },
  ],
  [
    'codex-lines',
    lines(...codex, ...codex.slice(2)),
    { inputTokens: 49_526, outputTokens: 244, costUsd: null, summary: 'Done.' },
  ],
  [
    'codex-lines',
    lines({ type: 'turn.failed', error: { message: 'no quota' } }),
    { inputTokens: null, failed: 'no quota' },
  ],
  [
    'gemini-json',
    JSON.stringify(gemini, null, 2),
    { inputTokens: 24_939, outputTokens: 174, costUsd: null, summary: 'Done.' },
  ],
  ['gemini-json', JSON.stringify({ ...gemini, error: { message: 'quota' } }), { failed: 'quota' }],
  ['opencode-lines', lines(...opencode), { inputTokens: 300, outputTokens: 55, costUsd: 0.03, summary: 'Done.' }],
  ['aider-text', aider, { inputTokens: 3_300, outputTokens: 200, costUsd: 0.05 }],
  ['copilot-text', 'Total usage est: 1 Premium request', { inputTokens: null, costUsd: null }],
])('%s', (form, output, usage) => {
  expect(readUsage(output, form)).toMatchObject(usage);
});

describe('what cannot be read', () => {
  const unknown = { inputTokens: null, outputTokens: null, costUsd: null };
  const forms: CoderPreset['output'][] = ['claude-json', 'codex-lines', 'gemini-json', 'opencode-lines', 'aider-text'];
  const outputs = [
    '',
    'Segmentation fault',
    '{"type":',
    '{"type":"result"}',
    lines({ type: 'turn.completed', usage: { input_tokens: -5, output_tokens: 'x' } }),
    lines({ type: 'turn.completed', usage: { input_tokens: 1e300, output_tokens: 1e300 } }),
    lines({ ...claude, total_cost_usd: 1e300, usage: { input_tokens: 1e300, output_tokens: 1e300 } }),
    lines({ stats: { models: { m: { tokens: { prompt: 1e300, candidates: 1e300 } } } } }),
    lines({ type: 'step_finish', part: { cost: 1e300, tokens: { input: 1e300, output: 1e300 } } }),
    `Tokens: ${'9'.repeat(20)}k sent, ${'9'.repeat(20)}k received. Cost: $0.01 message, $${'9'.repeat(12)} session.`,
    'Tokens: . sent, 1.2.3k received. Cost: $0.01 message, $... session.',
    '{'.repeat(100_000),
  ];
  test.each(forms.flatMap((form) => outputs.map((output) => [form, output.slice(0, 40), output] as const)))(
    '%s: %j is unknown',
    (form, _, output) => {
      expect(readUsage(output, form)).toMatchObject(unknown);
    },
  );

  const twice = <T>(value: T): T[] => [value, value];
  const tokens = { prompt: most, candidates: most };
  test.each<[CoderPreset['output'], string]>([
    ['codex-lines', lines(...twice({ type: 'turn.completed', usage: { input_tokens: most, output_tokens: most } }))],
    ['gemini-json', lines({ stats: { models: { one: { tokens }, other: { tokens } } } })],
    [
      'opencode-lines',
      lines(...twice({ type: 'step_finish', part: { cost: 1e6, tokens: { input: most, output: most } } })),
    ],
    ['aider-text', twice(`Tokens: ${most} sent, ${most} received.`).join('\n')],
  ])('%s: amounts that only add up to too much are unknown', (form, output) => {
    expect(readUsage(output, form)).toMatchObject(unknown);
  });

  test('ten megabytes of noise before the sum are no hindrance', () => {
    expect(readUsage(`${'x'.repeat(10_000_000)}\n${JSON.stringify(claude)}`, 'claude-json')).toMatchObject({
      costUsd: 0.0421,
    });
  });
});
