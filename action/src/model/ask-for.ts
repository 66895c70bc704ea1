// Structured output from any endpoint: JSON in the answer, held against a schema, asked for once more when it does not fit.
import { generateText } from 'ai';
import { z } from 'zod';
import { cut } from '../text/cut.ts';
import { ModelFailure } from './model-failure.ts';
import type { Model } from './open-model.ts';

export interface Question<Answer> {
  readonly schema: z.ZodType<Answer>;
  readonly system: string;
  readonly prompt: string;
  /** Says what is wrong with an answer that fits the schema; `null`: nothing. */
  readonly doubt?: (answer: Answer) => string | null;
}

const triesMax = 2;
const outputTokensMax = 8_000;

/** Throws `ModelFailure`: `malformed` after two answers that cannot be used. */
export async function askFor<Answer>(model: Model, question: Question<Answer>): Promise<Answer> {
  const shape = JSON.stringify(z.toJSONSchema(question.schema, { unrepresentable: 'any' }));
  const instructions = `${question.system}\n\nAnswer with one JSON object and nothing else. Its JSON schema:\n${shape}`;
  let prompt = question.prompt;
  let problem = '';
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const text = await textOf(model, instructions, prompt);
    const read = question.schema.safeParse(jsonIn(text));
    problem = read.success ? (question.doubt?.(read.data) ?? '') : z.prettifyError(read.error);
    if (read.success && problem === '') return read.data;
    prompt = `${question.prompt}\n\nYour last answer could not be used:\n${cut(problem, 2_000)}\n\nAnswer again, with one JSON object and nothing else.`;
  }
  throw new ModelFailure(
    'malformed',
    `The model ${model.name} gave no answer that can be used, ${triesMax} times:\n${cut(problem, 2_000)}`,
  );
}

async function textOf(model: Model, instructions: string, prompt: string): Promise<string> {
  try {
    const { text, finishReason } = await generateText({
      model: model.language,
      instructions,
      prompt,
      maxRetries: 0,
      maxOutputTokens: outputTokensMax,
    });
    if (finishReason !== 'content-filter') return text;
  } catch (error) {
    throw modelFailureOf(model, error);
  }
  throw new ModelFailure('refused', `The model ${model.name} refused to answer.`);
}

/** What the library throws, with our own reason inside where there is one. */
export function modelFailureOf(model: Pick<Model, 'name'>, error: unknown): unknown {
  for (let at: unknown = error; at !== undefined && at !== null; at = (at as { cause?: unknown }).cause) {
    if (at instanceof ModelFailure) return at;
  }
  const name = String((error as { name?: unknown }).name ?? '');
  if (/^AI_/.test(name)) {
    return new ModelFailure(
      'malformed',
      `The answer of ${model.name} is none that an OpenAI-compatible endpoint gives (${name}).`,
    );
  }
  return error;
}

/** The first JSON object of a text, with or without a fence around it; `null` when there is none. */
function jsonIn(text: string): unknown {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end < start) return null;
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch {
    // The schema says so in words.
    return null;
  }
}
