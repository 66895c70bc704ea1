/** GitHub's two kinds of limits: requests an hour for everybody, and (when the weather says so) secondary limits. */
import type { Actor } from '../identity/actor.ts';
import { ApiError } from './reply.ts';

export interface RateLimit {
  /** Counts a request, and gives the headers that tell so. Throws 403 when none is left. */
  spend(actor: Actor, nowMs: number): Record<string, string>;
  /** Gives back what a 304 does not cost. */
  refund(actor: Actor): void;
  read(actor: Actor, nowMs: number): { limit: number; used: number; remaining: number; reset: number };
  /** Throws 403 "secondary rate limit" after 80 content-creating requests in a minute or 500 in an hour. */
  spendContent(actor: Actor, nowMs: number): void;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
const contentPerMinute = 80;
const contentPerHour = 500;

export function createRateLimit(): RateLimit {
  const windows = new Map<string, { used: number; resetMs: number }>();
  const contents = new Map<string, number[]>();
  const windowOf = (actor: Actor, nowMs: number): { used: number; resetMs: number } => {
    const key = keyOf(actor);
    const known = windows.get(key);
    if (known && known.resetMs > nowMs) return known;
    const fresh = { used: 0, resetMs: nowMs + hourMs };
    windows.set(key, fresh);
    return fresh;
  };
  const read: RateLimit['read'] = (actor, nowMs) => {
    const window = windowOf(actor, nowMs);
    const limit = limitOf(actor);
    const remaining = Math.max(0, limit - window.used);
    return { limit, used: Math.min(window.used, limit), remaining, reset: Math.ceil(window.resetMs / 1000) };
  };
  return {
    read,
    spend: (actor, nowMs) => {
      windowOf(actor, nowMs).used += 1;
      const { limit, used, remaining, reset } = read(actor, nowMs);
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': 'core',
      };
      if (windowOf(actor, nowMs).used > limit) throw new ApiError(403, 'API rate limit exceeded.', { headers });
      return headers;
    },
    refund: (actor) => {
      const window = windows.get(keyOf(actor));
      if (window) window.used -= 1;
    },
    spendContent: (actor, nowMs) => {
      const key = keyOf(actor);
      const recent = (contents.get(key) ?? []).filter((ms) => ms > nowMs - hourMs);
      contents.set(key, recent);
      const lastMinute = recent.filter((ms) => ms > nowMs - minuteMs).length;
      if (lastMinute >= contentPerMinute || recent.length >= contentPerHour) throw secondaryLimit(60);
      recent.push(nowMs);
    },
  };
}

export function secondaryLimit(retryAfterSeconds: number): ApiError {
  return new ApiError(
    403,
    'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.',
    { headers: { 'retry-after': String(retryAfterSeconds) }, weathered: true },
  );
}

function keyOf(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'app':
      return `app ${actor.app.id}`;
    case 'installation':
      return `installation ${actor.installation.id}`;
    case 'job':
      return `job ${actor.repository.id}`;
    case 'user':
      return `user ${actor.account.id}`;
    default:
      return actor satisfies never;
  }
}

function limitOf(actor: Actor): number {
  return actor.kind === 'anonymous' ? 60 : actor.kind === 'job' ? 1_000 : 5_000;
}
