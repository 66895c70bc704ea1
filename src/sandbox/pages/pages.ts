/** The pages that a person would see on GitHub: which address shows what. */
import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Site } from '../site.ts';
import { findRepository } from '../world/find.ts';
import { fullName } from '../world/repository.ts';
import { accountPage, appPage, homePage } from './about/home-page.ts';
import { deliveryPage, sandboxPage } from './about/sandbox-page.ts';
import { heading, layout, type Page } from './layout/layout.ts';
import { liveScript } from './layout/live-script.ts';
import { html } from './layout/markup.ts';
import { style } from './layout/style.ts';
import { pressAction, presserOn } from './pull/press-action.ts';
import { repositoryPaths } from './repository-paths.ts';

/** What a page may load and do, should a stranger's text ever get past the sanitizer: no script but our own file. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src * data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Adds all pages to the sandbox's paths. They come last: whatever is mounted before wins. */
export function mountPages(app: Hono, site: Site): void {
  const { world, weather } = site;
  app.get('/_sandbox/pages/style.css', (context) => asset(context, style, 'text/css'));
  app.get('/_sandbox/pages/live.js', (context) => asset(context, liveScript, 'text/javascript'));
  app.get('/_sandbox', (context) => send(context, sandboxPage(world, weather.current())));
  app.get('/_sandbox/deliveries/:id', (context) => send(context, deliveryPage(world, Number(context.req.param('id')))));
  app.get('/', (context) => send(context, homePage(world)));
  app.get('/apps/:slug', (context) => send(context, appPage(world, context.req.param('slug'))));
  app.get('/:owner', (context) => send(context, accountPage(world, context.req.param('owner'))));
  for (const [path, show] of Object.entries(repositoryPaths)) {
    app.get(`/:owner/:repo${path}`, async (context) => {
      const { owner = '', repo = '', ...parameters } = context.req.param() as Record<string, string>;
      const repository = findRepository(world, owner, repo);
      if (repository === undefined) return send(context, undefined);
      const place = {
        repository,
        parameters,
        query: context.req.query(),
        presser: presserOn(site, repository),
        nowMs: world.now(),
      };
      const shown = await show(place);
      return shown instanceof Response ? shown : send(context, shown);
    });
  }
  app.post('/:owner/:repo/runs/:id/actions', (context) => press(context, site));
  app.notFound((context) => {
    const { path } = context.req;
    return /[^/]\/+$/.test(path) ? context.redirect(path.replace(/\/+$/, '')) : send(context, undefined);
  });
}

/** Only our own page may press a button: a foreign one that is open in the same browser may not. */
async function press(context: Context, site: Site): Promise<Response> {
  if (context.req.header('origin') !== site.world.url) return context.text('Press the button on the page itself.', 403);
  const { owner = '', repo = '', id = '' } = context.req.param() as Record<string, string>;
  const repository = findRepository(site.world, owner, repo);
  const run = repository?.checkRuns.get(Number(id));
  const identifier = String((await context.req.parseBody()).identifier ?? '');
  if (!repository || !run || !pressAction(site, repository, run, identifier)) return send(context, undefined);
  return context.redirect(`/${fullName(repository)}/runs/${run.id}`, 303);
}

/** Sends a page, or says that there is none. A browser that has it already gets no more than that. */
function send(context: Context, page: Page | undefined): Response {
  const shown = page ?? missing;
  const text = layout(shown);
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: with it a form's POST says that its origin is null.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-cache',
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

function asset(context: Context, text: string, type: string): Response {
  return context.body(text, 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });
}
