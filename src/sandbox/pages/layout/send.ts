/** Sends a page to a browser. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { heading, layout, type Page } from './layout.ts';
import { html, type Markup } from './markup.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** The selector in the head of every page; middleware of the pages puts it there. */
    acting: Markup | undefined;
  }
}

/** What a page may load and do, should a stranger's text ever get past the sanitizer: no script but our own file. */
const contentPolicy = (formTargets: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    'img-src * data:',
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * Sends a page, or says that there is none. A browser that has it already gets no more than that.
 * @param formTargets origins besides our own that its forms may lead to, directly or by a redirect.
 */
export function send(context: Context, page: Page | undefined, formTargets: readonly string[] = []): Response {
  const shown = page ?? missing;
  const text = layout(shown, context.get('acting'));
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentPolicy(formTargets),
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: with it a form's POST says that its origin is null.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-cache',
    vary: 'cookie',
    etag,
  };
  if (context.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(text, { status: shown.status ?? 200, headers });
}

const missing: Page = {
  title: 'Not found',
  status: 404,
  body: html`${heading('There is no such page')}<p>The sandbox knows accounts, repositories, issues, pull requests, checks and runs. <a href="/">See what there is</a>.</p>`,
};
