// An OpenAI-compatible endpoint as a model: every request passes one place, which counts, waits, repeats and gives up.
import { setTimeout as sleep } from 'node:timers/promises';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from 'ai';
import { z } from 'zod';
import type { ModelSettings } from '../../../src/contract/request.ts';
import type { Environment } from '../job.ts';
import { partOfTokens } from '../usage/amounts.ts';
import { ModelFailure } from './model-failure.ts';
import type { Spending } from './spending.ts';

export interface Model {
  readonly name: string;
  readonly language: LanguageModel;
  readonly spending: Spending;
}

export interface OpenModelOptions {
  readonly key: string;
  readonly spending: Spending;
  /** Longest wait for one answer, in milliseconds. */
  readonly answerMsMax?: number;
  readonly pause?: (ms: number) => Promise<void>;
}

const answerMsUsual = 180_000;
const triesMax = 3;
const pauseMsMax = 30_000;

const usageSchema = z.object({
  usage: z.object({ prompt_tokens: partOfTokens, completion_tokens: partOfTokens }),
});

export function openModel(settings: ModelSettings, options: OpenModelOptions): Model {
  const { key, spending } = options;
  const provider = createOpenAICompatible({
    name: 'model',
    baseURL: settings.baseUrl,
    apiKey: key,
    fetch: (address, init) => send(settings, options, { address, init: init ?? {} }),
  });
  return { name: settings.name, language: provider(settings.name), spending };
}

/** The key of the job for this model; throws when there is none. */
export function keyOf({ keyVariable }: ModelSettings, environment: Environment): string {
  const key = environment[keyVariable];
  if (key !== undefined && key !== '') return key;
  throw new ModelFailure(
    'unauthorized',
    `The environment variable ${keyVariable} is empty. Add the secret, and hand it to the step "Work on the phase" in .github/workflows/chimera-phase.yml (\`model.key\` in .github/chimera.yml names it).`,
  );
}

interface Request {
  readonly address: Parameters<typeof fetch>[0];
  readonly init: RequestInit;
}

async function send(settings: ModelSettings, options: OpenModelOptions, { address, init }: Request): Promise<Response> {
  const { spending, answerMsMax = answerMsUsual, pause = (ms) => sleep(ms) } = options;
  for (let tries = 1; ; tries += 1) {
    spending.request();
    const answer = await once(settings, { address, init }, Math.min(answerMsMax, Math.max(1, spending.leftMs())));
    const failure = answer instanceof ModelFailure ? answer : failureOf(settings, answer.status);
    if (failure === null && !(answer instanceof ModelFailure)) return await counted(answer, spending);
    const passing = failure?.kind === 'rate_limited' || failure?.kind === 'unavailable';
    if (failure !== null && (!passing || tries >= triesMax)) throw failure;
    await pause(pauseOf(answer instanceof ModelFailure ? null : answer.headers.get('retry-after'), tries));
  }
}

async function once(
  { baseUrl }: ModelSettings,
  { address, init }: Request,
  ms: number,
): Promise<Response | ModelFailure> {
  try {
    const limit = AbortSignal.timeout(ms);
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
    return await fetch(address, { ...init, signal, redirect: 'error' });
  } catch (error) {
    const name = (error as { name?: unknown }).name;
    if (name === 'TimeoutError' || name === 'AbortError') {
      return new ModelFailure(
        'timed_out',
        `${baseUrl} did not answer within ${Math.round(ms / 1_000)} s (\`model.base_url\`).`,
      );
    }
    const cause = (error as { cause?: { code?: unknown } }).cause?.code ?? 'no connection';
    return new ModelFailure('unavailable', `${baseUrl} cannot be reached: ${String(cause)} (\`model.base_url\`).`);
  }
}

function failureOf({ baseUrl, name, keyVariable }: ModelSettings, status: number): ModelFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403) {
    const words = `${baseUrl} does not accept the key in ${keyVariable} (status ${status}). Check the secret.`;
    return new ModelFailure('unauthorized', words);
  }
  if (status === 429) {
    return new ModelFailure(
      'rate_limited',
      `${baseUrl} asks to slow down, ${triesMax} times in a row (status 429). Try again later.`,
    );
  }
  if (status >= 500) return new ModelFailure('unavailable', `${baseUrl} fails with status ${status}. Try again later.`);
  const words = `${baseUrl} refuses the request with status ${status}. Does it know the model "${name}" (\`model.name\`)?`;
  return new ModelFailure('refused', words);
}

/** What GitHub and model endpoints ask for, within reason. */
function pauseOf(retryAfter: string | null, tries: number): number {
  const asked = Number(retryAfter ?? Number.NaN) * 1_000;
  return Math.min(pauseMsMax, Number.isFinite(asked) && asked >= 0 ? asked : 1_000 * 2 ** tries);
}

async function counted(answer: Response, spending: Spending): Promise<Response> {
  const text = await answer.text();
  const read = usageSchema.safeParse(jsonOf(text));
  if (read.success) {
    const { prompt_tokens: input, completion_tokens: output } = read.data.usage;
    spending.add({ input: input ?? 0, output: output ?? 0 });
  }
  return new Response(text, { status: answer.status, headers: answer.headers });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever asked sees that it is none.
    return null;
  }
}
