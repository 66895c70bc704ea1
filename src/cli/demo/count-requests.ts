// Counts the requests that the app makes with its own tokens: GitHub limits both all of them and those that create content.
import type { Exchange } from '../../sandbox/sandbox.ts';

/** Endpoints whose POST makes content that people are notified of. Source: GitHub's "Rate limits for the REST API". */
const contentRoutes = [
  /\/issues$/,
  /\/comments$/,
  /\/reactions$/,
  /\/pulls$/,
  /\/reviews$/,
  /\/check-runs$/,
  /\/dispatches$/,
  /\/git\/(blobs|trees|commits|refs)$/,
];

export interface RequestCount {
  readonly total: number;
  readonly contentCreating: number;
}

export function requestCounter(): { count: (exchange: Exchange) => void; counted: () => RequestCount } {
  let total = 0;
  let contentCreating = 0;
  return {
    count({ actorKind, method, route }) {
      if (actorKind !== 'app' && actorKind !== 'installation') return;
      total += 1;
      if (method === 'POST' && contentRoutes.some((pattern) => pattern.test(route ?? ''))) contentCreating += 1;
    },
    counted: () => ({ total, contentCreating }),
  };
}
