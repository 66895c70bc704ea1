// The octokit that everything here uses, with Probot's defaults that hurt undone, and GitHub's answers as outcomes.
import { ProbotOctokit } from 'probot';
import type { Repository } from '../core/task.ts';
import { CallFailure } from './github.ts';

export type Octokit = InstanceType<typeof ProbotOctokit>;

/** Finds the client of an installation; `null` asks as the app itself (JWT). */
export type Authenticate = (installation: number | null) => Promise<Octokit>;

/** A call that takes longer than this is given up, in milliseconds; its outcome is then unclear. */
const callMsMax = 30_000;

/** Pause when GitHub asks for one without saying how long, in milliseconds. */
const limitedMs = 60_000;

/**
 * Probot repeats a POST that was answered 502 three times, which dispatches four runs, and repeats a 429 before its
 * `retry-after`. Here nothing is repeated: the outbox looks first. Only the function form reaches installations' clients.
 */
export const QuietOctokit: typeof ProbotOctokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  throttle: {
    ...('throttle' in options && typeof options.throttle === 'object' ? options.throttle : {}),
    enabled: false,
  },
  retry: { enabled: false },
})) as typeof ProbotOctokit;

/** `owner` and `repo` as octokit wants them. */
export const coordinates = ({ owner, name }: Repository) => ({ owner, repo: name });

/** Options for every request: a limit in time, and no repetition whatever the plugins think. */
export const once = () => ({ retries: 0, signal: AbortSignal.timeout(callMsMax) });

/** Asks a question: it changes nothing, so whatever goes wrong may simply be asked again. */
export async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw failureOf(error, 'limited');
  }
}

/** Like `ask`, with `null` where GitHub says 404. */
export async function askOptional<Answer>(call: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await call();
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw failureOf(error, 'limited');
  }
}

/** Does a deed: when no clear answer comes back, it may have been done. */
export async function act<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw failureOf(error, 'unclear');
  }
}

/** The HTTP status of what octokit threw, or `null` when no answer came. */
export function statusOf(error: unknown): number | null {
  if (error instanceof CallFailure) return error.status;
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}

function failureOf(error: unknown, whenUnclear: 'limited' | 'unclear'): CallFailure {
  if (error instanceof CallFailure) return error;
  const status = statusOf(error);
  const text = error instanceof Error ? error.message : String(error);
  const message = status === null ? `GitHub did not answer: ${text}` : `GitHub answered ${status}: ${text}`;
  const options = { cause: error, ...(status === null ? {} : { status }) };
  if (status === null || status >= 500 || status === 408) return new CallFailure(whenUnclear, message, options);
  const until = limitOf(error, status, text);
  if (until !== null) return new CallFailure('limited', message, { ...options, until });
  // An expired or not yet valid token heals by itself.
  return new CallFailure(status === 401 ? 'limited' : 'refused', message, options);
}

/** When to try again after a rate limit, or `null` when it is none. Source: GitHub's "Best practices for the REST API". */
function limitOf(error: unknown, status: number, text: string): number | null {
  if (status !== 429 && status !== 403) return null;
  const headers = headersOf(error);
  const retryAfter = Number(headers['retry-after']);
  if (Number.isFinite(retryAfter) && retryAfter > 0) return Date.now() + retryAfter * 1000;
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return reset * 1000;
  return status === 429 || /rate limit/i.test(text) ? Date.now() + limitedMs : null;
}

function headersOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error) || !('response' in error)) return {};
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return {};
  return typeof response.headers === 'object' && response.headers !== null ? { ...response.headers } : {};
}
