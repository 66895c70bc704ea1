// What a tool says of its usage, read from its output. Nothing here throws: what cannot be read is unknown.
import { z } from 'zod';
import type { CoderPreset } from '../../../../src/contract/coder-presets/preset.ts';
import { partOfTokens, sumOfTokens, sumOfUsd, tokens, usd } from '../../usage/amounts.ts';

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

const claudeResult = z.looseObject({
  type: z.literal('result'),
  is_error: z.boolean().catch(false),
  result: z.string().catch(''),
  total_cost_usd: usd,
  usage: z
    .looseObject({
      input_tokens: partOfTokens,
      cache_creation_input_tokens: partOfTokens,
      cache_read_input_tokens: partOfTokens,
      output_tokens: partOfTokens,
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
      usage === null
        ? null
        : sumOfTokens([usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens]),
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
    inputTokens: sumOfTokens(turns.map(({ input_tokens: input }) => input)),
    outputTokens: sumOfTokens(turns.map(({ output_tokens: output }) => output)),
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
        tokens: z.looseObject({ prompt: partOfTokens, candidates: partOfTokens, thoughts: partOfTokens }),
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
    inputTokens: sumOfTokens(models.map(({ prompt }) => prompt)),
    outputTokens: sumOfTokens(models.flatMap(({ candidates, thoughts }) => [candidates, thoughts])),
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
      cost: usd,
      tokens: z.looseObject({ input: partOfTokens, output: partOfTokens, reasoning: partOfTokens }).optional(),
    })
    .optional(),
  error: z.unknown().optional(),
});

function opencode(text: string): ToldUsage {
  const lines = jsonObjects(text).flatMap((value) => opencodeLine.safeParse(value).data ?? []);
  const steps = lines.flatMap(({ part }) => (part?.tokens === undefined ? [] : [{ ...part, tokens: part.tokens }]));
  const error = lines.findLast(({ type }) => type === 'error')?.error;
  return {
    inputTokens: sumOfTokens(steps.map((step) => step.tokens.input)),
    outputTokens: sumOfTokens(steps.flatMap((step) => [step.tokens.output, step.tokens.reasoning])),
    costUsd: sumOfUsd(steps.map(({ cost }) => cost)),
    summary: lines.findLast(({ type, part }) => type === 'text' && part?.text !== undefined)?.part?.text ?? null,
    failed: error === undefined ? null : JSON.stringify(error).slice(0, 1_000),
  };
}

/** `Tokens: 12k sent, 1.5k received. Cost: $0.02 message, $0.05 session.` */
function aider(text: string): ToldUsage {
  const lines = [...text.matchAll(/^Tokens: ([\d.,]+[kM]?) sent(?:, [^\n]{0,100}?)?, ([\d.,]+[kM]?) received\./gm)];
  const cost = [...text.matchAll(/Cost: [^\n]{0,60}?\$([\d.]{1,12}) session/g)].at(-1)?.[1];
  return {
    inputTokens: sumOfTokens(lines.map(([, sent = '0']) => counted(sent))),
    outputTokens: sumOfTokens(lines.map(([, , received = '0']) => counted(received))),
    costUsd: cost === undefined ? null : usd.parse(Number(cost)),
    summary: null,
    failed: null,
  };
}

function counted(words: string): number | null {
  const factor = words.endsWith('k') ? 1_000 : words.endsWith('M') ? 1_000_000 : 1;
  return tokens.parse(Number(words.replace(/[kM]$/, '').replaceAll(',', '')) * factor);
}

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
