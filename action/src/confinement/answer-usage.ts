// What an endpoint says of its usage in one answer, read while the answer passes by. Nothing here throws, whatever passes.
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { partOfTokens, sumOfTokens } from '../usage/amounts.ts';

export interface AnswerUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface UsageReader {
  read(part: Buffer): void;
  /** `none`: an answer without a word of usage, as a list of models is. `unread`: it could not be told. */
  end(): AnswerUsage | 'none' | 'unread';
}

/** Longer lines of a stream, and longer answers, are not read. */
const bytesMax = 8 * 1024 * 1024;

export function usageReader(headers: IncomingHttpHeaders): UsageReader {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return { read: () => undefined, end: () => 'unread' };
  return /^text\/event-stream\b/i.test(headers['content-type'] ?? '') ? streamReader() : wholeReader();
}

/** Server-sent events, one object a line. What they tell grows from event to event. */
function streamReader(): UsageReader {
  let found: AnswerUsage | null = null;
  let line = collector();
  const endLine = (): void => {
    const text = line.text() ?? '';
    line = collector();
    if (text.startsWith('data:') && text.includes('"usage'))
      found = largest([found, ...usagesIn(parsed(text.slice(5)))]);
  };
  return {
    read(part) {
      let start = 0;
      for (let end = part.indexOf('\n'); end >= 0; end = part.indexOf('\n', start)) {
        line.add(part.subarray(start, end));
        endLine();
        start = end + 1;
      }
      line.add(part.subarray(start));
    },
    end() {
      endLine();
      return found ?? 'unread';
    },
  };
}

/** One object, or a list of them, which is how Gemini streams without events. */
function wholeReader(): UsageReader {
  const whole = collector();
  return {
    read: (part) => whole.add(part),
    end() {
      const value = parsed(whole.text() ?? '');
      if (value === undefined) return 'unread';
      return largest((Array.isArray(value) ? value : [value]).flatMap(usagesIn)) ?? 'none';
    },
  };
}

interface Collector {
  add(part: Buffer): void;
  /** `null`: it was too long to be kept. */
  text(): string | null;
}

function collector(): Collector {
  let parts: Buffer[] = [];
  let bytes = 0;
  return {
    add(part) {
      bytes += part.length;
      if (bytes > bytesMax) parts = [];
      else parts.push(part);
    },
    text: () => (bytes > bytesMax ? null : Buffer.concat(parts).toString('utf8')),
  };
}

/** Of OpenAI (chat completions and responses), Anthropic and whoever speaks like one of them. */
const usageSchema = z.looseObject({
  prompt_tokens: partOfTokens,
  completion_tokens: partOfTokens,
  input_tokens: partOfTokens,
  cache_creation_input_tokens: partOfTokens,
  cache_read_input_tokens: partOfTokens,
  output_tokens: partOfTokens,
});

const geminiSchema = z.looseObject({
  promptTokenCount: partOfTokens,
  toolUsePromptTokenCount: partOfTokens,
  candidatesTokenCount: partOfTokens,
  thoughtsTokenCount: partOfTokens,
});

const answerSchema = z.looseObject({
  usage: usageSchema.optional().catch(undefined),
  usageMetadata: geminiSchema.optional().catch(undefined),
  /** An event of Anthropic's, as a message begins. */
  message: z.looseObject({ usage: usageSchema }).optional().catch(undefined),
  /** An event of OpenAI's, as a response ends. */
  response: z.looseObject({ usage: usageSchema }).optional().catch(undefined),
});

function usagesIn(value: unknown): AnswerUsage[] {
  const answer = answerSchema.safeParse(value).data;
  if (answer === undefined) return [];
  const usages = [answer.usage, answer.message?.usage, answer.response?.usage].flatMap((usage) =>
    usage === undefined ? [] : usageOf(usage),
  );
  const { usageMetadata: gemini } = answer;
  if (gemini === undefined) return usages;
  const input = sumOfTokens([gemini.promptTokenCount, gemini.toolUsePromptTokenCount]);
  const output = sumOfTokens([gemini.candidatesTokenCount, gemini.thoughtsTokenCount]);
  return [...usages, { inputTokens: input ?? 0, outputTokens: output ?? 0 }];
}

/** OpenAI's input has what came from a cache in it, Anthropic's has not. Some endpoints tell it both ways. */
function usageOf(usage: z.infer<typeof usageSchema>): AnswerUsage {
  const { input_tokens: input, cache_creation_input_tokens: written, cache_read_input_tokens: cached } = usage;
  return {
    inputTokens: Math.max(usage.prompt_tokens ?? 0, sumOfTokens([input, written, cached]) ?? 0),
    outputTokens: Math.max(usage.completion_tokens ?? 0, usage.output_tokens ?? 0),
  };
}

const largest = (usages: readonly (AnswerUsage | null)[]): AnswerUsage | null =>
  usages.reduce((most, one) => {
    if (most === null || one === null) return most ?? one;
    return {
      inputTokens: Math.max(most.inputTokens, one.inputTokens),
      outputTokens: Math.max(most.outputTokens, one.outputTokens),
    };
  }, null);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever asked sees that it is none.
    return undefined;
  }
}
