/** The pages that a person would see on GitHub: which address shows what. */
import type { Context, Hono } from 'hono';
import type { Site } from '../site.ts';
import { findMoved, findRepository } from '../world/find.ts';
import { fullName } from '../world/repository.ts';
import { accountPage, homePage } from './about/home-page.ts';
import { deliveryPage, sandboxPage } from './about/sandbox-page.ts';
import { actingForm, mountActing } from './acting.ts';
import { mountAppPages } from './apps/app-pages.ts';
import { liveScript } from './layout/live-script.ts';
import { send } from './layout/send.ts';
import { style } from './layout/style.ts';
import { pressAction, presserOn } from './pull/press-action.ts';
import { repositoryPaths } from './repository-paths.ts';

/** Adds all pages to the sandbox's paths. They come last: whatever is mounted before wins. */
export function mountPages(app: Hono, site: Site): void {
  const { world, weather } = site;
  app.use(async (context, next) => {
    context.set('acting', actingForm(context, site));
    await next();
  });
  mountActing(app, site);
  app.get('/_sandbox/pages/style.css', (context) => asset(context, style, 'text/css'));
  app.get('/_sandbox/pages/live.js', (context) => asset(context, liveScript, 'text/javascript'));
  app.get('/_sandbox', (context) => send(context, sandboxPage(world, weather.current())));
  app.get('/_sandbox/deliveries/:id', (context) => send(context, deliveryPage(world, Number(context.req.param('id')))));
  app.get('/', (context) => send(context, homePage(world)));
  mountAppPages(app, site);
  app.get('/:owner', (context) => send(context, accountPage(world, context.req.param('owner'))));
  for (const [path, show] of Object.entries(repositoryPaths)) {
    app.get(`/:owner/:repo${path}`, async (context) => {
      const { owner = '', repo = '', ...parameters } = context.req.param() as Record<string, string>;
      const repository = findRepository(world, owner, repo);
      if (repository === undefined) return moved(context, site) ?? send(context, undefined);
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

/** Sends a browser on from a name that the repository no longer has. */
function moved(context: Context, { world }: Site): Response | undefined {
  const { owner = '', repo = '' } = context.req.param() as Record<string, string>;
  const repository = findMoved(world, owner, repo);
  const { pathname, search } = new URL(context.req.url);
  return (
    repository && context.redirect(`/${fullName(repository)}${pathname.replace(/^\/[^/]+\/[^/]+/, '')}${search}`, 301)
  );
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

function asset(context: Context, text: string, type: string): Response {
  return context.body(text, 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });
}
