// What a tool says of its usage, read from its output. Nothing here throws: what cannot be read is unknown.
import { z } from 'zod';
import type { CoderPreset } from '../../../../src/contract/coder-presets/preset.ts';

export interface ToldUsage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
  /** What it says that it has done; `null` when it says nothing that can be told apart. */
  readonly summary: string | null;
  /** The tool's own error; `null` when it had none. */
  readonly failed: string | null;
}

const nothing: ToldUsage = { inputTokens: null, outputTokens: null, costUsd: null, summary: null, failed: null };

/** A hostile output may be endless; what a tool sums up stands at its end. */
const charactersMax = 2_000_000;

export function readUsage(output: string, form: CoderPreset['output']): ToldUsage {
  const text = output.slice(-charactersMax);
  switch (form) {
    case 'claude-json':
      return claude(text);
    case 'codex-lines':
      return codex(text);
    case 'gemini-json':
      return gemini(text);
    case 'opencode-lines':
      return opencode(text);
    case 'aider-text':
      return aider(text);
    case 'copilot-text':
      return nothing;
    default:
      return form satisfies never;
  }
}

const amount = z.number().nonnegative().finite();
const tokens = amount.transform(Math.round);

const claudeResult = z.looseObject({
  type: z.literal('result'),
  is_error: z.boolean().catch(false),
  result: z.string().catch(''),
  total_cost_usd: amount.nullable().catch(null),
  usage: z
    .looseObject({
      input_tokens: tokens.catch(0),
      cache_creation_input_tokens: tokens.catch(0),
      cache_read_input_tokens: tokens.catch(0),
      output_tokens: tokens.catch(0),
    })
    .nullable()
    .catch(null),
});

function claude(text: string): ToldUsage {
  const found = jsonObjects(text).flatMap((value) => claudeResult.safeParse(value).data ?? []);
  const last = found.at(-1);
  if (last === undefined) return nothing;
  const { usage } = last;
  return {
    inputTokens:
      usage === null ? null : usage.input_tokens + usage.cache_creation_input_tokens + usage.cache_read_input_tokens,
    outputTokens: usage?.output_tokens ?? null,
    costUsd: last.total_cost_usd,
    summary: last.result,
    failed: last.is_error ? last.result || 'it reported an error' : null,
  };
}

const codexLine = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('turn.completed'),
    usage: z.looseObject({ input_tokens: tokens, output_tokens: tokens }),
  }),
  z.looseObject({ type: z.literal('turn.failed'), error: z.looseObject({ message: z.string() }) }),
  z.looseObject({
    type: z.literal('item.completed'),
    item: z.looseObject({ type: z.string(), text: z.string().optional() }),
  }),
]);

function codex(text: string): ToldUsage {
  const lines = jsonObjects(text).flatMap((value) => codexLine.safeParse(value).data ?? []);
  const turns = lines.flatMap((line) => (line.type === 'turn.completed' ? [line.usage] : []));
  const failed = lines.findLast((line) => line.type === 'turn.failed');
  const said = lines.flatMap((line) =>
    line.type === 'item.completed' && line.item.type === 'agent_message' ? [line.item.text ?? ''] : [],
  );
  return {
    inputTokens: sum(turns.map(({ input_tokens: input }) => input)),
    outputTokens: sum(turns.map(({ output_tokens: output }) => output)),
    costUsd: null,
    summary: said.at(-1) ?? null,
    failed: failed?.type === 'turn.failed' ? failed.error.message : null,
  };
}

const geminiResult = z.looseObject({
  response: z.string().nullable().catch(null),
  stats: z.looseObject({
    models: z.record(
      z.string(),
      z.looseObject({
        tokens: z.looseObject({ prompt: tokens.catch(0), candidates: tokens.catch(0), thoughts: tokens.catch(0) }),
      }),
    ),
  }),
  error: z.looseObject({ message: z.string() }).nullable().catch(null),
});

function gemini(text: string): ToldUsage {
  const last = jsonObjects(text)
    .flatMap((value) => geminiResult.safeParse(value).data ?? [])
    .at(-1);
  if (last === undefined) return nothing;
  const models = Object.values(last.stats.models).map((model) => model.tokens);
  return {
    inputTokens: sum(models.map(({ prompt }) => prompt)),
    outputTokens: sum(models.map(({ candidates, thoughts }) => candidates + thoughts)),
    costUsd: null,
    summary: last.response,
    failed: last.error?.message ?? null,
  };
}

const opencodeLine = z.looseObject({
  type: z.string(),
  part: z
    .looseObject({
      text: z.string().optional(),
      cost: amount.optional(),
      tokens: z.looseObject({ input: tokens.catch(0), output: tokens.catch(0), reasoning: tokens.catch(0) }).optional(),
    })
    .optional(),
  error: z.unknown().optional(),
});

function opencode(text: string): ToldUsage {
  const lines = jsonObjects(text).flatMap((value) => opencodeLine.safeParse(value).data ?? []);
  const steps = lines.flatMap(({ part }) => (part?.tokens === undefined ? [] : [{ ...part, tokens: part.tokens }]));
  const error = lines.findLast(({ type }) => type === 'error')?.error;
  return {
    inputTokens: sum(steps.map((step) => step.tokens.input)),
    outputTokens: sum(steps.map((step) => step.tokens.output + step.tokens.reasoning)),
    costUsd: sum(steps.flatMap(({ cost }) => cost ?? [])),
    summary: lines.findLast(({ type, part }) => type === 'text' && part?.text !== undefined)?.part?.text ?? null,
    failed: error === undefined ? null : JSON.stringify(error).slice(0, 1_000),
  };
}

/** `Tokens: 12k sent, 1.5k received. Cost: $0.02 message, $0.05 session.` */
function aider(text: string): ToldUsage {
  const lines = [...text.matchAll(/^Tokens: ([\d.,]+[kM]?) sent(?:, [^\n]{0,100}?)?, ([\d.,]+[kM]?) received\./gm)];
  const cost = [...text.matchAll(/Cost: [^\n]{0,60}?\$([\d.]{1,12}) session/g)].at(-1)?.[1];
  return {
    inputTokens: sum(lines.map(([, sent = '0']) => counted(sent))),
    outputTokens: sum(lines.map(([, , received = '0']) => counted(received))),
    costUsd: cost === undefined || !Number.isFinite(Number(cost)) ? null : Number(cost),
    summary: null,
    failed: null,
  };
}

function counted(words: string): number {
  const factor = words.endsWith('k') ? 1_000 : words.endsWith('M') ? 1_000_000 : 1;
  return Math.round(Number(words.replace(/[kM]$/, '').replaceAll(',', '')) * factor) || 0;
}

const sum = (amounts: readonly number[]): number | null =>
  amounts.length === 0 ? null : amounts.reduce((total, one) => total + one, 0);

/** JSON objects that stand alone on a line, and the last one that spans several. */
function jsonObjects(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  const objects = lines.flatMap((line) => parsed(line) ?? []);
  const start = text.lastIndexOf('\n{\n');
  const whole = parsed(text.slice(start < 0 ? text.indexOf('{') : start + 1, text.lastIndexOf('}') + 1));
  return whole === null ? objects : [...objects, whole];
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    // Tools print other things around it.
    return null;
  }
}
